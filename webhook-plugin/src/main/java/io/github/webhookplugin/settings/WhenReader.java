package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HeaderNames;
import io.github.webhookplugin.model.JsonPointer;
import io.github.webhookplugin.model.StatusSet;
import io.github.webhookplugin.model.VerdictRule.Comparison;
import io.github.webhookplugin.model.VerdictRule.HeaderTest;
import io.github.webhookplugin.model.VerdictRule.JsonTest;
import io.github.webhookplugin.model.VerdictRule.TextTest;
import io.github.webhookplugin.model.VerdictRule.When;
import io.github.webhookplugin.verdict.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which answers a rule is for. */
final class WhenReader {
  static final int MAX_TEXT = 1_000;
  static final int MAX_POINTER = 300;
  static final int MAX_ATTEMPTS = 100;
  private static final int MAX_HEADER_NAME = 200;
  private static final int MAX_STATUS = 300;
  private static final int MOST_JSON_TESTS = 10;
  private static final List<String> FIELDS =
      List.of("status", "header", "json", "text", "matches", "empty", "attempts");
  private static final List<String> HEADER_FIELDS = List.of("name", "contains", "equals");
  private static final List<String> TEXT_FIELDS = List.of("contains", "equals");

  private WhenReader() {}

  static When read(Fields when) {
    when.refuseUnknown(FIELDS);
    return new When(
        status(when).orElse(null),
        when.object("header").map(WhenReader::header).orElse(null),
        json(when),
        text(when),
        pattern(when).orElse(null),
        when.bool("empty").orElse(null),
        when.integer("attempts", 1, MAX_ATTEMPTS).orElse(0));
  }

  private static Optional<StatusSet> status(Fields when) {
    // one status may be written as a number
    Optional<String> text = when.raw("status") instanceof Integer number
        ? Optional.of(number.toString())
        : when.text("status", MAX_STATUS);
    var set = text.flatMap(StatusSet::parse);
    if (text.isPresent() && set.isEmpty()) {
      when.problem(
          "status",
          "Expected statuses from 100 to 599 such as 404, 200-299 or 5xx, with commas between,"
              + " found " + Found.quote(text.get()) + ".");
    }
    return set;
  }

  private static @Nullable HeaderTest header(Fields header) {
    header.refuseUnknown(HEADER_FIELDS);
    var name = header.text("name", MAX_HEADER_NAME).map(String::strip);
    if (!header.has("name") || name.filter(text -> !HeaderNames.isToken(text)).isPresent()) {
      header.problem("name", "Enter the name of a header, for example Content-Type.");
      return null;
    }
    var value = comparison(header);
    return name.map(text -> new HeaderTest(text, value.orElse(null))).orElse(null);
  }

  private static @Nullable TextTest text(Fields when) {
    return when.object("text")
        .flatMap(text -> {
          text.refuseUnknown(TEXT_FIELDS);
          if (!text.has("contains") && !text.has("equals")) {
            text.problem("contains", "Enter the text to look for, in “contains” or “equals”.");
          }
          return comparison(text);
        })
        .orElse(null);
  }

  private static Optional<TextTest> comparison(Fields fields) {
    if (fields.has("contains") && fields.has("equals")) {
      fields.problem("equals", "Choose one of “contains” and “equals”; both is too much.");
      return Optional.empty();
    }
    String name = fields.has("contains") ? "contains" : "equals";
    Comparison comparison = name.equals("contains") ? Comparison.CONTAINS : Comparison.EQUALS;
    return fields
        .text(name, MAX_TEXT)
        .filter(text -> {
          if (text.isBlank()) {
            fields.problem(
                name, "Enter the text to look for. For no text at all there is “empty”.");
          }
          return !text.isBlank();
        })
        .map(text -> new TextTest(comparison, text));
  }

  private static Optional<String> pattern(Fields when) {
    var pattern = when.text("matches", TextPattern.MAX_LENGTH);
    var problem = pattern.flatMap(TextPattern::problem);
    problem.ifPresent(message -> when.problem("matches", message));
    return problem.isPresent() ? Optional.empty() : pattern;
  }

  /** One test may stand alone, without a list. */
  private static List<JsonTest> json(Fields when) {
    if (!(when.raw("json") instanceof List)) {
      return when.object("json").flatMap(JsonTestReader::read).map(List::of).orElse(List.of());
    }
    List<?> items = when.list("json").orElse(List.of());
    if (items.isEmpty() || items.size() > MOST_JSON_TESTS) {
      when.problem(
          "json", "Expected 1 to " + MOST_JSON_TESTS + " tests { … }, found " + items.size() + ".");
      return List.of();
    }
    var tests = new ArrayList<JsonTest>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = when.pointer("json") + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        JsonTestReader.read(new Fields(map, pointer, when.problems())).ifPresent(tests::add);
      } else {
        when.problems()
            .add(pointer, "Expected a test { … }, found " + Found.kind(items.get(i)) + ".");
      }
    }
    return tests;
  }

  /** A place in JSON; empty, with a problem, if it is none. */
  static Optional<JsonPointer> pointer(Fields fields, String name, String otherwise) {
    if (!fields.has(name)) {
      fields.problem(name, otherwise);
      return Optional.empty();
    }
    var text = fields.text(name, MAX_POINTER);
    var pointer = text.flatMap(JsonPointer::parse);
    if (text.isPresent() && pointer.isEmpty()) {
      fields.problem(
          name,
          "Expected a JSON Pointer such as /error/code, found " + Found.quote(text.get()) + ".");
    }
    return pointer;
  }
}
