package io.github.webhookplugin.receiving;

import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.model.SignatureRecipe.In;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.model.SignatureRecipe.TimestampUnit;
import io.github.webhookplugin.receiving.SignSpot.Kind;
import io.github.webhookplugin.signing.RecipeText;
import io.github.webhookplugin.signing.RecipeText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a receiver verifies what a recipe signs: which scheme, and where in a request it finds what. Of several schemes it
 * is the first that needs no key pair, which every language can check without a library.
 */
final class Verification {
  private static final String SIGNATURE = "signature";

  private final SignatureRecipe recipe;
  private final Scheme scheme;
  private final List<SignSpot> spots = new ArrayList<>();
  private final int places;

  /**
   * Works it out.
   *
   * @param own where the service's own templates have {@code {{sign}}} and {@code {{signTimestamp}}}
   * @throws UnverifiableException if a request does not carry what it takes
   */
  Verification(SignatureRecipe recipe, List<SignSpot> own) {
    this.recipe = recipe;
    scheme = recipe.schemes().stream()
        .filter(one -> one.algorithm() != Algorithm.ED25519)
        .findFirst()
        .orElse(recipe.schemes().get(0));
    recipe.places().stream()
        .map(place -> new SignSpot(
            place.in() == In.HEADER ? Kind.HEADER : Kind.QUERY, place.name(), place.value()))
        .forEach(spots::add);
    places = spots.size();
    own.stream().map(this::spelledOut).forEach(spots::add);
    spots.add(new SignSpot(Kind.HEADER, "webhook-id", "{{id}}"));
    if (recipe.content().unit() == TimestampUnit.SECONDS) {
      spots.add(new SignSpot(Kind.HEADER, "webhook-timestamp", "{{timestamp}}"));
    }
    check();
  }

  private SignSpot spelledOut(SignSpot spot) {
    String value = spot.value()
        .replace("{{sign}}", recipe.result().sign())
        .replace("{{signTimestamp}}", "{{timestamp}}");
    return new SignSpot(spot.kind(), spot.name(), value);
  }

  private void check() {
    if (spotOf(SIGNATURE).isEmpty()) {
      throw new UnverifiableException(
          "The requests of this service do not carry their signature: the recipe “"
              + recipe.about().title()
              + "” adds no header or parameter, and no template has {{sign}}. Put {{sign}} into the body.");
    }
    if (needs("timestamp") && spotOf("timestamp").isEmpty()) {
      throw new UnverifiableException("The requests of this service do not carry their timestamp:"
          + " put {{signTimestamp}} into the body.");
    }
  }

  SignatureRecipe recipe() {
    return recipe;
  }

  Scheme scheme() {
    return scheme;
  }

  /** Whether the signature depends on a variable, so that a receiver must know its value. */
  boolean needs(String variable) {
    return (recipe.content().template() + scheme.key()).contains("{{" + variable + "}}");
  }

  SignSpot signature() {
    return spotOf(SIGNATURE).orElseThrow();
  }

  List<SignSpot> spots() {
    return List.copyOf(spots);
  }

  /** Where a variable stands in a request. */
  Optional<SignSpot> spotOf(String variable) {
    return spots.stream()
        .filter(spot -> RecipeText.of(spot.value()).parts().stream()
            .anyMatch(part -> part.variable() && means(part.text(), variable)))
        .findFirst();
  }

  /** The places in the body that were empty when it was signed: those of a signature that a template holds. */
  List<SignSpot> signedBlank() {
    return spots.indexOf(signature()) < places
        ? List.of()
        : spots.stream()
            .filter(spot -> spot.kind() == Kind.BODY && spot.value().contains("{{" + SIGNATURE))
            .toList();
  }

  /** What stands in such a place then. */
  static String blank(SignSpot spot) {
    return RecipeText.of(spot.value()).parts().stream()
        .filter(part -> !part.variable())
        .map(Part::text)
        .collect(Collectors.joining("", "\"", "\""));
  }

  /** A regular expression, the same in all languages, whose group is a variable's value; for values of this spot. */
  String pattern(SignSpot spot, String variable) {
    return RecipeText.of(spot.value()).parts().stream()
        .map(part -> !part.variable()
            ? part.text().replaceAll("[.*+?^${}()|\\[\\]\\\\/-]", "\\\\$0")
            : means(part.text(), variable) ? "(.+?)" : ".+?")
        .collect(Collectors.joining("", "^", "$"));
  }

  /** Whether a variable of a recipe stands for it, as this receiver sees it. */
  boolean means(String found, String variable) {
    return found.equals(variable)
        || (variable.equals(SIGNATURE) && found.equals(SIGNATURE + ":" + scheme.name()));
  }
}
