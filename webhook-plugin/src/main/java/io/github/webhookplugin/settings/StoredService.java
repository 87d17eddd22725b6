package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import java.util.LinkedHashMap;
import java.util.Map;
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
    return new Placed(position, service(opened(row, id), id, name));
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
    row.remove(CredentialsReader.FIELD);
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

  private Map<String, @Nullable Object> opened(Map<String, @Nullable Object> row, ServiceId id) {
    String service = Found.quote(String.valueOf(row.get("name"))) + " (" + id + ")";
    return SealedFields.changed(row, (value, field) -> {
      try {
        return vault.open(value, id, field);
      } catch (SettingsException unreadable) {
        throw new SettingsException(
            "The " + field + " of the service " + service + " " + unreadable.getMessage() + ".");
      }
    });
  }

  /** A row with its secrets sealed by the current key; what cannot be opened stays as it is. */
  String resealed(String name, String text) {
    var id = id(name);
    var row = parse(name, text);
    var anew = SealedFields.changed(row, (value, field) -> {
      try {
        return vault.reseal(value, id.toString(), field);
      } catch (SettingsException unreadable) {
        return value;
      }
    });
    return anew.equals(row) ? text : Json.text(anew);
  }

  /** The document of a row whose secrets cannot be read, without them: to enter them again. */
  Map<String, Object> withoutSecrets(String name, String text) {
    var row = SealedFields.changed(parse(name, text), (value, field) -> "");
    row.remove(POSITION);
    row.put("secret", Map.of("set", false));
    return PlainMaps.withNulls(row);
  }
}
