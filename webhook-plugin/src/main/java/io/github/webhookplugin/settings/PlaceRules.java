package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HeaderNames;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.In;
import io.github.webhookplugin.model.SignatureRecipe.Place;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a signature's recipe adds to a request must override nothing that the admin typed. */
final class PlaceRules {
  private PlaceRules() {}

  static void check(Fields service, SignatureRecipe recipe, RequestTemplate request) {
    if (recipe.signsUrl() && request.url().contains("{{")) {
      service.problem(
          "signature",
          "This recipe signs the address, so the address must be the same for every event. Remove"
              + " the variables from it.");
    }
    for (Place place : recipe.places()) {
      if (place.in() == In.QUERY) {
        checkQuery(service, place.name(), request);
      } else if (!HeaderNames.isOfTheSender(place.name())) {
        checkHeader(service, place.name(), request);
      }
    }
  }

  private static void checkHeader(Fields service, String name, RequestTemplate request) {
    refuse(
        service,
        "headers",
        request.headers(),
        row -> row.name().strip().equalsIgnoreCase(name),
        sentence("The header " + Found.quote(name)));
    boolean withUser =
        Address.parse(request.url()).filter(address -> address.user() != null).isPresent();
    if (name.equalsIgnoreCase("Authorization") && withUser) {
      service.problem(
          "url",
          "User and password in the address make an Authorization header, and so does the signature's"
              + " recipe. Keep one of them.");
    }
  }

  private static void checkQuery(Fields service, String name, RequestTemplate request) {
    String parameter = "The parameter " + Found.quote(name);
    refuse(
        service,
        "queryParams",
        request.queryParams(),
        row -> row.name().equals(name),
        sentence(parameter));
    if (Pattern.compile("[?&]" + Pattern.quote(name) + "(=|&|$)")
        .matcher(request.url())
        .find()) {
      service.problem("url", sentence(parameter));
    }
  }

  /** Says {@code why} at every row that is taken. */
  static void refuse(
      Fields service, String list, List<NamedValue> rows, Predicate<NamedValue> taken, String why) {
    for (int i = 0; i < rows.size(); i++) {
      if (taken.test(rows.get(i))) {
        String row = service.raw(list) instanceof List ? "/" + i + "/name" : "";
        service.problems().add(service.pointer(list) + row, why);
      }
    }
  }

  private static String sentence(String what) {
    return what + " is set by the signature's recipe. Remove it here, or choose another recipe.";
  }
}
