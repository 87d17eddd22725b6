package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.ClientCredentials.Place;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.In;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what gets a service its tokens: {@code oauth2}. Absent or null: nothing, and the secret is forgotten. The client
 * secret alone is kept if it is absent, and that only for the endpoint that it was entered for.
 */
final class CredentialsReader {
  static final String FIELD = "oauth2";
  static final String SECRET = "clientSecret";
  static final Map<String, Place> PLACES =
      Words.of(Map.entry("basic", Place.BASIC), Map.entry("body", Place.BODY));

  private static final List<String> FIELDS =
      List.of("tokenUrl", "clientId", SECRET, "scope", "audience", "clientAuthentication");
  private static final int MAX = 1_000;
  /** RFC 6749 section 3.3. */
  private static final Pattern SCOPE = Pattern.compile("([!#-\\[\\]-~]+( [!#-\\[\\]-~]+)*)?");

  private final boolean ofPeople;

  /** Of documents of people, or of our own rows, which are taken as they are. */
  CredentialsReader(boolean ofPeople) {
    this.ofPeople = ofPeople;
  }

  /**
   * Reads it.
   *
   * @param stored whose secret is kept
   * @param request which must not set the same header
   * @param same whether its token goes to the same receiver as before
   */
  @Nullable
  ClientCredentials read(
      Fields service,
      @Nullable ClientCredentials stored,
      RequestTemplate request,
      SignatureRecipe recipe,
      boolean same) {
    Fields fields = service.object(FIELD).orElse(null);
    if (fields == null) {
      return null;
    }
    fields.refuseUnknown(FIELDS);
    String url = tokenUrl(fields);
    var credentials = new ClientCredentials(
        url,
        line(fields, "clientId"),
        secret(fields, url, stored, same),
        scope(fields),
        line(fields, "audience"),
        fields.choice("clientAuthentication", PLACES).orElse(Place.BASIC));
    if (ofPeople) {
      require(service, fields, credentials);
      refuseOthers(service, request, recipe);
    }
    return credentials;
  }

  private String tokenUrl(Fields fields) {
    String url = fields.text("tokenUrl", UrlRules.MAX).map(String::strip).orElse("");
    if (ofPeople && !url.isEmpty()) {
      problem(url).ifPresent(message -> fields.problem("tokenUrl", message));
    }
    return url;
  }

  private static Optional<String> problem(String url) {
    if (url.contains("{{")) {
      return Optional.of("The token endpoint is the same for every event. Remove the variables.");
    }
    return UrlRules.problem(url)
        .or(() -> Address.parse(url)
            .filter(address -> address.user() != null)
            .map(address -> "Enter user and password as clientId and clientSecret, and remove them"
                + " from this address."));
  }

  private String line(Fields fields, String name) {
    Optional<String> text = fields.text(name, MAX).map(String::strip);
    if (ofPeople
        && text.filter(line -> Characters.any(line, Characters::isControl)).isPresent()) {
      fields.problem(name, "This has a line break or control character inside. Remove it.");
    }
    return text.orElse("");
  }

  private String scope(Fields fields) {
    String scope = fields.text("scope", MAX).map(String::strip).orElse("");
    if (ofPeople && !SCOPE.matcher(scope).matches()) {
      fields.problem(
          "scope",
          "Expected words of letters, digits and signs with one blank between them, found "
              + Found.quote(scope) + ".");
    }
    return scope;
  }

  private @Nullable Secret secret(
      Fields fields, String url, @Nullable ClientCredentials stored, boolean same) {
    if (!fields.has(SECRET) || SecretReader.isPlaceholder(fields.raw(SECRET))) {
      return SecretReader.named(fields.raw(SECRET))
          .orElseGet(() -> kept(fields, url, stored, same));
    }
    Optional<Secret> secret =
        fields.text(SECRET, SecretReader.MAX).filter(text -> !text.isEmpty()).map(Secret::of);
    if (ofPeople) {
      secret.flatMap(SecretReader::slip).ifPresent(message -> fields.problem(SECRET, message));
    }
    return secret.orElse(null);
  }

  /** Whoever may name another endpoint must not have the secret sent there. */
  private static @Nullable Secret kept(
      Fields fields, String url, @Nullable ClientCredentials stored, boolean same) {
    if (stored == null || stored.clientSecret() == null) {
      return null;
    }
    var before = Address.parse(stored.tokenUrl());
    if (Address.parse(url)
        .filter(now -> before.filter(now::isOriginOf).isPresent())
        .isEmpty()) {
      fields.problem(
          SECRET,
          "Enter the client secret again: the stored one is for a token endpoint with another scheme,"
              + " host or port.");
    }
    if (!same && !SecretReference.in(stored.clientSecret().reveal())) {
      // the token that it gets would be sent there
      fields.problem(
          SECRET,
          "Enter the client secret again: the stored one is for an address with another scheme,"
              + " host or port.");
    }
    return stored.clientSecret();
  }

  private static void require(Fields service, Fields fields, ClientCredentials credentials) {
    require(
        fields,
        "tokenUrl",
        !credentials.tokenUrl().isEmpty(),
        "Enter the address of the token endpoint.");
    require(
        fields,
        "clientId",
        !credentials.clientId().isEmpty(),
        "Enter the client id that the token endpoint knows.");
    boolean off = Boolean.FALSE.equals(service.raw("enabled"));
    require(
        fields,
        SECRET,
        credentials.clientSecret() != null || off,
        "Enter the client secret, or switch the service off until you have it: no token can be had"
            + " without it.");
  }

  private static void require(Fields fields, String name, boolean there, String sentence) {
    if (!there && !fields.problems().at(fields.pointer(name))) {
      fields.problem(name, sentence);
    }
  }

  private static void refuseOthers(
      Fields service, RequestTemplate request, SignatureRecipe recipe) {
    PlaceRules.refuse(
        service,
        "headers",
        request.headers(),
        row -> row.name().strip().equalsIgnoreCase("Authorization"),
        "The token of “oauth2” is sent in this header. Remove it here, or remove “oauth2”.");
    if (Address.parse(request.url()).filter(address -> address.user() != null).isPresent()) {
      service.problem(
          "url",
          "User and password in the address make an Authorization header, and so does the token of"
              + " “oauth2”. Keep one of them.");
    }
    if (recipe.places().stream()
        .anyMatch(
            place -> place.in() == In.HEADER && place.name().equalsIgnoreCase("Authorization"))) {
      service.problem(
          "signature",
          "This recipe sets the header Authorization, and so does the token of “oauth2”. Choose another"
              + " recipe, or remove “oauth2”.");
    }
  }
}
