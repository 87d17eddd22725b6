package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A second service like another one: off, with another name, and without its secrets, which nobody can read. */
public final class Copied {
  private static final List<String> OWN = List.of("id", "apiName", "secret", "deleted");
  private static final List<String> ROWS = List.of("headers", "queryParams");

  private static final String OAUTH = "oauth2";
  private static final String CLIENT_SECRET = "clientSecret";
  /** Of a secret that the host keeps the name, which may be copied. */
  private static final String HOST_SECRET = "hostSecret";

  private Copied() {}

  /** The document to start from. */
  public static Map<String, @Nullable Object> of(Map<String, ?> document, String name) {
    var copy = new LinkedHashMap<String, @Nullable Object>(document);
    copy.keySet().removeAll(OWN);
    copy.put("name", name);
    copy.put("enabled", false);
    String hostSecret = new Stored(document).object("secret").text(HOST_SECRET);
    if (!hostSecret.isEmpty()) {
      copy.put("secret", hostSecret);
    }
    if (copy.get(OAUTH) instanceof Map<?, ?> oauth) {
      var without = new LinkedHashMap<Object, @Nullable Object>(oauth);
      without.remove(CLIENT_SECRET);
      String named = new Stored(document).object(OAUTH).object(CLIENT_SECRET).text(HOST_SECRET);
      if (!named.isEmpty()) {
        without.put(CLIENT_SECRET, named);
      }
      copy.put(OAUTH, without);
    }
    if (copy.get("tls") instanceof Map<?, ?> tls) {
      copy.put("tls", shared(tls));
    }
    ROWS.forEach(list -> copy.put(list, rows(new Stored(document), list)));
    if (new Stored(document).flag("secretUrl")) {
      copy.put("url", "");
    }
    return copy;
  }

  /** Whether a document has secrets, which a copy would not have. */
  public static boolean loses(Map<String, ?> document) {
    var stored = new Stored(document);
    return stored.flag("secretUrl")
        || isLost(stored.object("secret"))
        || isLost(stored.object(OAUTH).object(CLIENT_SECRET))
        || stored.object("tls").object("clientKey").flag("set")
        || ROWS.stream()
            .anyMatch(list -> stored.objects(list).stream().anyMatch(row -> row.flag("secret")));
  }

  private static boolean isLost(Stored secret) {
    return secret.flag("set") && secret.text(HOST_SECRET).isEmpty();
  }

  /** What another service may have too: no client certificate, whose key cannot be read, and no exception. */
  private static Map<String, @Nullable Object> shared(Map<?, ?> tls) {
    var shared = new LinkedHashMap<String, @Nullable Object>();
    tls.forEach((name, value) -> shared.put(String.valueOf(name), value));
    shared.keySet().retainAll(List.of("authorities", "minimum"));
    return shared;
  }

  private static List<Map<String, @Nullable Object>> rows(Stored document, String list) {
    return document.objects(list).stream()
        .map(row -> {
          var copy = new LinkedHashMap<String, @Nullable Object>();
          copy.put("name", row.text("name"));
          copy.put("value", row.text("value"));
          copy.put("secret", row.flag("secret"));
          return (Map<String, @Nullable Object>) copy;
        })
        .toList();
  }
}
