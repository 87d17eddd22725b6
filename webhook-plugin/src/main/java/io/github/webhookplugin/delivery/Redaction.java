package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.WebhookService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Blots out a service's secrets in what a receiver answered: some echo the request back. */
record Redaction(List<String> secrets) {
  private static final int SHORTEST = 6;

  static Redaction of(WebhookService service) {
    var secrets = new ArrayList<String>();
    Secret signing = service.delivery().secret();
    if (signing != null) {
      secrets.add(signing.reveal());
    }
    Stream.concat(service.request().headers().stream(), service.request().queryParams().stream())
        .filter(NamedValue::secret)
        .map(NamedValue::value)
        .filter(value -> !value.contains("{{"))
        .forEach(value -> {
          secrets.add(value);
          // "Bearer abc": the token alone is as good
          secrets.add(value.substring(value.indexOf(' ') + 1));
        });
    userInfo(service.request().url()).forEach(secrets::add);
    return new Redaction(secrets.stream()
        .filter(secret -> secret.length() >= SHORTEST)
        .flatMap(secret -> Stream.of(
            secret,
            URLEncoder.encode(secret, StandardCharsets.UTF_8),
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(secret.getBytes(StandardCharsets.UTF_8))))
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList());
  }

  String apply(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  private static List<String> userInfo(String url) {
    int start = url.indexOf("://") + 3;
    int end = url.indexOf('@', start);
    int path = url.indexOf('/', start);
    if (start < 3 || end < 0 || (path >= 0 && path < end)) {
      return List.of();
    }
    String both = url.substring(start, end);
    String password = both.substring(both.indexOf(':') + 1);
    String basic = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    return List.of(both, password, basic);
  }
}
