package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.VerdictRule.Comparison;
import io.github.webhookplugin.model.VerdictRule.HeaderTest;
import io.github.webhookplugin.model.VerdictRule.JsonScalar;
import io.github.webhookplugin.model.VerdictRule.JsonTest;
import io.github.webhookplugin.model.VerdictRule.TextTest;
import io.github.webhookplugin.model.VerdictRule.When;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a receiver's answers mean the way {@link RuleReader} reads it. */
final class RuleDocument {
  private RuleDocument() {}

  static List<Map<String, Object>> of(List<VerdictRule> rules) {
    return rules.stream().map(RuleDocument::of).toList();
  }

  private static Map<String, Object> of(VerdictRule rule) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("when", when(rule.when()));
    document.put("then", ServiceDocument.word(RuleReader.WORDS, rule.then()));
    if (rule.delay().atLeast() != null) {
      document.put("wait", ServiceDocument.seconds(rule.delay().atLeast()));
    }
    if (rule.delay().from() != null) {
      document.put("waitFrom", rule.delay().from());
    }
    if (!rule.say().isEmpty()) {
      document.put("say", rule.say());
    }
    return PlainMaps.withNulls(document);
  }

  private static Map<String, Object> when(When when) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    if (when.status() != null) {
      document.put("status", when.status().toString());
    }
    if (when.header() != null) {
      document.put("header", header(when.header()));
    }
    if (!when.json().isEmpty()) {
      var tests = when.json().stream().map(RuleDocument::json).toList();
      document.put("json", tests.size() == 1 ? tests.get(0) : tests);
    }
    if (when.text() != null) {
      document.put("text", text(when.text(), new LinkedHashMap<>()));
    }
    if (when.matches() != null) {
      document.put("matches", when.matches());
    }
    if (when.empty() != null) {
      document.put("empty", when.empty());
    }
    if (when.attempts() > 0) {
      document.put("attempts", when.attempts());
    }
    return PlainMaps.withNulls(document);
  }

  private static Map<String, Object> header(HeaderTest header) {
    var document = new LinkedHashMap<String, Object>();
    document.put("name", header.name());
    return header.value() == null ? document : text(header.value(), document);
  }

  private static Map<String, Object> text(TextTest text, Map<String, Object> document) {
    document.put(text.comparison() == Comparison.CONTAINS ? "contains" : "equals", text.value());
    return document;
  }

  private static Map<String, Object> json(JsonTest test) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("pointer", test.pointer().toString());
    switch (test.test()) {
      case EQUALS -> document.put("equals", plain(test.values().get(0)));
      case NOT_EQUALS -> document.put("notEquals", plain(test.values().get(0)));
      case CONTAINS -> document.put("contains", plain(test.values().get(0)));
      case IN -> document.put("in", plain(test.values()));
      case EXISTS -> document.put("exists", true);
      case ABSENT -> document.put("exists", false);
    }
    return PlainMaps.withNulls(document);
  }

  private static List<@Nullable Object> plain(List<JsonScalar> values) {
    var plain = new ArrayList<@Nullable Object>();
    values.forEach(value -> plain.add(plain(value)));
    return plain;
  }

  /** Whole numbers as such. */
  private static @Nullable Object plain(JsonScalar value) {
    if (value instanceof JsonScalar.Text text) {
      return text.value();
    }
    if (value instanceof JsonScalar.Bool bool) {
      return bool.value();
    }
    if (value instanceof JsonScalar.Num number) {
      return number.value().scale() == 0 ? (Object) number.value().toBigInteger() : number.value();
    }
    return null;
  }
}
