package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One service as a row of the store. */
final class StoredService {
  static final String PREFIX = "service/";
  private static final String POSITION = "position";
  private static final Signing.Keys SOME_KEYS =
      new Signing.Keys(Secret.of("not the secret of then"), null);

  private final Vault vault;
  private final Veil veil;
  private final ServiceReader reader = ServiceReader.ofRows();

  StoredService(Vault vault) {
    this.vault = vault;
    this.veil = new StoredVeil(vault);
  }

  /** A service and its place among the others. */
  record Placed(int position, WebhookService service) {}

  static String name(WebhookService service) {
    return PREFIX + service.id();
  }

  String text(WebhookService service, int position) {
    var row = new LinkedHashMap<String, Object>();
    row.put(POSITION, position);
    row.putAll(ServiceDocument.of(service, veil));
    return Json.text(row);
  }

  /**
   * Reads a row.
   *
   * @throws SettingsException if it cannot, with a whole sentence that names the service
   */
  Placed read(String name, String text) {
    var row = parse(name, text);
    var id = id(name);
    int position = position(row);
    unseal(row, id);
    return new Placed(position, service(row, id, name));
  }

  private WebhookService service(Map<String, @Nullable Object> row, ServiceId id, String name) {
    var problems = new Problems();
    var service = reader.read(new Fields(row, "", problems), id, null);
    if (problems.any()) {
      throw new SettingsException("The row " + name + " does not hold a service: "
          + problems.all().get(0).pointer() + ": " + problems.all().get(0).message());
    }
    return service;
  }

  /**
   * Reads what a service's bodies depend on, from a row of any time. Bodies see neither address nor headers, and of the
   * signing secret only that there is one.
   *
   * @throws SettingsException if it cannot
   */
  WebhookService readForBody(String text) {
    return readPlacedForBody(text).service();
  }

  /** As {@link #readForBody}, with its place among the others. */
  Placed readPlacedForBody(String text) {
    var row = parse("of a former service", text);
    var id = id(PREFIX + row.get("id"));
    row.put("url", "https://former.invalid/");
    row.remove("headers");
    row.remove("queryParams");
    row.remove(TlsReader.FIELD);
    int position = position(row);
    boolean signed = row.remove("secret") != null;
    var service = service(row, id, "of a former service");
    return new Placed(
        position, signed ? service.signed(service.delivery().signing().with(SOME_KEYS)) : service);
  }

  private static int position(Map<String, @Nullable Object> row) {
    return row.remove(POSITION) instanceof Integer number ? number : Integer.MAX_VALUE;
  }

  /**
   * Reads a row of any time, whole.
   *
   * @throws SettingsException if it cannot
   */
  WebhookService readPast(String text) {
    return read(PREFIX + parse("of a former service", text).get("id"), text).service();
  }

  private static Map<String, @Nullable Object> parse(String name, String text) {
    try {
      return new LinkedHashMap<>(JsonDocument.parse(text));
    } catch (DocumentException notJson) {
      throw new SettingsException("The row " + name + " cannot be read: " + notJson.getMessage());
    }
  }

  /** The id in a row's name. */
  static ServiceId id(String name) {
    try {
      return ServiceId.parse(name.substring(PREFIX.length()));
    } catch (IllegalArgumentException notAnId) {
      throw new SettingsException("The row " + Found.quote(name) + " names no service.");
    }
  }

  private void unseal(Map<String, @Nullable Object> row, ServiceId id) {
    String service = Found.quote(String.valueOf(row.get("name"))) + " (" + id + ")";
    unseal(row, "url", id, "url", service);
    unsealSecrets(row, id, service);
    unsealTls(row, id, service);
    unsealRows(row, "headers", id, service);
    unsealRows(row, "queryParams", id, service);
  }

  private void unsealSecrets(Map<String, @Nullable Object> row, ServiceId id, String service) {
    if (row.get("secret") instanceof Map<?, ?> sealed) {
      var secrets = new LinkedHashMap<String, @Nullable Object>();
      sealed.forEach((key, value) -> secrets.put(String.valueOf(key), value));
      unseal(secrets, SecretReader.CURRENT, id, "secret", service);
      unseal(secrets, SecretReader.FORMER, id, "secret", service);
      row.put("secret", secrets);
    } else {
      unseal(row, "secret", id, "secret", service);
    }
  }

  private void unsealTls(Map<String, @Nullable Object> row, ServiceId id, String service) {
    if (row.get(TlsReader.FIELD) instanceof Map<?, ?> map) {
      var tls = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((key, value) -> tls.put(String.valueOf(key), value));
      unseal(tls, TlsReader.KEY, id, StoredVeil.KEY_FIELD, service);
      row.put(TlsReader.FIELD, tls);
    }
  }

  private void unsealRows(
      Map<String, @Nullable Object> row, String list, ServiceId id, String service) {
    var opened = new ArrayList<@Nullable Object>();
    for (Object item : row.get(list) instanceof List<?> items ? items : List.of()) {
      if (item instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("secret"))) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        unseal(copy, "value", id, list + "/" + map.get("name"), service);
        opened.add(copy);
      } else {
        opened.add(item);
      }
    }
    row.put(list, opened);
  }

  private void unseal(
      Map<String, @Nullable Object> map, String key, ServiceId id, String field, String service) {
    if (Optional.ofNullable(map.get(key)).orElse("") instanceof String sealed
        && !sealed.isEmpty()) {
      try {
        map.put(key, vault.open(sealed, id, field));
      } catch (SettingsException unreadable) {
        throw new SettingsException(
            "The " + field + " of the service " + service + " " + unreadable.getMessage() + ".");
      }
    }
  }
}
