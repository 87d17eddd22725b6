package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.Signing.Former;
import io.github.webhookplugin.model.Signing.Keys;
import io.github.webhookplugin.signing.RecipeCheck;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the signing secret of a service. Absent, null or the public form ({@code {"set": true}}) keep what is
 * stored, an empty text clears it.
 */
final class SecretReader {
  static final String CURRENT = "current";
  static final String FORMER = "former";
  static final String UNTIL = "until";
  /** In what we show in a secret's place: the name of the host's that is used. */
  static final String NAMED = "hostSecret";

  static final int MAX = 1_000;
  private static final List<String> PUBLIC_FIELDS =
      List.of("set", "fingerprint", "publicKey", NAMED, FORMER);
  private static final String QUOTES = "\"'`“”„‘’«»";

  private final boolean ofPeople;

  SecretReader(boolean ofPeople) {
    this.ofPeople = ofPeople;
  }

  @Nullable
  Keys read(Fields service, SignatureRecipe recipe, @Nullable Keys stored) {
    Keys keys = keys(service, stored);
    if (ofPeople) {
      check(service, recipe, keys);
    }
    return keys;
  }

  private @Nullable Keys keys(Fields service, @Nullable Keys stored) {
    if (!service.has("secret") || isPlaceholder(service.raw("secret"))) {
      return stored == null ? named(service.raw("secret")).map(Keys::of).orElse(null) : stored;
    }
    if (!ofPeople && service.raw("secret") instanceof Map<?, ?>) {
      return service.object("secret").flatMap(SecretReader::both).orElse(null);
    }
    return service
        .text("secret", MAX)
        .filter(text -> !text.isEmpty())
        .map(text -> new Keys(Secret.of(text), null))
        .orElse(null);
  }

  /** Whether a value is what we show in a secret's place. */
  static boolean isPlaceholder(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        && map.get("set") instanceof Boolean
        && PUBLIC_FIELDS.containsAll(map.keySet());
  }

  /** The host's secret that a placeholder names: it comes along in copies and imports. */
  static Optional<Secret> named(@Nullable Object placeholder) {
    return placeholder instanceof Map<?, ?> map
            && map.get(NAMED) instanceof String text
            && SecretReference.in(text)
        ? Optional.of(Secret.of(text))
        : Optional.empty();
  }

  /** As we store them. */
  private static Optional<Keys> both(Fields secrets) {
    try {
      var former = secrets
          .text(FORMER, MAX)
          .map(text ->
              new Former(Secret.of(text), Instant.parse(secrets.text(UNTIL, MAX).orElse(""))))
          .orElse(null);
      return secrets.text(CURRENT, MAX).map(text -> new Keys(Secret.of(text), former));
    } catch (DateTimeException | IllegalArgumentException changed) {
      secrets.problem(UNTIL, "Expected two secrets and a moment.");
      return Optional.empty();
    }
  }

  /** A recipe that sends the secret itself must not tell it to somebody who does not know it yet. */
  void checkKept(Fields service, Signing stored, Signing now, boolean same) {
    boolean told = stored.recipe().sendsSecret() && same;
    if (told || !now.recipe().sendsSecret() || !isKept(service, now.keys())) {
      return;
    }
    service.problem(
        "secret",
        same
            ? "Enter the secret again: this recipe sends it as it is, which the stored one did not."
            : "Enter the secret again: this recipe sends it, and the stored one is for an address"
                + " with another scheme, host or port.");
  }

  private static boolean isKept(Fields service, @Nullable Keys keys) {
    boolean entered = service.has("secret") && !isPlaceholder(service.raw("secret"));
    return keys != null && !entered && !SecretReference.in(keys.current().reveal());
  }

  private static void check(Fields service, SignatureRecipe recipe, @Nullable Keys keys) {
    if (service.problems().at(service.pointer("secret"))) {
      return;
    }
    if (keys == null) {
      boolean off = Boolean.FALSE.equals(service.raw("enabled"));
      if (recipe.about().needsSecret() && !off) {
        service.problem(
            "secret",
            "Enter the secret that the receiver knows: the recipe " + Found.quote(recipe.name())
                + " does nothing without one.");
      }
      return;
    }
    if (!SecretReference.in(keys.current().reveal())) {
      problem(recipe, keys.current()).ifPresent(message -> service.problem("secret", message));
    }
  }

  /** What is wrong with a secret that somebody typed, pasted or kept. */
  static Optional<String> problem(SignatureRecipe recipe, Secret secret) {
    return slip(secret).or(() -> RecipeCheck.secret(recipe, secret));
  }

  /** What is likely to have come along when it was copied. */
  static Optional<String> slip(Secret secret) {
    String text = secret.reveal();
    if (!text.equals(text.strip()) || Characters.any(text, Characters::isControl)) {
      return Optional.of("The secret has a blank, line break or control character around or inside"
          + " it. Remove it.");
    }
    if (text.length() > 1
        && QUOTES.indexOf(text.charAt(0)) >= 0
        && QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0) {
      return Optional.of("The secret stands in quotes. Enter it without them.");
    }
    return Optional.empty();
  }
}
