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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a service's secrets out of what a receiver answered: some echo the request back, as it was or encoded. Secrets
 * of fewer than six characters stay: they are in too many other words. Immutable, shared between threads.
 */
final class Redaction {
  private static final int SHORTEST = 6;
  /** A part of an address that is at least so long is the receiver's token rather than a word. */
  private static final int SHORTEST_TOKEN = 16;

  private static final Pattern KEY_PREFIX = Pattern.compile("whs[a-z]+_");
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}}?");
  private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "token");
  private static final Pattern USER_INFO = Pattern.compile("[^:/?#]*://([^/?#]*)@");
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[/?&=#]+");

  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  /** As they are for every request, the longest first. */
  private final List<String> secrets;
  /** Whether there are more, which depend on the event. */
  private final boolean varies;

  private final @Nullable Pattern spellings;
  /** What takes out other secrets before; null: nothing. */
  private final @Nullable Redaction before;

  private Redaction(Stream<String> secrets, boolean varies) {
    this(secrets, varies, null);
  }

  private Redaction(Stream<String> secrets, boolean varies, @Nullable Redaction before) {
    this.secrets = secrets
        .filter(secret -> secret.length() >= SHORTEST)
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
    this.varies = varies;
    this.spellings = this.secrets.isEmpty() ? null : Spellings.of(this.secrets);
    this.before = before;
  }

  private Redaction(Redaction same, Redaction before) {
    this.secrets = same.secrets;
    this.varies = same.varies;
    this.spellings = same.spellings;
    this.before = before;
  }

  /** For answers: the secrets, and what of the address may be one (a chat's webhook). */
  static Redaction of(WebhookService service) {
    var secrets = secretsOf(service);
    secrets.addAll(tokens(service.request().url()));
    return new Redaction(secrets.stream(), varies(service));
  }

  /** For requests, whose address is seen by those who may see the service, unless it is a secret. */
  static Redaction ofSecrets(WebhookService service) {
    return new Redaction(secretsOf(service).stream(), varies(service));
  }

  /** For one secret. */
  static Redaction of(Secret secret) {
    return new Redaction(Stream.of(secret.reveal()), false);
  }

  /** Also takes out what secrets with variables became in one request. */
  Redaction and(OutgoingRequest request, WebhookService service) {
    if (!varies) {
      return this;
    }
    var more = new ArrayList<String>();
    for (Header header : request.headers()) {
      if (ShownRequest.isSecret(header, service)) {
        addCredential(header.value(), more);
      }
    }
    for (NamedValue parameter : service.request().queryParams()) {
      if (parameter.secret()) {
        more.addAll(valuesOf(parameter.name(), request.url()));
      }
    }
    return new Redaction(Stream.concat(secrets.stream(), more.stream()), false, before);
  }

  /** What another takes out, and then what this one does. */
  Redaction after(Redaction first) {
    return before == null ? new Redaction(this, first) : new Redaction(this, before.after(first));
  }

  String apply(String text) {
    String left = before == null ? text : before.apply(text);
    return spellings == null ? left : spellings.matcher(left).replaceAll("***");
  }

  private static List<String> secretsOf(WebhookService service) {
    var secrets = new ArrayList<String>();
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

  private static boolean varies(WebhookService service) {
    return secretRows(service).anyMatch(Redaction::hasVariables);
  }

  private static Stream<NamedValue> secretRows(WebhookService service) {
    return Stream.concat(
            service.request().headers().stream(), service.request().queryParams().stream())
        .filter(NamedValue::secret);
  }

  private static boolean hasVariables(NamedValue value) {
    return value.value().contains("{{");
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

  private static List<String> tokens(String url) {
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
    secrets.addAll(secrets.stream().map(Redaction::decoded).toList());
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
