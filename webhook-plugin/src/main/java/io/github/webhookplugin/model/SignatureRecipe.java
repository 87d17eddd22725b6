package io.github.webhookplugin.model;

import java.util.List;

/**
 * How requests are signed, as data: a new scheme needs no code. Texts hold {@code {{…}}} for what differs between
 * requests; docs/json-api.md lists which may stand where.
 *
 * @param schemes what is computed, at least one
 * @param places where the results go besides {@code {{sign}}} and {@code {{signTimestamp}}} in templates
 * @param form what the body is made into before it is signed and sent
 */
public record SignatureRecipe(
    About about,
    List<Scheme> schemes,
    Content content,
    Result result,
    List<Place> places,
    BodyForm form) {
  /** The name of a recipe that an admin wrote. */
  public static final String OWN = "own";

  /** What a service has that names no recipe: Standard Webhooks 1.0.0, scheme v1. */
  public static final SignatureRecipe STANDARD_WEBHOOKS = new SignatureRecipe(
      new About(
          "standard-webhooks",
          "Standard Webhooks",
          "The receiver checks webhook-signature with any Standard Webhooks library and the same secret, whsec_…;"
              + " the signed text is webhook-id, webhook-timestamp and the body, joined by dots.",
          false),
      List.of(new Scheme(
          "v1",
          Algorithm.HMAC_SHA256,
          Encoding.WHSEC,
          Scheme.SECRET,
          Output.BASE64,
          "v1,{{hash}}")),
      new Content("{{id}}.{{timestamp}}.{{body}}", TimestampUnit.SECONDS),
      new Result(" ", Result.SIGNATURE),
      List.of(new Place(In.HEADER, "webhook-signature", Result.SIGNATURE)),
      BodyForm.AS_RENDERED);

  public SignatureRecipe {
    schemes = List.copyOf(schemes);
    places = List.copyOf(places);
    if (schemes.isEmpty()) {
      throw new IllegalArgumentException("a recipe needs at least one scheme");
    }
  }

  /**
   * What people read of it.
   *
   * @param help what a receiver needs to know
   * @param needsSecret whether a service makes no sense with it but without a secret
   */
  public record About(String name, String title, String help, boolean needsSecret) {}

  /**
   * One computation with one key.
   *
   * @param name by which places ask for it alone
   * @param key the key's text, usually the secret
   * @param text what is made of the result, {@code {{hash}}}
   */
  public record Scheme(
      String name, Algorithm algorithm, Encoding encoding, String key, Output output, String text) {
    /** The key of nearly all schemes. */
    public static final String SECRET = "{{secret}}";
  }

  /** What is signed. */
  public record Content(String template, TimestampUnit unit) {}

  /**
   * What comes of the schemes' results.
   *
   * @param join stands between the signatures of several secrets or schemes; empty: there is one signature only, so
   *     a new secret takes the old one's place at an instant
   * @param sign what {@code {{sign}}} stands for in templates
   */
  public record Result(String join, String sign) {
    /** All signatures, joined. */
    public static final String SIGNATURE = "{{signature}}";
  }

  /** A header or query parameter that the recipe adds. */
  public record Place(In in, String name, String value) {}

  /** Where a place is. */
  public enum In {
    HEADER,
    QUERY
  }

  /** How the text of a secret becomes a key. */
  public enum Encoding {
    /** The text itself. */
    UTF8,
    BASE64,
    HEX,
    /** Base64 behind {@code whsec_}; any other text is itself the key. */
    WHSEC,
    /** Base64 behind {@code whsk_}: the seed of an Ed25519 key, or seed and public key. */
    WHSK
  }

  /** How a key and a text become a signature. */
  public enum Algorithm {
    HMAC_SHA1,
    HMAC_SHA256,
    HMAC_SHA512,
    ED25519,
    /** The secret itself is sent. */
    NONE
  }

  /** How the bytes of a signature are written. */
  public enum Output {
    HEX,
    BASE64,
    /** RFC 4648 section 5, without padding. */
    BASE64_URL,
    /** Base64, percent-encoded. */
    BASE64_PERCENT
  }

  /** What a timestamp counts, since 1970. */
  public enum TimestampUnit {
    SECONDS,
    MILLIS
  }

  /** What the body is made into. */
  public enum BodyForm {
    AS_RENDERED,
    /** As the library fastjson would print it, keys in the order of its hash map. */
    FASTJSON,
    /** As fastjson would print it, keys as written. */
    FASTJSON_AS_WRITTEN
  }

  public String name() {
    return about.name();
  }

  /** Whether several signatures can stand side by side, so that two secrets are valid at once. */
  public boolean joins() {
    return !result.join().isEmpty();
  }

  /** Whether the secret has one key for each scheme, with a blank between: their encodings differ. */
  public boolean hasKeyForEach() {
    return schemes.stream().map(Scheme::encoding).distinct().count() > 1;
  }

  /** Whether the secret itself is sent. */
  public boolean sendsSecret() {
    return schemes.stream().anyMatch(scheme -> scheme.algorithm() == Algorithm.NONE);
  }

  /** Whether the signed text has the service's address in it. */
  public boolean signsUrl() {
    return content.template().contains("{{url");
  }
}
