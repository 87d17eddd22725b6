package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section Signature: the recipes with their options, and what there is to know of the secret. For one answer. */
final class SignatureModel {
  private static final String OWN = "own";

  private final Page page;
  private final Inputs inputs;
  private final Controls controls;
  private final FieldErrors errors;

  SignatureModel(Page page, Inputs inputs, Controls controls, FieldErrors errors) {
    this.page = page;
    this.inputs = inputs;
    this.controls = controls;
    this.errors = errors;
  }

  /**
   * The section.
   *
   * @param stored the document as it is stored; empty for a new service
   */
  Map<String, @Nullable Object> of(Map<String, ?> stored) {
    String chosen = inputs.one("signature.recipe");
    var recipes = new ArrayList<Map<String, @Nullable Object>>();
    recipes().forEach(each -> recipes.add(recipe(each, chosen)));
    recipes.add(own(chosen.equals(OWN)));
    String error = errors.takeExactly("signature") + errors.take("signature.recipe");
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("recipes", recipes);
    model.put("recipeError", error.isEmpty() ? null : error);
    model.put("secret", secret(stored));
    return model;
  }

  /** The field of the secret, with what is stored. */
  Map<String, @Nullable Object> secret(Map<String, ?> stored) {
    var model = new LinkedHashMap<>(controls.line("secret"));
    Map<?, ?> secret = stored.get("secret") instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> former = secret.get("former") instanceof Map<?, ?> map ? map : Map.of();
    boolean set = Boolean.TRUE.equals(secret.get("set"));
    model.put("set", set);
    model.put("fingerprint", secret.get("fingerprint"));
    model.put("hostSecret", secret.get("hostSecret"));
    model.put("publicKey", secret.get("publicKey"));
    model.put(
        "former",
        former.isEmpty()
            ? null
            : page.texts()
                .say(
                    "signature.former",
                    String.valueOf(
                        former.containsKey("hostSecret")
                            ? former.get("hostSecret")
                            : former.get("fingerprint")),
                    Figures.moment(Instant.parse(String.valueOf(former.get("until"))))));
    model.put("id", "f-secret");
    model.put("service", stored.get("id"));
    model.put("clear", inputs.ticked("secret.clear"));
    model.put("overlaps", joins(stored.get("signature")));
    model.put("generated", null);
    model.put("etag", null);
    return model;
  }

  /** Whether the stored recipe sends two signatures while there are two secrets. */
  private boolean joins(@Nullable Object signature) {
    Object name = signature instanceof Map<?, ?> map ? map.get("recipe") : signature;
    if (OWN.equals(name)) {
      return signature instanceof Map<?, ?> own
          && !String.valueOf(own.get("join")).isEmpty();
    }
    return recipes().stream()
        .anyMatch(recipe -> String.valueOf(recipe.get("name")).equals(name)
            && Boolean.TRUE.equals(recipe.get("twoSecretsAtOnce")));
  }

  private List<Map<?, ?>> recipes() {
    return ApiReply.list(page.api().get("signatures").get("signatures")).stream()
        .<Map<?, ?>>map(each -> (Map<?, ?>) each)
        .toList();
  }

  private Map<String, @Nullable Object> recipe(Map<?, ?> recipe, String chosen) {
    String name = String.valueOf(recipe.get("name"));
    var options = new ArrayList<Map<String, @Nullable Object>>();
    for (Object each : ApiReply.list(recipe.get("options"))) {
      options.add(option(name, (Map<?, ?>) each, name.equals(chosen)));
    }
    var model = entry(name, String.valueOf(recipe.get("title")), name.equals(chosen));
    model.put("help", recipe.get("help"));
    model.put("controls", options);
    return model;
  }

  private Map<String, @Nullable Object> option(String recipe, Map<?, ?> option, boolean chosen) {
    String name = String.valueOf(option.get("name"));
    String field = "signature." + recipe + "." + name;
    String value = inputs.has(field) ? inputs.one(field) : String.valueOf(option.get("default"));
    String error = chosen ? errors.take("signature." + name) : "";
    List<?> values = ApiReply.list(option.get("values"));
    var control = controls.named(
        field, values.isEmpty() ? "line" : "select", String.valueOf(option.get("title")), error);
    control.put("value", value);
    control.put(
        "choices",
        values.stream()
            .map(each -> Map.of("value", each, "title", each, "chosen", each.equals(value)))
            .toList());
    return control;
  }

  private Map<String, @Nullable Object> own(boolean chosen) {
    String error = chosen ? errors.take("signature") : "";
    var control = controls.code("signature.own", 12);
    if (!error.isEmpty()) {
      control.put("error", error);
    }
    var model = entry(OWN, page.texts().say("signature.own"), chosen);
    model.put("help", page.texts().say("signature.ownHelp"));
    model.put("controls", List.of(control));
    return model;
  }

  private static Map<String, @Nullable Object> entry(String name, String title, boolean chosen) {
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("name", name);
    model.put("title", title);
    model.put("chosen", chosen);
    return model;
  }
}
