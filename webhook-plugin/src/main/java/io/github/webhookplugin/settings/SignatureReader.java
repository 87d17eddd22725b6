package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.About;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.rendering.Spelling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a service signs: its recipe and its secret. Absent: by Standard Webhooks, if there is a secret. */
final class SignatureReader {
  static final List<String> FIELDS = List.of("signature", "secret");
  private static final int MAX_NAME = 200;
  private static final About OF_OWN =
      new About(SignatureRecipe.OWN, "Own recipe", "As this service's settings say.", false);

  private final boolean ofPeople;
  private final SecretReader secrets;

  /** Of documents of people, or of our own rows, which are taken as they are. */
  SignatureReader(boolean ofPeople) {
    this.ofPeople = ofPeople;
    this.secrets = new SecretReader(ofPeople);
  }

  /**
   * Reads {@code signature} and {@code secret}.
   *
   * @param stored whose secrets are kept
   * @param request to which the recipe adds
   * @param same whether it goes to the same receiver as before
   */
  Signing read(Fields service, @Nullable Signing stored, RequestTemplate request, boolean same) {
    Signing chosen = recipe(service);
    Signing signing =
        chosen.with(secrets.read(service, chosen.recipe(), stored == null ? null : stored.keys()));
    if (ofPeople && stored != null) {
      secrets.checkKept(service, stored, signing, same);
    }
    if (ofPeople) {
      PlaceRules.check(service, signing.recipe(), request);
    }
    return signing;
  }

  private static Signing recipe(Fields service) {
    Object value = service.raw("signature");
    if (value == null) {
      return Signing.NONE;
    }
    if (value instanceof String name) {
      return shipped(
          service, name, new Fields(Map.of(), service.pointer("signature"), service.problems()));
    }
    if (!(value instanceof Map)) {
      service.problem(
          "signature",
          "Expected the name of a recipe, or an object { … }, found " + Found.kind(value) + ".");
      return Signing.NONE;
    }
    Fields form = service.object("signature").orElseThrow();
    String name = form.text("recipe", MAX_NAME).orElse("");
    if (!name.equals(SignatureRecipe.OWN)) {
      return shipped(form, name, form);
    }
    form.refuseUnknown(RecipeReader.OWN_FIELDS);
    return new Signing(RecipeReader.read(form, OF_OWN), Map.of(), null);
  }

  private static Signing shipped(Fields where, String name, Fields form) {
    var recipe = ShippedRecipes.named(name).orElse(null);
    if (recipe == null) {
      where.problem(
          where == form ? "recipe" : "signature",
          "Expected the name of a recipe, found " + Found.quote(name) + "."
              + Spelling.suggestion(name, ShippedRecipes.names()) + " Known are "
              + String.join(", ", ShippedRecipes.names()) + " and own.");
      return Signing.NONE;
    }
    Map<String, String> options = recipe.chosen(form);
    return options.isEmpty()
        ? new Signing(recipe.usual(), options, null)
        : new Signing(recipe.with(options, form), options, null);
  }
}
