package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a service's secrets out of what a receiver answered: some echo the request back, as it was or encoded. Secrets
 * of fewer than six characters stay: they are in too many other words. Long ones are looked for in pieces: a pattern takes
 * a call for each of its characters, and from some two thousand on there is no stack for them. Immutable, shared between
 * threads.
 */
final class Redaction {
  private static final int SHORTEST = 6;
  private static final int LONGEST_PIECE = 512;
  private static final String BLOT = "***";
  /** Blots side by side, or with what is left between pieces in Base64. */
  private static final Pattern BLOTS = Pattern.compile("\\*{3}(?:[A-Za-z0-9+/_-]{0,2}\\*{3})+");

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
    this.spellings = this.secrets.isEmpty() ? null : Spellings.of(pieces(this.secrets));
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
    List<String> secrets = ServiceSecrets.of(service);
    secrets.addAll(ServiceSecrets.tokens(service.request().url()));
    return new Redaction(secrets.stream(), ServiceSecrets.vary(service));
  }

  /** For requests, whose address is seen by those who may see the service, unless it is a secret. */
  static Redaction ofSecrets(WebhookService service) {
    return new Redaction(ServiceSecrets.of(service).stream(), ServiceSecrets.vary(service));
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
    List<String> more = ServiceSecrets.in(request, service);
    return new Redaction(Stream.concat(secrets.stream(), more.stream()), false, before);
  }

  /** What another takes out, and then what this one does. */
  Redaction after(Redaction first) {
    return before == null ? new Redaction(this, first) : new Redaction(this, before.after(first));
  }

  String apply(String text) {
    String left = before == null ? text : before.apply(text);
    String blotted = spellings == null ? left : spellings.matcher(left).replaceAll(BLOT);
    return isCut() ? BLOTS.matcher(blotted).replaceAll(BLOT) : blotted;
  }

  private boolean isCut() {
    return !secrets.isEmpty() && secrets.get(0).length() > LONGEST_PIECE;
  }

  /** The longest first, as they are. */
  private static List<String> pieces(List<String> secrets) {
    var pieces = new ArrayList<String>();
    for (String secret : secrets) {
      int from = 0;
      while (secret.length() - from > LONGEST_PIECE) {
        int to = from + LONGEST_PIECE / 2;
        to -= Character.isHighSurrogate(secret.charAt(to - 1)) ? 1 : 0;
        pieces.add(secret.substring(from, to));
        from = to;
      }
      pieces.add(secret.substring(from));
    }
    pieces.sort(Comparator.comparing(String::length).reversed());
    return pieces;
  }
}
