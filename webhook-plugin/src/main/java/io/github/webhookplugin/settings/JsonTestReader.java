package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.VerdictRule.JsonComparison;
import io.github.webhookplugin.model.VerdictRule.JsonScalar;
import io.github.webhookplugin.model.VerdictRule.JsonTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a value inside an answer's JSON must be. */
final class JsonTestReader {
  private static final int MOST_VALUES = 100;
  private static final List<String> KINDS =
      List.of("equals", "notEquals", "in", "contains", "exists");
  private static final List<String> FIELDS =
      List.of("pointer", "equals", "notEquals", "in", "contains", "exists");

  private JsonTestReader() {}

  static Optional<JsonTest> read(Fields test) {
    test.refuseUnknown(FIELDS);
    var pointer =
        WhenReader.pointer(test, "pointer", "Enter the place in the answer, for example /errcode.");
    var kinds = KINDS.stream().filter(test::mentions).toList();
    if (kinds.size() != 1) {
      test.problem(
          kinds.isEmpty() ? "equals" : kinds.get(1),
          "Expected one of “" + String.join("”, “", KINDS) + "”, found "
              + (kinds.isEmpty() ? "none." : "“" + String.join("”, “", kinds) + "”."));
      return Optional.empty();
    }
    return pointer.flatMap(place -> switch (kinds.get(0)) {
      case "equals" ->
        one(test, "equals")
            .map(value -> new JsonTest(place, JsonComparison.EQUALS, List.of(value)));
      case "notEquals" ->
        one(test, "notEquals")
            .map(value -> new JsonTest(place, JsonComparison.NOT_EQUALS, List.of(value)));
      case "in" -> several(test).map(values -> new JsonTest(place, JsonComparison.IN, values));
      case "contains" ->
        text(test).map(value -> new JsonTest(place, JsonComparison.CONTAINS, List.of(value)));
      default ->
        there(test)
            .map(there -> new JsonTest(
                place, there ? JsonComparison.EXISTS : JsonComparison.ABSENT, List.of()));
    });
  }

  /** Null is a value here. */
  private static Optional<JsonScalar> one(Fields test, String name) {
    return scalar(test, test.pointer(name), test.raw(name));
  }

  private static Optional<JsonScalar> scalar(Fields test, String pointer, @Nullable Object value) {
    if (value instanceof String text) {
      return bounded(test, pointer, text);
    }
    if (value == null || value instanceof Boolean || isFinite(value)) {
      return Optional.of(JsonScalar.of(value));
    }
    test.problems()
        .add(
            pointer,
            "Expected a text, a number, true, false or null, found " + Found.kind(value) + ".");
    return Optional.empty();
  }

  private static boolean isFinite(Object value) {
    return value instanceof Number number
        && !(number instanceof Double && !Double.isFinite(number.doubleValue()))
        && !(number instanceof Float && !Float.isFinite(number.floatValue()));
  }

  private static Optional<JsonScalar> bounded(Fields test, String pointer, String text) {
    if (Characters.count(text) > WhenReader.MAX_TEXT) {
      test.problems()
          .add(
              pointer,
              "Expected at most %,d characters, found %,d. Shorten the text."
                  .formatted(WhenReader.MAX_TEXT, Characters.count(text)));
      return Optional.empty();
    }
    return Optional.of(new JsonScalar.Text(text));
  }

  private static Optional<List<JsonScalar>> several(Fields test) {
    if (!test.has("in")) {
      test.problem("in", "Expected a list [ … ], found null.");
    }
    return test.list("in").flatMap(items -> {
      if (items.isEmpty() || items.size() > MOST_VALUES) {
        test.problem("in", "Expected 1 to " + MOST_VALUES + " values, found " + items.size() + ".");
        return Optional.empty();
      }
      var values = new ArrayList<JsonScalar>();
      for (int i = 0; i < items.size(); i++) {
        scalar(test, test.pointer("in") + "/" + i, items.get(i)).ifPresent(values::add);
      }
      return values.size() == items.size() ? Optional.of(values) : Optional.empty();
    });
  }

  private static Optional<JsonScalar> text(Fields test) {
    var text = test.text("contains", WhenReader.MAX_TEXT).filter(part -> !part.isEmpty());
    if (text.isEmpty() && !test.problems().at(test.pointer("contains"))) {
      test.problem("contains", "Enter the text to look for.");
    }
    return text.map(JsonScalar.Text::new);
  }

  private static Optional<Boolean> there(Fields test) {
    if (!test.has("exists")) {
      test.problem("exists", "Expected true or false, found null.");
    }
    return test.bool("exists");
  }
}
