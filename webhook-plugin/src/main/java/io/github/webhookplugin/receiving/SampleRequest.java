package io.github.webhookplugin.receiving;

import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.Encoding;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.receiving.SignSpot.Kind;
import io.github.webhookplugin.signing.JsonPlace;
import io.github.webhookplugin.signing.RecipeText;
import io.github.webhookplugin.signing.RecipeText.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shell expressions that sign a sample request: what a verification checks, made. */
final class SampleRequest {
  private final Verification verification;
  private final Sample sample;

  /**
   * What to send.
   *
   * @param body with {@code {{sign}}} and {@code {{signTimestamp}}} where they stand
   */
  record Sample(String method, String contentType, String body) {}

  SampleRequest(Verification verification, Sample sample) {
    this.verification = verification;
    this.sample = sample;
  }

  Map<String, String> values() {
    SignatureRecipe recipe = verification.recipe();
    var values = new HashMap<String, String>();
    values.put("body", words(sample.body()));
    values.put("signed", signed(recipe.content().template()));
    values.put(
        "key", verification.scheme().encoding() == Encoding.HEX ? key() : key() + " | hexed");
    values.put("output", output());
    values.put("signature", word(verification.scheme().text()));
    values.put("sign", word(recipe.result().sign()));
    values.put("method", sample.method());
    values.put("query", query());
    values.put("headers", headers());
    return values;
  }

  Set<String> traits() {
    return verification.spots().stream().anyMatch(spot -> spot.kind() == Kind.QUERY)
        ? Set.of("HEXED", "PERCENT", "UNTIMED")
        : Set.of("HEXED", "UNTIMED");
  }

  private String signed(String template) {
    var lines = new ArrayList<String>();
    for (Part part : RecipeText.of(template).parts()) {
      lines.add("  " + (part.text().equals("body") ? "cat" : "printf '%s' " + piece(part)));
    }
    return lines.isEmpty() ? "  :" : String.join("\n", lines);
  }

  private String piece(Part part) {
    if (part.variable() && part.text().startsWith("body:")) {
      byte[] body = utf8(sample.body());
      var range = JsonPlace.of(part.text().substring("body:".length())).value(body);
      return words(text(body, range.start(), range.end()));
    }
    if (part.variable() && part.text().startsWith("bodyWithout:")) {
      byte[] body = utf8(sample.body());
      var range = JsonPlace.of(part.text().substring("bodyWithout:".length())).member(body);
      return words(text(body, 0, range.start()) + text(body, range.end(), body.length));
    }
    return word(part);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private String key() {
    Scheme scheme = verification.scheme();
    if (!scheme.key().equals(Scheme.SECRET)) {
      return "printf '%s' " + word(scheme.key());
    }
    return switch (scheme.encoding()) {
      case UTF8 -> "printf '%s' \"$SECRET\"";
      case BASE64 -> "printf '%s' \"$SECRET\" | openssl base64 -d -A";
      case HEX -> "printf '%s' \"$SECRET\"";
      case WHSEC, WHSK ->
        "{ case $SECRET in whsec_*) printf '%s' \"${SECRET#whsec_}\" | openssl base64 -d -A ;; *) printf '%s' \"$SECRET\" ;; esac; }";
    };
  }

  private String output() {
    return switch (verification.scheme().output()) {
      case HEX -> "hexed";
      case BASE64 -> "openssl base64 -A";
      case BASE64_URL -> "openssl base64 -A | tr '+/' '-_' | tr -d '='";
      case BASE64_PERCENT -> "openssl base64 -A | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g'";
    };
  }

  private String query() {
    String parameters = spots(Kind.QUERY)
        .map(spot -> spot.name() + "=\"$(percent " + word(spot.value()) + ")\"")
        .collect(Collectors.joining("'&'"));
    return parameters.isEmpty() ? "" : "'?'" + parameters;
  }

  private String headers() {
    String type = "  -H " + quoted("Content-Type: " + sample.contentType()) + " \\";
    return spots(Kind.HEADER)
        .map(spot -> "  -H " + quoted(spot.name() + ": ") + word(spot.value()) + " \\")
        .collect(Collectors.joining("\n", type + "\n", ""));
  }

  /** What does not hold the signature of a scheme that this script does not make. */
  private Stream<SignSpot> spots(Kind kind) {
    return verification.spots().stream()
        .filter(spot -> spot.kind() == kind)
        .filter(spot -> RecipeText.of(spot.value()).parts().stream()
            .noneMatch(part -> part.variable()
                && part.text().startsWith("signature:")
                && !verification.means(part.text(), "signature")));
  }

  /** The words for printf that make a text in which only the signature's two variables stand for something. */
  private static String words(String text) {
    List<String> words = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      int sign = index(rest, "{{sign}}");
      int timestamp = index(rest, "{{signTimestamp}}");
      int next = Math.min(sign, timestamp);
      if (next > 0) {
        words.add(quoted(rest.substring(0, next)));
      }
      if (next == rest.length()) {
        break;
      }
      words.add(next == sign ? "\"$SIGN\"" : "\"$TIMESTAMP\"");
      rest = rest.substring(rest.indexOf("}}", next) + 2);
    }
    return words.isEmpty() ? "''" : String.join(" ", words);
  }

  private static int index(String text, String variable) {
    int at = text.indexOf(variable);
    return at < 0 ? text.length() : at;
  }

  private String word(String template) {
    return RecipeText.of(template).parts().stream().map(this::word).collect(Collectors.joining());
  }

  private String word(Part part) {
    if (!part.variable()) {
      return quoted(part.text());
    }
    return switch (part.text()) {
      case "id" -> "\"$ID\"";
      case "timestamp" -> "\"$TIMESTAMP\"";
      case "secret" -> "\"$SECRET\"";
      case "url", "urlWithoutUser" -> "\"$URL\"";
      case "hash" -> "\"$HASH\"";
      default -> "\"$SIGNATURE\"";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
