package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How requests are signed: a recipe with its options, or an own one, and the secret. The field {@code
 * signature.github.sha1} is the option sha1 of the recipe github.
 */
final class SignatureForm implements Part {
  static final String OWN = "own";
  private static final String USUAL = "standard-webhooks";
  private static final String RECIPE = "recipe";
  private static final String FIELD = "signature.";

  @Override
  public void fill(Stored document, Inputs form) {
    Stored options = document.object("signature");
    String recipe = document.raw("signature") instanceof String name
        ? name
        : options.has(RECIPE) ? options.text(RECIPE) : USUAL;
    form.put("signature.recipe", recipe);
    if (recipe.equals(OWN)) {
      var own = new LinkedHashMap<Object, @Nullable Object>();
      if (document.raw("signature") instanceof Map<?, ?> map) {
        own.putAll(map);
      }
      own.remove(RECIPE);
      form.put("signature.own", JsonText.of(own));
    } else if (document.raw("signature") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> {
        if (!RECIPE.equals(name)) {
          form.put(FIELD + recipe + "." + name, value);
        }
      });
    }
    form.put("secret", document.raw("secret") instanceof String typed ? typed : "");
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    String recipe = form.text("signature.recipe");
    document.put("signature", recipe.equals(OWN) ? own(form) : shipped(form, recipe));
    if (form.ticked("secret.clear")) {
      document.put("secret", "");
    } else if (!form.text("secret").isEmpty()) {
      document.put("secret", form.text("secret"));
    } else if (document.get("secret") instanceof String) {
      document.remove("secret");
    }
  }

  private static Map<String, @Nullable Object> own(Reading form) {
    var own = new LinkedHashMap<String, @Nullable Object>();
    own.put(RECIPE, OWN);
    if (form.json("signature.own", Map.of()) instanceof Map<?, ?> typed) {
      typed.forEach((name, value) -> own.put(String.valueOf(name), value));
    } else {
      form.mistake("signature.own", "object", "");
    }
    return own;
  }

  private static Object shipped(Reading form, String recipe) {
    var chosen = new LinkedHashMap<String, Object>();
    chosen.put(RECIPE, recipe);
    String start = FIELD + recipe + ".";
    form.inputs()
        .names(start)
        .forEach(name -> chosen.put(name.substring(start.length()), form.text(name)));
    return chosen.size() == 1 ? recipe : chosen;
  }
}
