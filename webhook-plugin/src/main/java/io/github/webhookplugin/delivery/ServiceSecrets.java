package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the texts of a service that nobody may see, whole and in the parts that are as good as the whole. Pure. */
final class ServiceSecrets {
  /** A part of an address that is at least so long is the receiver's token rather than a word. */
  private static final int SHORTEST_TOKEN = 16;

  private static final Pattern KEY_PREFIX = Pattern.compile("whs[a-z]+_");
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}}?");
  private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "token");
  private static final Pattern USER_INFO = Pattern.compile("[^:/?#]*://([^/?#]*)@");
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[/?&=#]+");

  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private ServiceSecrets() {}

  /** Those that are the same in every request; the caller may add to them. */
  static List<String> of(WebhookService service) {
    List<String> secrets = new ArrayList<>();
    Signing.Keys keys = service.delivery().signing().keys();
    if (keys != null) {
      addKeys(keys.current(), secrets);
      if (keys.former() != null) {
        addKeys(keys.former().secret(), secrets);
      }
    }
    ClientCredentials credentials = service.delivery().credentials();
    if (credentials != null && credentials.clientSecret() != null) {
      secrets.add(credentials.clientSecret().reveal());
      // what the Base64 of the token request has inside
      secrets.add(TokenRequest.encoded(credentials.clientSecret().reveal()));
    }
    // of a value with variables, what stands around them
    secretRows(service)
        .flatMap(row -> TAG.splitAsStream(row.value()))
        .forEach(value -> addCredential(value.strip(), secrets));
    // as it stands in the address: whoever echoes that may encode it once more
    service.request().queryParams().stream()
        .filter(NamedValue::secret)
        .flatMap(row -> TAG.splitAsStream(row.value()))
        .forEach(value -> secrets.add(encoded(value)));
    for (Secret filledIn : service.request().filledIn()) {
      secrets.add(filledIn.reveal());
      secrets.add(encoded(filledIn.reveal()));
      // of a path each part is as good
      secrets.addAll(List.of(BETWEEN_PARTS.split(filledIn.reveal())));
    }
    secrets.addAll(userInfo(service.request().url()));
    if (service.request().secretUrl()) {
      secrets.addAll(ofSecretUrl(service.request().url()));
    }
    return secrets;
  }

  /** A secret, the keys in it, and what stands behind their {@code whsec_}. */
  private static void addKeys(Secret secret, List<String> to) {
    to.add(secret.reveal());
    for (String key : secret.reveal().split(" ")) {
      to.add(key);
      if (KEY_PREFIX.matcher(key).lookingAt()) {
        to.add(key.substring(key.indexOf('_') + 1));
      }
    }
  }

  /** "Bearer abc": the token alone is as good. */
  private static void addCredential(String value, List<String> to) {
    if (SCHEMES.contains(value.toLowerCase(Locale.ROOT))) {
      return;
    }
    to.add(value);
    to.add(value.substring(value.indexOf(' ') + 1));
  }

  /** Whether some depend on the event. */
  static boolean vary(WebhookService service) {
    return secretRows(service).anyMatch(row -> row.value().contains("{{"));
  }

  /** What secrets with variables became in one request. */
  static List<String> in(OutgoingRequest request, WebhookService service) {
    var secrets = new ArrayList<String>();
    for (Header header : request.headers()) {
      if (ShownRequest.isSecret(header, service)) {
        addCredential(header.value(), secrets);
      }
    }
    for (NamedValue parameter : service.request().queryParams()) {
      if (parameter.secret()) {
        secrets.addAll(valuesOf(parameter.name(), request.url()));
      }
    }
    return secrets;
  }

  private static Stream<NamedValue> secretRows(WebhookService service) {
    return Stream.concat(
            service.request().headers().stream(), service.request().queryParams().stream())
        .filter(NamedValue::secret);
  }

  private static List<String> userInfo(String url) {
    Matcher userInfo = USER_INFO.matcher(url);
    if (!userInfo.lookingAt()) {
      return List.of();
    }
    String typed = userInfo.group(1);
    String decoded = decoded(typed);
    String password = typed.substring(typed.indexOf(':') + 1);
    return List.of(typed, decoded, password, decoded(password));
  }

  /** What of an address may be the receiver's token, though nobody said that it is secret: a chat's webhook. */
  static List<String> tokens(String url) {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    return path < 0
        ? List.of()
        : BETWEEN_PARTS
            .splitAsStream(url.substring(path))
            .filter(part -> part.length() >= SHORTEST_TOKEN && !part.contains("{{"))
            .toList();
  }

  /** All that stands behind the host, whole and in parts, without what is a word rather than a token. */
  private static List<String> ofSecretUrl(String url) {
    int path = pathOf(url);
    if (path < 0) {
      return List.of();
    }
    var secrets = new ArrayList<String>();
    TAG.splitAsStream(url.substring(path)).filter(text -> !text.equals("/")).forEach(secrets::add);
    int query = url.indexOf('?', path);
    if (query > 0) {
      secrets.add(url.substring(path, query));
      for (String pair : url.substring(query + 1).split("&", -1)) {
        TAG.splitAsStream(pair.substring(pair.indexOf('=') + 1)).forEach(secrets::add);
      }
    }
    String parts = url.substring(path, query < 0 ? url.length() : query);
    BETWEEN_PARTS
        .splitAsStream(TAG.matcher(parts).replaceAll("/"))
        .filter(part -> part.length() >= SHORTEST_TOKEN || DIGIT.matcher(part).find())
        .forEach(secrets::add);
    secrets.addAll(secrets.stream().map(ServiceSecrets::decoded).toList());
    return secrets;
  }

  private static int pathOf(String url) {
    int start = url.indexOf("://") + 3;
    int path = url.indexOf('/', start);
    int query = url.indexOf('?', start);
    return path < 0 || (query >= 0 && query < path) ? query : path;
  }

  private static List<String> valuesOf(String name, String url) {
    String start = encoded(name) + "=";
    int query = url.indexOf('?');
    return query < 0
        ? List.of()
        : Stream.of(url.substring(query + 1).split("&", -1))
            .filter(pair -> pair.startsWith(start))
            .map(pair -> pair.substring(start.length()))
            .flatMap(value -> Stream.of(value, decoded(value)))
            .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A plus stays one: this is no form. What is not encoded rightly stays as it is. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
