package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.BodyForm;
import io.github.webhookplugin.model.SignatureRecipe.Place;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.model.Signing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes recipes the way {@link SignatureReader} and {@link RecipeReader} read them. */
public final class RecipeDocument {
  private RecipeDocument() {}

  /** What a service says of its recipe: a name, a name with options, or the whole of it. */
  static Object of(Signing signing) {
    if (signing.recipe().name().equals(SignatureRecipe.OWN)) {
      return of(signing.recipe());
    }
    if (signing.options().isEmpty()) {
      return signing.recipe().name();
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("recipe", signing.recipe().name());
    signing.options().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(option -> document.put(option.getKey(), option.getValue()));
    return document;
  }

  /** The whole of a recipe, as an own one of an admin: a start for another one like it. */
  public static Map<String, Object> of(SignatureRecipe recipe) {
    var document = new LinkedHashMap<String, Object>();
    document.put("recipe", SignatureRecipe.OWN);
    boolean one = recipe.schemes().size() == 1;
    if (one && recipe.schemes().get(0).name().equals(RecipeReader.ONLY_SCHEME)) {
      document.putAll(scheme(recipe.schemes().get(0)));
    } else {
      document.put("schemes", schemes(recipe.schemes()));
    }
    document.put("content", recipe.content().template());
    document.put(
        "timestampUnit",
        ServiceDocument.word(RecipeReader.UNITS, recipe.content().unit()));
    document.put("join", recipe.result().join());
    document.put("sign", recipe.result().sign());
    document.put("places", places(recipe.places()));
    document.put(
        "form", ServiceDocument.word(RecipeReader.FORMS, recipe.form() != BodyForm.AS_RENDERED));
    document.put(
        "keyOrder",
        ServiceDocument.word(
            RecipeReader.KEY_ORDERS, recipe.form() == BodyForm.FASTJSON_AS_WRITTEN));
    return document;
  }

  private static List<Map<String, Object>> schemes(List<Scheme> schemes) {
    var list = new ArrayList<Map<String, Object>>();
    for (Scheme scheme : schemes) {
      var named = new LinkedHashMap<String, Object>();
      named.put("name", scheme.name());
      named.putAll(scheme(scheme));
      list.add(named);
    }
    return list;
  }

  private static Map<String, Object> scheme(Scheme scheme) {
    var document = new LinkedHashMap<String, Object>();
    document.put("algorithm", ServiceDocument.word(RecipeReader.ALGORITHMS, scheme.algorithm()));
    document.put("secretEncoding", ServiceDocument.word(RecipeReader.ENCODINGS, scheme.encoding()));
    document.put("key", scheme.key());
    document.put("output", ServiceDocument.word(RecipeReader.OUTPUTS, scheme.output()));
    document.put("signature", scheme.text());
    return document;
  }

  private static List<Map<String, Object>> places(List<Place> places) {
    var list = new ArrayList<Map<String, Object>>();
    for (Place place : places) {
      var document = new LinkedHashMap<String, Object>();
      document.put("in", ServiceDocument.word(RecipeReader.PLACES, place.in()));
      document.put("name", place.name());
      document.put("value", place.value());
      list.add(document);
    }
    return list;
  }
}
