package io.github.webhookplugin.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.webhookplugin.delivery.Trials;
import io.github.webhookplugin.delivery.UnsignedRequest;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.receiving.SignSpot;
import io.github.webhookplugin.receiving.SignSpot.Kind;
import io.github.webhookplugin.settings.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds where the templates of a service have {@code {{sign}}} and {@code {{signTimestamp}}}. */
final class SignSpots {
  private static final String EITHER = "{{sign";
  private static final Pattern BARE_TIMESTAMP =
      Pattern.compile("([:,\\[]\\s*)\\{\\{signTimestamp}}(?=\\s*[,}\\]])");

  /** Where receivers of well-known kinds look, for a request whose template nobody knows. */
  private static final List<SignSpot> USUAL = List.of(
      new SignSpot(Kind.BODY, "/signatureText", UnsignedRequest.SIGN),
      new SignSpot(Kind.BODY, "/sign", UnsignedRequest.SIGN),
      new SignSpot(Kind.BODY, "/data/sign", UnsignedRequest.SIGN),
      new SignSpot(Kind.BODY, "/timestamp", UnsignedRequest.TIMESTAMP));

  private SignSpots() {}

  /** The spots in the templates; not in what is secret. */
  static List<SignSpot> of(WebhookService service, UnsignedRequest request) {
    var spots = new ArrayList<SignSpot>();
    request.headers().stream()
        .filter(header -> header.value().contains(EITHER))
        .filter(header -> !Trials.isSecret(header, service))
        .forEach(header -> spots.add(new SignSpot(Kind.HEADER, header.name(), header.value())));
    service.request().queryParams().stream()
        .filter(parameter -> parameter.value().contains(EITHER))
        .filter(parameter -> !parameter.secret())
        .map(SignSpots::spot)
        .forEach(spots::add);
    spots.addAll(inBody(request.body(), text -> text.contains(EITHER)));
    return spots;
  }

  private static SignSpot spot(NamedValue parameter) {
    return new SignSpot(Kind.QUERY, parameter.name(), parameter.value());
  }

  /** Those of the usual spots that a body has. */
  static List<SignSpot> usual(String body) {
    List<SignSpot> texts = inBody(body, text -> true);
    return USUAL.stream()
        .filter(spot -> texts.stream().anyMatch(text -> text.name().equals(spot.name())))
        .toList();
  }

  /** The texts in a body that are asked for; none if it is not JSON. */
  private static List<SignSpot> inBody(String body, Predicate<String> asked) {
    var spots = new ArrayList<SignSpot>();
    String json = BARE_TIMESTAMP.matcher(body).replaceAll("$1\"{{signTimestamp}}\"");
    try (JsonParser parser = Json.parser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && asked.test(parser.getText())) {
          String pointer = parser.getParsingContext().pathAsPointer().toString();
          spots.add(new SignSpot(Kind.BODY, pointer, parser.getText()));
        }
      }
    } catch (IOException notJson) {
      return List.of();
    }
    return spots;
  }
}
