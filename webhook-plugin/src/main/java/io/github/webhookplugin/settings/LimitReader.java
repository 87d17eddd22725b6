package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.BodyLimits;
import io.github.webhookplugin.model.BodyLimits.Size;
import io.github.webhookplugin.model.BodyLimits.Unit;
import io.github.webhookplugin.model.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a receiver takes. Absent: anything. */
final class LimitReader {
  static final Map<String, Unit> UNITS = units();
  static final Map<String, Boolean> WITHOUT_KEYWORD = withoutKeyword();
  /** More than any template makes. */
  private static final int MAX_SIZE = 16 * 1024 * 1024;

  private static final int MOST_FIELDS = 20;
  private static final int MAX_KEYWORD = 100;
  private static final List<String> FIELDS =
      List.of("maxBytes", "maxCharacters", "fields", "truncate", "keywords", "withoutKeyword");
  private static final List<String> FIELD_FIELDS = List.of("pointer", "maxBytes", "maxCharacters");
  private static final Map<String, String> TRUNCATABLE = BodyLimits.TRUNCATABLE.stream()
      .collect(Collectors.toMap(name -> name, name -> name, (a, b) -> a, LinkedHashMap::new));

  private LimitReader() {}

  static BodyLimits read(Fields service) {
    return service.object("limits").map(LimitReader::limits).orElse(BodyLimits.NONE);
  }

  private static BodyLimits limits(Fields limits) {
    limits.refuseUnknown(FIELDS);
    var sizes = new ArrayList<>(sizes(limits, null));
    sizes.addAll(fields(limits));
    var truncate = limits.choice("truncate", TRUNCATABLE);
    if (truncate.isPresent() && sizes.isEmpty() && !limits.problems().any()) {
      limits.problem(
          "truncate",
          "There is no limit to shorten a text for. Set maxBytes or maxCharacters, or remove this.");
    }
    var keywords = keywords(limits);
    boolean reject = limits.choice("withoutKeyword", WITHOUT_KEYWORD).orElse(false);
    return new BodyLimits(sizes, truncate.orElse(null), keywords, reject);
  }

  private static List<Size> sizes(Fields fields, @Nullable JsonPointer pointer) {
    var sizes = new ArrayList<Size>();
    UNITS.forEach((name, unit) -> fields
        .integer(name, 1, MAX_SIZE)
        .ifPresent(most -> sizes.add(new Size(pointer, most, unit))));
    return sizes;
  }

  private static List<Size> fields(Fields limits) {
    List<?> items = limits.list("fields").orElse(List.of());
    if (items.size() > MOST_FIELDS) {
      limits.problem(
          "fields", "Expected at most " + MOST_FIELDS + " places, found " + items.size() + ".");
      return List.of();
    }
    var sizes = new ArrayList<Size>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = limits.pointer("fields") + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        sizes.addAll(field(new Fields(map, pointer, limits.problems())));
      } else {
        limits
            .problems()
            .add(
                pointer,
                "Expected a place with its limit { … }, found " + Found.kind(items.get(i)) + ".");
      }
    }
    return sizes;
  }

  private static List<Size> field(Fields field) {
    field.refuseUnknown(FIELD_FIELDS);
    var pointer = WhenReader.pointer(
        field, "pointer", "Enter the place in the body, for example /text/content.");
    if (UNITS.keySet().stream().noneMatch(field::has)) {
      field.problem("maxBytes", "Enter how long it may be, in maxBytes or maxCharacters.");
    }
    return sizes(field, pointer.orElse(null));
  }

  private static List<String> keywords(Fields limits) {
    List<?> items = limits.list("keywords").orElse(List.of());
    if (items.size() > BodyLimits.MOST_KEYWORDS) {
      limits.problem(
          "keywords",
          "Expected at most " + BodyLimits.MOST_KEYWORDS + " keywords, found " + items.size()
              + ".");
      return List.of();
    }
    Set<String> keywords = new LinkedHashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String problem = problemOf(items.get(i));
      if (problem == null) {
        keywords.add(((String) items.get(i)).strip());
      } else {
        limits.problems().add(limits.pointer("keywords") + "/" + i, problem);
      }
    }
    return List.copyOf(keywords);
  }

  private static @Nullable String problemOf(@Nullable Object item) {
    if (!(item instanceof String keyword) || keyword.isBlank()) {
      return "Expected a keyword in quotes, found "
          + (item instanceof String ? "nothing but blanks." : Found.kind(item) + ".");
    }
    if (Characters.any(keyword, Characters::isSurrogate)) {
      return "Half of a character is missing in this keyword. Enter it again.";
    }
    return Characters.count(keyword) > MAX_KEYWORD
        ? "Expected at most " + MAX_KEYWORD + " characters, found " + Characters.count(keyword)
            + ". Shorten the keyword."
        : null;
  }

  private static Map<String, Unit> units() {
    var units = new LinkedHashMap<String, Unit>();
    units.put("maxBytes", Unit.BYTES);
    units.put("maxCharacters", Unit.CHARACTERS);
    return units;
  }

  private static Map<String, Boolean> withoutKeyword() {
    var words = new LinkedHashMap<String, Boolean>();
    words.put("send", false);
    words.put("reject", true);
    return words;
  }
}
