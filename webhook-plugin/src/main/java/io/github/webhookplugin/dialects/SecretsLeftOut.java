package io.github.webhookplugin.dialects;

import io.github.webhookplugin.model.HiddenUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a service of our own file that can be saved, although the file has no secrets: what is not there is left empty,
 * and the service is switched off until somebody enters it. Pure.
 */
public final class SecretsLeftOut {
  private static final String MASKED_PASSWORD = ":***@";

  private SecretsLeftOut() {}

  /** Changes the fields; tells what has to be entered, as pointers in the service. */
  public static List<String> fill(Map<String, Object> fields) {
    var missing = new ArrayList<String>();
    url(fields, missing);
    rows(fields, "headers", missing);
    rows(fields, "queryParams", missing);
    if (fields.get("secret") instanceof Map<?, ?> shown && !isNamed(shown)) {
      fields.remove("secret");
      if (Boolean.TRUE.equals(shown.get("set"))) {
        missing.add("/secret");
      }
    }
    client(fields, missing);
    clientKey(fields, missing);
    if (!missing.isEmpty()) {
      fields.put("enabled", false);
    }
    return missing;
  }

  /** A client certificate is of no use without its key: both have to be entered. */
  private static void clientKey(Map<String, Object> fields, List<String> missing) {
    if (fields.get("tls") instanceof Map<?, ?> tls
        && tls.get("clientKey") instanceof Map<?, ?> shown
        && !isNamed(shown)) {
      var rest = new LinkedHashMap<Object, @Nullable Object>(tls);
      rest.keySet().removeAll(List.of("clientKey", "clientCertificate"));
      fields.put("tls", rest);
      missing.add("/tls/clientKey");
    }
  }

  /** One that the host keeps comes along: its name is no secret. */
  private static boolean isNamed(Map<?, ?> shown) {
    return shown.get("hostSecret") instanceof String;
  }

  private static void url(Map<String, Object> fields, List<String> missing) {
    if (fields.get("url") instanceof String url) {
      if (url.endsWith(HiddenUrl.REST) && Boolean.TRUE.equals(fields.get("secretUrl"))) {
        fields.put("url", WebhookAction.NOWHERE);
        missing.add("/url");
      } else if (url.contains(MASKED_PASSWORD)) {
        fields.put("url", url.replace(MASKED_PASSWORD, "@"));
        missing.add("/url");
      }
    }
  }

  /** What gets a service its tokens. */
  private static void client(Map<String, Object> fields, List<String> missing) {
    if (fields.get("oauth2") instanceof Map<?, ?> oauth
        && oauth.get("clientSecret") instanceof Map<?, ?> shown
        && !isNamed(shown)) {
      var copy = new LinkedHashMap<Object, @Nullable Object>(oauth);
      copy.remove("clientSecret");
      fields.put("oauth2", copy);
      if (Boolean.TRUE.equals(shown.get("set"))) {
        missing.add("/oauth2/clientSecret");
      }
    }
  }

  private static void rows(Map<String, Object> fields, String list, List<String> missing) {
    if (!(fields.get(list) instanceof List<?> rows)) {
      return;
    }
    var filled = new ArrayList<@Nullable Object>();
    for (Object row : rows) {
      if (row instanceof Map<?, ?> map
          && Boolean.TRUE.equals(map.get("secret"))
          && map.get("value") == null) {
        var copy = new LinkedHashMap<Object, @Nullable Object>(map);
        copy.put("value", "");
        if (Boolean.TRUE.equals(copy.remove("set"))) {
          missing.add("/" + list + "/" + filled.size() + "/value");
        }
        filled.add(copy);
      } else {
        filled.add(row);
      }
    }
    fields.put(list, filled);
  }
}
