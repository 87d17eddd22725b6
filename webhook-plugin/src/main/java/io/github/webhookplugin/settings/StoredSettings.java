package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings as rows of the store: {@code global}, and {@code service/<id>} with the service's position. Values are
 * JSON texts; URLs and secrets in them are encrypted, with another nonce each time. Shared between threads.
 */
public final class StoredSettings {
  static final String GLOBAL = "global";
  private static final int MAX_SENTENCES = 10;

  private static final Logger log = LoggerFactory.getLogger(StoredSettings.class);

  private final Vault vault;
  private final StoredService services;

  public StoredSettings(Vault vault) {
    this.vault = vault;
    this.services = new StoredService(vault);
  }

  /** All rows, by name. */
  public Map<String, String> toRows(Settings settings) {
    var rows = new LinkedHashMap<String, String>();
    rows.put(GLOBAL, globalRow(settings.global()));
    for (WebhookService service : settings.services()) {
      rows.put(StoredService.name(service), services.text(service, rows.size() - 1));
    }
    return rows;
  }

  /**
   * The rows that a change touches: new texts, and empty for rows to remove. A service that moved up or down
   * counts as touched.
   */
  public Map<String, Optional<String>> changes(Settings before, Settings after) {
    var changes = new LinkedHashMap<String, Optional<String>>();
    if (!before.global().equals(after.global())) {
      changes.put(GLOBAL, Optional.of(globalRow(after.global())));
    }
    var places = new HashMap<WebhookService, Integer>();
    for (WebhookService service : before.services()) {
      places.put(service, places.size());
      changes.put(StoredService.name(service), Optional.empty());
    }
    int place = 0;
    for (WebhookService service : after.services()) {
      if (Integer.valueOf(place).equals(places.get(service))) {
        changes.remove(StoredService.name(service));
      } else {
        changes.put(StoredService.name(service), Optional.of(services.text(service, place)));
      }
      place++;
    }
    return changes;
  }

  /** The rows of {@link #changes} whose services only moved up or down. */
  public Set<String> moved(Settings before, Settings after) {
    var present = Set.copyOf(before.services());
    return after.services().stream()
        .filter(present::contains)
        .map(StoredService::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads all rows. A missing {@code global} row stands for the defaults; rows of other names are left alone.
   *
   * @throws SettingsException if rows cannot be read, for example without the right key. It names them all with
   *     their services: the caller may read again without them. Never is a service given back without its secrets.
   */
  public Settings fromRows(long version, Map<String, String> rows) {
    var placed = new ArrayList<StoredService.Placed>();
    var failures = new LinkedHashMap<String, String>();
    rows.forEach((name, text) -> {
      if (name.startsWith(StoredService.PREFIX)) {
        try {
          placed.add(services.read(name, text));
        } catch (SettingsException unreadable) {
          failures.put(name, String.valueOf(unreadable.getMessage()));
        }
      }
    });
    failIfAny(failures);
    placed.sort(Comparator.comparingInt(StoredService.Placed::position)
        .thenComparing(one -> one.service().id().value()));
    var services = placed.stream().map(StoredService.Placed::service).toList();
    return new Settings(version, global(rows.get(GLOBAL)), services);
  }

  /** Which events services want whose rows cannot be read: that is no secret. Those of which not even that can be are absent. */
  Map<ServiceId, EventFilter> filters(Map<String, String> rows, List<String> names) {
    var filters = new HashMap<ServiceId, EventFilter>();
    for (String name : names) {
      try {
        var service = services.readForBody(Objects.requireNonNull(rows.get(name), name));
        filters.put(service.id(), service.events());
      } catch (SettingsException unreadable) {
        // it may want every event
      }
    }
    return filters;
  }

  /** A row of today or of the past with its secrets sealed by the current key. */
  String resealed(String name, String text) {
    if (name.startsWith(StoredService.PREFIX)) {
      return services.resealed(name, text);
    }
    return name.equals(GLOBAL) ? globalResealed(text) : text;
  }

  private String globalResealed(String text) {
    try {
      var row = new LinkedHashMap<>(JsonDocument.parse(text));
      if (row.get(EgressReader.PASSWORD) instanceof String sealed && !sealed.isEmpty()) {
        String anew = vault.reseal(sealed, GLOBAL, EgressReader.PASSWORD);
        row.put(EgressReader.PASSWORD, anew);
        return anew.equals(sealed) ? text : Json.text(row);
      }
      return text;
    } catch (SettingsException | DocumentException unreadable) {
      return text;
    }
  }

  /** The document of a service whose secrets cannot be read, without them. */
  Map<String, Object> withoutSecrets(ServiceId id, String text) {
    return services.withoutSecrets(StoredService.PREFIX + id, text);
  }

  private static void failIfAny(Map<String, String> failures) {
    if (!failures.isEmpty()) {
      int more = failures.size() - MAX_SENTENCES;
      var sentences = failures.values().stream().limit(MAX_SENTENCES).toList();
      throw new SettingsException(
          String.join(" ", sentences) + (more > 0 ? " And " + more + " more." : ""),
          List.copyOf(failures.keySet()));
    }
  }

  private GlobalSettings global(@Nullable String text) {
    if (text == null) {
      return GlobalSettings.DEFAULT;
    }
    try {
      var problems = new Problems();
      var fields = new Fields(opened(JsonDocument.parse(text)), "", problems);
      fields.refuseUnknown(GlobalReader.FIELDS);
      var global = GlobalReader.read(fields, GlobalSettings.DEFAULT);
      if (!problems.any()) {
        return global;
      }
      throw new DocumentException(problems.all());
    } catch (DocumentException broken) {
      throw new SettingsException(
          "The row " + GLOBAL + " cannot be read: " + broken.getMessage(), List.of(GLOBAL));
    }
  }

  private String globalRow(GlobalSettings global) {
    return Json.text(SettingsWriter.document(
        global, password -> vault.seal(password.reveal(), GLOBAL, EgressReader.PASSWORD)));
  }

  /** Without its key the password is gone, but not the settings: the proxy then says what it misses. */
  private Map<String, Object> opened(Map<String, Object> row) {
    var opened = new LinkedHashMap<>(row);
    if (row.get(EgressReader.PASSWORD) instanceof String sealed && !sealed.isEmpty()) {
      try {
        opened.put(EgressReader.PASSWORD, vault.open(sealed, GLOBAL, EgressReader.PASSWORD));
      } catch (SettingsException unreadable) {
        log.error(
            "The password of the proxy {}. Enter it again.", OneLine.of(unreadable.getMessage()));
        opened.put(EgressReader.PASSWORD, "");
      }
    }
    return opened;
  }
}
