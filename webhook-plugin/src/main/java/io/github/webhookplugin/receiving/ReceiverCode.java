package io.github.webhookplugin.receiving;

import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.model.SignatureRecipe.TimestampUnit;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a program that receives a service's requests and verifies them. It is made of the recipe: there is one template
 * for each language, and none for a recipe. The secret is not in it, nor the address: both may be secret.
 */
public final class ReceiverCode {
  /** How old a request may be, and how far the clocks may differ. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern CALL = Pattern.compile("\\b([a-z][A-Za-z0-9]*)\\(");
  private static final Pattern UNSAFE_IN_COMMENTS = Pattern.compile("[\\p{Cntrl}\\\\*%<>\"'`]");

  private final Verification verification;
  private final Duration tolerance;

  /**
   * Prepares it for a service.
   *
   * @param own where the service's own templates have {@code {{sign}}} and {@code {{signTimestamp}}}
   * @throws UnverifiableException if its requests do not carry what it takes to verify them
   */
  public ReceiverCode(SignatureRecipe recipe, List<SignSpot> own, Duration tolerance) {
    this.verification = new Verification(recipe, own);
    this.tolerance = tolerance;
  }

  /** The program in a language that receives. */
  public String in(Language language) {
    var expressions = new Expressions(verification, Dialect.of(language));
    var values = new HashMap<>(values(expressions));
    var holds = new HashSet<String>();
    for (String value : values.values()) {
      CALL.matcher(value).results().forEach(call -> holds.add(call.group(1)));
    }
    values.put("title", comment(verification.recipe().about().title()));
    values.put("content", comment(signedText()));
    values.put("command", language.command());
    holds.addAll(traits());
    return CodeText.named(language.id() + ".txt").fill(holds, values);
  }

  /** A script that sends a signed sample to a receiver; see {@link Language#CURL}. */
  public String sample(String method, String contentType, String body) {
    var request =
        new SampleRequest(verification, new SampleRequest.Sample(method, contentType, body));
    var values = request.values();
    values.put("title", comment(verification.recipe().about().title()));
    values.put("content", comment(signedText()));
    values.put("command", Language.CURL.command());
    values.put("hash", hash());
    var holds = new HashSet<>(traits());
    holds.addAll(request.traits());
    if (verification.needs("timestamp")) {
      holds.remove("UNTIMED");
    }
    return CodeText.named("curl.txt").fill(holds, values);
  }

  private Map<String, String> values(Expressions expressions) {
    boolean pair = verification.scheme().algorithm() == Algorithm.ED25519;
    boolean timed = verification.needs("timestamp");
    return Map.ofEntries(
        Map.entry("id", verification.needs("id") ? expressions.found("id") : ""),
        Map.entry("timestamp", timed ? expressions.found("timestamp") : ""),
        Map.entry("received", expressions.found("signature")),
        Map.entry("signed", expressions.signed()),
        Map.entry("key", expressions.key()),
        Map.entry("expected", pair ? "" : expressions.expected()),
        Map.entry("candidates", expressions.candidates()),
        Map.entry("reader", expressions.reader()),
        Map.entry("before", expressions.before()),
        Map.entry("tolerance", String.valueOf(tolerance.toSeconds())),
        Map.entry("hash", hash()));
  }

  private String hash() {
    return switch (verification.scheme().algorithm()) {
      case HMAC_SHA1 -> "1";
      case HMAC_SHA512 -> "512";
      case HMAC_SHA256, ED25519, NONE -> "256";
    };
  }

  private Set<String> traits() {
    var traits = new HashSet<String>();
    if (verification.scheme().algorithm() == Algorithm.ED25519) {
      traits.add(new Expressions(verification, Dialect.of(Language.JAVA)).reader());
    }
    traits.add(
        switch (verification.scheme().algorithm()) {
          case ED25519 -> "PAIR";
          case NONE -> "TOKEN";
          case HMAC_SHA1, HMAC_SHA256, HMAC_SHA512 -> "HMAC";
        });
    if (verification.needs("timestamp")) {
      traits.add("TIMESTAMP");
      traits.add(
          verification.recipe().content().unit() == TimestampUnit.MILLIS ? "MILLIS" : "SECONDS");
    }
    if (verification.needs("id")) {
      traits.add("ID");
    }
    if (verification.recipe().signsUrl()) {
      traits.add("URL");
    }
    if (verification.recipe().content().template().contains("{{urlWithoutUser}}")) {
      traits.add("USERLESS");
    }
    if (!verification.recipe().content().template().contains("{{body")) {
      traits.add("BODYLESS");
    }
    if (verification.recipe().joins()) {
      traits.add("JOINED");
    }
    return traits;
  }

  private String signedText() {
    String text = verification.recipe().content().template();
    return text.isEmpty() ? "empty" : text.replace("\n", " line break ");
  }

  private static String comment(String text) {
    return UNSAFE_IN_COMMENTS.matcher(text).replaceAll(Matcher.quoteReplacement(" "));
  }
}
