package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.About;
import io.github.webhookplugin.signing.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The recipes that come with the plugin: JSON files beside {@link Signer}. Read once; shared between threads. */
public final class ShippedRecipes {
  private static final Map<String, ShippedRecipe> ALL = all();

  private ShippedRecipes() {}

  /** In the order in which to show them. */
  public static List<ShippedRecipe> list() {
    return List.copyOf(ALL.values());
  }

  /** A recipe by its name, with nothing chosen. */
  public static Optional<SignatureRecipe> usual(String name) {
    return named(name).map(ShippedRecipe::usual);
  }

  static Optional<ShippedRecipe> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  private static Map<String, ShippedRecipe> all() {
    var all = new LinkedHashMap<String, ShippedRecipe>();
    if (document("recipes").get("recipes") instanceof List<?> names) {
      names.forEach(name -> all.put(
          String.valueOf(name), read(String.valueOf(name), document(String.valueOf(name)))));
    }
    return all;
  }

  private static ShippedRecipe read(String name, Map<String, Object> document) {
    var about = new About(
        name,
        String.valueOf(document.get("title")),
        String.valueOf(document.get("help")),
        Boolean.TRUE.equals(document.get("needsSecret")));
    var options = new ArrayList<ShippedRecipe.Option>();
    if (document.get("options") instanceof Map<?, ?> map) {
      map.forEach((option, form) -> options.add(option(String.valueOf(option), (Map<?, ?>) form)));
    }
    return new ShippedRecipe(about, options, document);
  }

  private static ShippedRecipe.Option option(String name, Map<?, ?> form) {
    var values = new ArrayList<String>();
    if (form.get("values") instanceof List<?> words) {
      words.forEach(word -> values.add(String.valueOf(word)));
    }
    return new ShippedRecipe.Option(
        name, String.valueOf(form.get("title")), String.valueOf(form.get("default")), values);
  }

  private static Map<String, Object> document(String name) {
    try (@Nullable InputStream file = Signer.class.getResourceAsStream(name + ".json")) {
      if (file == null) {
        throw new IllegalStateException("the plugin has no recipe " + name);
      }
      return JsonDocument.parse(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
