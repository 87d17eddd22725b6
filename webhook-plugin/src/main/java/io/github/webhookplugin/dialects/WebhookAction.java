package io.github.webhookplugin.dialects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenMetadata's webhook as the action of a subscription, and what of it the webhook entity has, too: address, secret,
 * headers, recipients (seed rows S-12 to S-20).
 */
final class WebhookAction {
  static final List<String> FIELDS = List.of(
      "receivers",
      "endpoint",
      "secretKey",
      "headers",
      "queryParams",
      "httpMethod",
      "sendToAdmins",
      "sendToOwners",
      "sendToFollowers");
  static final List<String> SWITCHES = List.of("sendToAdmins", "sendToOwners", "sendToFollowers");

  /** Stands for a secret that is set; OpenMetadata masks its own in the same way. */
  public static final String MASK = "*********";

  /** Where a draft without an address leads: a name that never is anybody's (RFC 2606). */
  static final String NOWHERE = "https://endpoint-is-missing.invalid/";

  /** What an admin should know of it. */
  static final String DRAFT =
      "There is no address, so this is a draft that is switched off. Enter the address, then"
          + " switch it on.";

  private static final List<String> METHODS = List.of("POST", "PUT");

  private WebhookAction() {}

  /** A service of an action. */
  static Map<String, Object> toService(Source action, Starts starts) {
    action.only(FIELDS);
    var service = new LinkedHashMap<>(starts.action(action.text("endpoint").orElse("")));
    putTarget(service, action, true);
    service.put("method", method(action));
    var params = action.textMap("queryParams");
    service.put(
        "queryParams",
        rows(params, new Source(Map.of(), action.at("queryParams"), action.notes()), false));
    var receivers = action.texts("receivers");
    if (new LinkedHashSet<>(receivers).size() < receivers.size()) {
      action.notes().problem(action.at("receivers"), "Name every receiver once.");
    }
    service.put("receivers", receivers);
    hintPut(service, action);
    return service;
  }

  /** Address, secret, headers and recipients, of an action or of the entity's config. */
  static void putTarget(Map<String, Object> service, Source config, boolean isNew) {
    String url = config.text("endpoint").orElse("");
    if (url.isEmpty()) {
      service.put("url", NOWHERE);
      service.put("enabled", false);
      config.notes().warn(config.at("endpoint"), DRAFT);
    } else {
      service.put("url", url);
    }
    putSecret(service, config, isNew);
    var headers = config.textMap("headers");
    service.put(
        "headers",
        rows(headers, new Source(Map.of(), config.at("headers"), config.notes()), isNew));
    for (String flag : SWITCHES) {
      service.put(flag, config.bool(flag).orElse(false));
    }
    KnownTargets.warn(url, config.at("endpoint"), headers, config.at("headers"), config.notes());
  }

  private static void putSecret(Map<String, Object> service, Source config, boolean isNew) {
    String secret = config.text("secretKey").orElse("");
    if (secret.equals(MASK)) {
      if (isNew) {
        config
            .notes()
            .warn(config.at("secretKey"), "The secret is masked here. Enter it yourself.");
      }
      return;
    }
    if (!secret.isEmpty()) {
      service.put("secret", secret);
      service.put("signature", Starts.RECIPE);
    } else if (config.values().containsKey("secretKey")) {
      service.put("secret", "");
    }
  }

  /** A mask stands for what is stored. */
  private static List<Map<String, Object>> rows(
      Map<String, String> texts, Source at, boolean isNew) {
    var rows = new ArrayList<Map<String, Object>>();
    texts.forEach((name, value) -> {
      var row = new LinkedHashMap<String, Object>();
      row.put("name", name);
      if (!value.equals(MASK)) {
        row.put("value", value);
      } else if (isNew) {
        at.notes().warn(at.at(name), "The value is masked here. Add the header yourself.");
        return;
      }
      rows.add(row);
    });
    return rows;
  }

  private static String method(Source action) {
    String method = action.text("httpMethod").orElse("POST");
    if (!METHODS.contains(method)) {
      action.notes().problem(action.at("httpMethod"), "Expected POST or PUT.");
      return "POST";
    }
    return method;
  }

  /** The next event to one address replaces the one before (seed trap X-40). */
  private static void hintPut(Map<String, Object> service, Source action) {
    if ("PUT".equals(service.get("method"))
        && !String.valueOf(service.get("url")).contains("{{eventId}}")) {
      action
          .notes()
          .warn(
              action.at("httpMethod"),
              "With PUT, each event replaces the one before at this address. If the receiver keeps events"
                  + " by their address, put {{eventId}} into it.");
    }
  }

  /** The action of a service. */
  static Map<String, Object> of(Map<String, ?> service) {
    var action = new LinkedHashMap<String, @Nullable Object>();
    if (service.get("receivers") instanceof List<?> receivers && !receivers.isEmpty()) {
      action.put("receivers", receivers);
    }
    putTargetOf(service, action, false);
    var params = texts(service.get("queryParams"));
    if (!params.isEmpty()) {
      action.put("queryParams", params);
    }
    action.put("httpMethod", service.get("method"));
    for (String flag : SWITCHES) {
      action.put(flag, Boolean.TRUE.equals(service.get(flag)));
    }
    return JsonValues.withNulls(action);
  }

  /**
   * Writes address and headers, of a secret at most that it is set.
   *
   * @param secretKey whether to say that there is one
   */
  static void putTargetOf(
      Map<String, ?> service, Map<String, @Nullable Object> config, boolean secretKey) {
    if (service.get("url") instanceof String url && !url.isEmpty() && !url.equals(NOWHERE)) {
      config.put("endpoint", url);
    }
    if (secretKey && isSet(service.get("secret"))) {
      config.put("secretKey", shownSecret(service.get("secret")));
    }
    var headers = texts(service.get("headers"));
    if (!headers.isEmpty()) {
      config.put("headers", headers);
    }
  }

  private static boolean isSet(@Nullable Object secret) {
    return secret instanceof String
        || (secret instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("set")));
  }

  private static Object shownSecret(@Nullable Object secret) {
    return secret instanceof String text ? text : MASK;
  }

  static Map<String, Object> texts(@Nullable Object rows) {
    var texts = new LinkedHashMap<String, Object>();
    for (Object item : rows instanceof List<?> list ? list : List.of()) {
      if (item instanceof Map<?, ?> row) {
        texts.put(
            String.valueOf(row.get("name")),
            row.get("value") instanceof String value ? value : MASK);
      }
    }
    return texts;
  }
}
