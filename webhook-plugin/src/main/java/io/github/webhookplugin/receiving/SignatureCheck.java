package io.github.webhookplugin.receiving;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.model.SignatureRecipe.Result;
import io.github.webhookplugin.model.SignatureRecipe.TimestampUnit;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.signing.JsonPlace;
import io.github.webhookplugin.signing.RecipeText;
import io.github.webhookplugin.signing.Signer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one request that somebody brings, and says what was signed and what the signature must be. Pure.
 */
public final class SignatureCheck {
  private static final String MASK = "***";

  private final Verification verification;
  private final Secret secret;
  private final String url;

  /**
   * Prepares it.
   *
   * @param url as it is typed in the service
   * @throws UnverifiableException if such requests do not carry what it takes
   */
  public SignatureCheck(SignatureRecipe recipe, List<SignSpot> own, Secret secret, String url) {
    this.verification = new Verification(recipe, own);
    this.secret = secret;
    this.url = url;
  }

  /**
   * A request as it arrived.
   *
   * @param headers with names in lower case
   * @param query decoded
   */
  public record Arrived(Map<String, String> headers, Map<String, String> query, byte[] body) {}

  /**
   * What came of it. None of the texts shows the secret.
   *
   * @param place where the signature stands, for people
   * @param found the signature there; empty if there is none; stars if it is the secret itself
   * @param expected what it must be; stars if it is the secret itself
   * @param signed the text that is signed, with stars for the secret
   * @param sentAt the timestamp of the request; null if it has none
   */
  public record Report(
      boolean fits,
      String place,
      String found,
      String expected,
      String signed,
      @Nullable Instant sentAt) {}

  /**
   * Checks a request.
   *
   * @throws UnverifiableException with a sentence for people if it is not such a request, or the secret no key for it
   */
  public Report check(Arrived request) {
    String id = verification.needs("id") ? needed("id", request) : "";
    Instant sentAt = verification.needs("timestamp") ? sentAt(needed("timestamp", request)) : null;
    Instant now = Objects.requireNonNullElse(sentAt, Instant.EPOCH);
    byte[] body = unsigned(request.body());
    String expected = expected(id, now, body);
    String found = found("signature", request);
    boolean isSecret = verification.scheme().algorithm() == Algorithm.NONE;
    return new Report(
        fits(found, expected),
        place(verification.signature()),
        isSecret && !found.isEmpty() ? MASK : found,
        isSecret ? MASK : expected,
        signed(id, now, body),
        sentAt);
  }

  private String needed(String variable, Arrived request) {
    String value = found(variable, request);
    if (value.isEmpty()) {
      throw new UnverifiableException("The request has no " + variable + ": expected it in "
          + place(verification.spotOf(variable).orElseThrow()) + ".");
    }
    return value;
  }

  private String found(String variable, Arrived request) {
    SignSpot spot = verification.spotOf(variable).orElseThrow();
    String value = switch (spot.kind()) {
      case HEADER -> request.headers().getOrDefault(spot.name().toLowerCase(Locale.ROOT), "");
      case QUERY -> request.query().getOrDefault(spot.name(), "");
      case BODY -> field(request.body(), spot.name());
    };
    Matcher matcher = Pattern.compile(verification.pattern(spot, variable)).matcher(value);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String field(byte[] body, String pointer) {
    try {
      JsonPlace.Range range = JsonPlace.of(pointer).value(body);
      String text = text(body, range.start(), range.end());
      return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    } catch (RuntimeException notThere) {
      return "";
    }
  }

  private Instant sentAt(String timestamp) {
    if (!timestamp.matches("[0-9]{1,15}")) {
      throw new UnverifiableException("Expected a timestamp of digits, found “" + timestamp + "”.");
    }
    long number = Long.parseLong(timestamp);
    return verification.recipe().content().unit() == TimestampUnit.MILLIS
        ? Instant.ofEpochMilli(number)
        : Instant.ofEpochSecond(number);
  }

  private byte[] unsigned(byte[] body) {
    byte[] unsigned = body;
    for (SignSpot spot : verification.signedBlank()) {
      JsonPlace.Range range = range(unsigned, JsonPlace.of(spot.name())::value);
      unsigned = (text(unsigned, 0, range.start())
              + Verification.blank(spot)
              + text(unsigned, range.end(), unsigned.length))
          .getBytes(StandardCharsets.UTF_8);
    }
    return unsigned;
  }

  private interface Finder {
    JsonPlace.Range in(byte[] json);
  }

  private static JsonPlace.Range range(byte[] body, Finder finder) {
    try {
      return finder.in(body);
    } catch (RuntimeException e) {
      throw new UnverifiableException(
          "A part of the body that this recipe signs is not there. Paste the body as it arrived.");
    }
  }

  private String expected(String id, Instant now, byte[] body) {
    SignatureRecipe recipe = verification.recipe();
    var alone = new SignatureRecipe(
        recipe.about(),
        List.of(verification.scheme()),
        recipe.content(),
        new Result("", Result.SIGNATURE),
        List.of(),
        recipe.form());
    try {
      var signing = new Signing(alone, Map.of(), new Signing.Keys(key(), null));
      return Objects.requireNonNull(Signer.of(signing, url)).sign(id, now, body);
    } catch (RuntimeException e) {
      throw new UnverifiableException(
          e.getMessage() == null ? "The signature cannot be computed." : e.getMessage());
    }
  }

  /** Of a secret with a key for each scheme the one of the scheme that is checked. */
  private Secret key() {
    SignatureRecipe recipe = verification.recipe();
    String[] keys = secret.reveal().strip().split(" ");
    int index = recipe.schemes().indexOf(verification.scheme());
    return recipe.hasKeyForEach() && index < keys.length ? Secret.of(keys[index]) : secret;
  }

  private boolean fits(String found, String expected) {
    String join = verification.recipe().result().join();
    List<String> all = join.isEmpty() ? List.of(found) : List.of(found.split(Pattern.quote(join)));
    byte[] right = expected.getBytes(StandardCharsets.UTF_8);
    boolean fits = false;
    for (String one : all) {
      fits |= MessageDigest.isEqual(right, one.getBytes(StandardCharsets.UTF_8));
    }
    return fits;
  }

  private String signed(String id, Instant now, byte[] body) {
    var parts = new ArrayList<String>();
    for (RecipeText.Part part :
        RecipeText.of(verification.recipe().content().template()).parts()) {
      parts.add(part.variable() ? shown(part.text(), id, now, body) : part.text());
    }
    return String.join("", parts);
  }

  private String shown(String variable, String id, Instant now, byte[] body) {
    int colon = variable.indexOf(':');
    String pointer = variable.substring(colon + 1);
    return switch (colon < 0 ? variable : variable.substring(0, colon)) {
      case "secret" -> MASK;
      case "id" -> id;
      case "timestamp" ->
        String.valueOf(
            verification.recipe().content().unit() == TimestampUnit.MILLIS
                ? now.toEpochMilli()
                : now.getEpochSecond());
      case "url" -> url.replaceFirst("://[^/@]*@", "://" + MASK + "@");
      case "urlWithoutUser" -> url.replaceFirst("://[^/@]*@", "://");
      case "bodyWithout" -> {
        JsonPlace.Range range = range(body, JsonPlace.of(pointer)::member);
        yield text(body, 0, range.start()) + text(body, range.end(), body.length);
      }
      default -> {
        JsonPlace.Range range = colon < 0
            ? new JsonPlace.Range(0, body.length)
            : range(body, JsonPlace.of(pointer)::value);
        yield text(body, range.start(), range.end());
      }
    };
  }

  private static String place(SignSpot spot) {
    return switch (spot.kind()) {
      case HEADER -> "the header " + spot.name();
      case QUERY -> "the query parameter " + spot.name();
      case BODY -> "the body at " + spot.name();
    };
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
