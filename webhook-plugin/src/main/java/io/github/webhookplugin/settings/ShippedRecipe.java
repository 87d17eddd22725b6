package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.About;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recipe that comes with the plugin, with what can be chosen of it. In its texts {@code ${option}} stands for a
 * choice; a place with {@code if} is there for some choices only. Immutable, shared between threads.
 */
public final class ShippedRecipe {
  private static final Pattern CHOICE = Pattern.compile("\\$\\{(\\w+)}");
  private static final int MAX = 200;

  private final About about;
  private final List<Option> options;
  private final Map<String, Object> form;
  private final SignatureRecipe usual;

  ShippedRecipe(About about, List<Option> options, Map<String, Object> form) {
    this.about = about;
    this.options = List.copyOf(options);
    this.form = form;
    var problems = new Problems();
    this.usual = with(Map.of(), new Fields(Map.of(), "", problems));
    if (problems.any()) {
      throw new IllegalStateException("recipe " + about.name() + ": " + problems.all());
    }
  }

  /**
   * Something that an admin may choose.
   *
   * @param values the choices; empty: any text
   */
  public record Option(String name, String title, String usual, List<String> values) {
    public Option {
      values = List.copyOf(values);
    }
  }

  public About about() {
    return about;
  }

  public List<Option> options() {
    return options;
  }

  /** As it is if nothing is chosen. */
  public SignatureRecipe usual() {
    return usual;
  }

  /** What of a document's object is a choice; what is not goes to its problems. */
  Map<String, String> chosen(Fields document) {
    var known = new ArrayList<>(List.of("recipe"));
    options.forEach(option -> known.add(option.name()));
    document.refuseUnknown(known);
    var chosen = new LinkedHashMap<String, String>();
    for (Option option : options) {
      var words = new LinkedHashMap<String, String>();
      option.values().forEach(word -> words.put(word, word));
      (words.isEmpty() ? document.text(option.name(), MAX) : document.choice(option.name(), words))
          .filter(choice -> !choice.equals(option.usual()))
          .ifPresent(choice -> chosen.put(option.name(), choice));
    }
    return chosen;
  }

  /** With these choices. What is wrong with them goes to the problems of the document they stand in. */
  SignatureRecipe with(Map<String, String> chosen, Fields document) {
    var values = new LinkedHashMap<String, String>();
    options.forEach(option -> values.put(option.name(), option.usual()));
    values.putAll(chosen);
    var fields = new LinkedHashMap<String, @Nullable Object>(form);
    fields.replaceAll((name, value) -> filled(value, values));
    fields.keySet().retainAll(RecipeReader.OWN_FIELDS);
    var problems = new Problems();
    var recipe = RecipeReader.read(new Fields(fields, "", problems), about);
    problems
        .all()
        .forEach(problem -> document.problems().add(document.pointer(), problem.message()));
    return recipe;
  }

  private static @Nullable Object filled(@Nullable Object value, Map<String, String> values) {
    if (value instanceof String text) {
      return CHOICE
          .matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement(
              Objects.requireNonNull(values.get(found.group(1)), found.group(1))));
    }
    if (value instanceof List<?> list) {
      var items = new ArrayList<@Nullable Object>();
      for (Object item : list) {
        if (!(item instanceof Map<?, ?> place) || applies(place, values)) {
          items.add(filled(item, values));
        }
      }
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<Object, @Nullable Object>();
      map.forEach((name, inner) -> {
        if (!name.equals("if")) {
          copy.put(name, filled(inner, values));
        }
      });
      return copy;
    }
    return value;
  }

  private static boolean applies(Map<?, ?> place, Map<String, String> values) {
    return !(place.get("if") instanceof Map<?, ?> conditions)
        || conditions.entrySet().stream()
            .allMatch(condition -> condition.getValue() instanceof List<?> words
                && words.contains(values.get(condition.getKey())));
  }

  @Override
  public String toString() {
    return "ShippedRecipe[" + about.name() + "]";
  }
}
