package io.github.webhookplugin.receiving;

import io.github.webhookplugin.model.SignatureRecipe.Encoding;
import io.github.webhookplugin.model.SignatureRecipe.Output;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.receiving.SignSpot.Kind;
import io.github.webhookplugin.signing.RecipeText;
import io.github.webhookplugin.signing.RecipeText.Part;
import java.util.List;
import java.util.stream.Collectors;

/** What a verification computes, as expressions of a language. They call the functions that its template has. */
final class Expressions {
  private static final String SECRET = "SECRET";

  private final Verification verification;
  private final Dialect dialect;

  Expressions(Verification verification, Dialect dialect) {
    this.verification = verification;
    this.dialect = dialect;
  }

  /** What stands in a request for a variable: a text, empty if it is not there. */
  String found(String variable) {
    SignSpot spot = verification.spotOf(variable).orElseThrow();
    String asked = switch (spot.kind()) {
      case HEADER -> dialect.ask("header", spot.name());
      case QUERY -> dialect.ask("query", spot.name());
      case BODY -> dialect.ask("field", spot.name());
    };
    return RecipeText.of(spot.value()).parts().size() == 1
        ? asked
        : dialect.call("matched", asked, dialect.quoted(verification.pattern(spot, variable)));
  }

  /** The bytes that are signed. */
  String signed() {
    return joined(verification.recipe().content().template());
  }

  /** The bytes of the key. */
  String key() {
    Scheme scheme = verification.scheme();
    if (!scheme.key().equals(Scheme.SECRET)) {
      return joined(scheme.key());
    }
    return dialect.call(decoder(scheme.encoding()), SECRET);
  }

  private static String decoder(Encoding encoding) {
    return switch (encoding) {
      case UTF8 -> "utf8";
      case BASE64 -> "fromBase64";
      case HEX -> "fromHex";
      case WHSEC -> "fromWhsec";
      case WHSK -> "fromWhpk";
    };
  }

  private String joined(String template) {
    List<String> pieces =
        RecipeText.of(template).parts().stream().map(this::piece).toList();
    return dialect.call("joined", pieces.toArray(String[]::new));
  }

  private String piece(Part part) {
    if (!part.variable()) {
      return utf8(dialect.quoted(part.text()));
    }
    String body = dialect.name("body");
    String variable = part.text();
    int colon = variable.indexOf(':');
    String pointer = dialect.quoted(variable.substring(colon + 1));
    return switch (colon < 0 ? variable : variable.substring(0, colon)) {
      case "body" -> colon < 0 ? unsigned(body) : dialect.call("part", body, pointer);
      case "bodyWithout" -> dialect.call("without", body, pointer);
      case "secret" -> utf8(SECRET);
      case "url", "urlWithoutUser" -> utf8("URL");
      default -> utf8(dialect.name(variable));
    };
  }

  /** The body as it was when it was signed: with nothing where the signature came to stand. */
  private String unsigned(String body) {
    String unsigned = body;
    for (SignSpot spot : verification.signedBlank()) {
      unsigned = dialect.call(
          "replaced",
          unsigned,
          dialect.quoted(spot.name()),
          dialect.quoted(Verification.blank(spot)));
    }
    return unsigned;
  }

  private String utf8(String text) {
    return dialect.call("utf8", text);
  }

  /** The text that the signature must be. */
  String expected() {
    return RecipeText.of(verification.scheme().text()).parts().stream()
        .map(part -> part.variable() ? hash() : dialect.quoted(part.text()))
        .collect(Collectors.joining(dialect.plus()));
  }

  private String hash() {
    return switch (verification.scheme().algorithm()) {
      case NONE -> SECRET;
      default ->
        dialect.call(encoder(), dialect.call("hmac", dialect.name("key"), dialect.name("signed")));
    };
  }

  private String encoder() {
    return switch (verification.scheme().output()) {
      case HEX -> "toHex";
      case BASE64 -> "toBase64";
      case BASE64_URL -> "toBase64Url";
      // a query parameter is decoded by the time that it is compared
      case BASE64_PERCENT ->
        verification.signature().kind() == Kind.QUERY ? "toBase64" : "toPercent";
    };
  }

  /** How the bytes of a signature of a key pair are read. */
  String reader() {
    return verification.scheme().output() == Output.HEX ? "fromHex" : "fromBase64";
  }

  /** What stands before and after the hash in a signature. */
  String before() {
    List<Part> parts = RecipeText.of(verification.scheme().text()).parts();
    return parts.get(0).variable() ? "" : parts.get(0).text();
  }

  /** The signatures that a request carries. */
  String candidates() {
    return dialect.call(
        "split",
        dialect.name("received"),
        dialect.quoted(verification.recipe().result().join()));
  }
}
