package io.github.webhookplugin.signing;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.model.SignatureRecipe.Encoding;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.model.Signing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a recipe's texts may hold, and whether a secret fits a recipe. Sentences for people. Pure. */
public final class RecipeCheck {
  /** Shorter ones cannot be kept out of answers and logs: they are in too many other words. */
  private static final int SHORTEST_SENT = 6;

  private static final List<String> IN_CONTENT =
      List.of("id", "timestamp", "body", "url", "urlWithoutUser", "secret");
  private static final List<String> IN_KEY = List.of("id", "timestamp", "secret");
  private static final List<String> IN_TEXT = List.of("hash");
  private static final List<String> IN_VALUE = List.of("signature", "timestamp", "id");

  private RecipeCheck() {}

  /** What is wrong with a text to sign. */
  public static Optional<String> content(String template) {
    for (RecipeText.Part part : RecipeText.of(template).parts()) {
      String text = part.text();
      boolean place = text.startsWith(Content.BODY_PART) || text.startsWith(Content.BODY_WITHOUT);
      if (part.variable() && place && !text.startsWith("/", text.indexOf(':') + 1)) {
        return Optional.of("Behind {{" + text.substring(0, text.indexOf(':') + 1)
            + " stands a place in the body, as /messageEvent.");
      }
      if (part.variable() && !place && !IN_CONTENT.contains(text)) {
        return unknown(text, IN_CONTENT);
      }
    }
    return stray(template);
  }

  /** What is wrong with a scheme's key. */
  public static Optional<String> key(Scheme scheme) {
    if (scheme.key().equals(Scheme.SECRET)) {
      return Optional.empty();
    }
    if (scheme.encoding() != Encoding.UTF8 || !isHmac(scheme.algorithm())) {
      return Optional.of(
          "Only an HMAC with a secret in the encoding “utf8” can have a key of more than {{secret}}.");
    }
    if (!scheme.key().contains(Scheme.SECRET)) {
      return Optional.of("The key must have {{secret}} in it.");
    }
    return among(scheme.key(), IN_KEY);
  }

  /** What is wrong with a scheme's text. */
  public static Optional<String> text(Scheme scheme) {
    return scheme.text().contains("{{hash}}")
        ? among(scheme.text(), IN_TEXT)
        : Optional.of("The signature's text must have {{hash}} in it.");
  }

  /** What is wrong with the value of a place, or with what {@code {{sign}}} stands for. */
  public static Optional<String> value(String value, List<Scheme> schemes) {
    for (RecipeText.Part part : RecipeText.of(value).parts()) {
      boolean ofScheme =
          schemes.stream().anyMatch(scheme -> part.text().equals("signature:" + scheme.name()));
      if (part.variable() && !ofScheme && !IN_VALUE.contains(part.text())) {
        return unknown(part.text(), IN_VALUE);
      }
    }
    return stray(value);
  }

  /** Whether algorithm and encoding go together. */
  public static Optional<String> algorithm(Scheme scheme) {
    boolean pair = scheme.encoding() == Encoding.WHSK;
    return pair == (scheme.algorithm() == Algorithm.ED25519)
        ? Optional.empty()
        : Optional.of("“ed25519” and the secret's encoding “whsk” only go together.");
  }

  /** What is wrong with a secret. */
  public static Optional<String> secret(SignatureRecipe recipe, Secret secret) {
    if (recipe.sendsSecret() && secret.reveal().length() < SHORTEST_SENT) {
      return Optional.of("A token of fewer than " + SHORTEST_SENT
          + " characters is too easy to guess. Let the plugin generate one.");
    }
    try {
      var unused =
          Signer.of(new Signing(recipe, Map.of(), new Signing.Keys(secret, null)), "https://x/");
      return Optional.empty();
    } catch (IllegalArgumentException notAKey) {
      return Optional.ofNullable(notAKey.getMessage());
    }
  }

  private static boolean isHmac(Algorithm algorithm) {
    return algorithm != Algorithm.ED25519 && algorithm != Algorithm.NONE;
  }

  private static Optional<String> among(String template, List<String> known) {
    for (RecipeText.Part part : RecipeText.of(template).parts()) {
      if (part.variable() && !known.contains(part.text())) {
        return unknown(part.text(), known);
      }
    }
    return stray(template);
  }

  private static Optional<String> stray(String template) {
    boolean stray = RecipeText.of(template).parts().stream()
        .anyMatch(part ->
            !part.variable() && (part.text().contains("{{") || part.text().contains("}}")));
    return stray
        ? Optional.of("There is a {{ without its }}, or a }} without its {{.")
        : Optional.empty();
  }

  private static Optional<String> unknown(String name, List<String> known) {
    return Optional.of("{{" + (name.length() > 40 ? name.substring(0, 40) + "…" : name)
        + "}} is not known here. Known are {{" + String.join("}}, {{", known) + "}}.");
  }
}
