package io.github.webhookplugin.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.rendering.Hostile;
import io.github.webhookplugin.rendering.Hunt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service's rules and check as an admin may write them, and an answer of a stranger. */
record WrittenRules(Map<String, Object> document, Answer.Response answer, Tries before)
    implements Hunt.Quarry<WrittenRules> {
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<Integer> STATUSES =
      List.of(200, 200, 201, 204, 302, 400, 404, 408, 410, 425, 429, 500, 503, 599, 600, 999, 100);
  private static final List<Object> STATUS_SETS =
      List.of("200", 404, "2xx", "200-299,404", "5xx", "4XX", " 429 , 500 - 599 ", 200);
  private static final List<String> POINTERS = List.of(
      "",
      "/a",
      "/code",
      "/code",
      "/a/b",
      "/items/0",
      "/items/0/a",
      "/a~1b",
      "/~0",
      "/00",
      "/items/-");
  private static final List<String> TEXTS =
      List.of("ok", "OK", "a", "0", "7.0", "error", "é😀", "{", "\"code\"", " ok ", "true", "null");
  private static final List<Object> SCALARS = Arrays.asList(
      "ok",
      "a",
      "0",
      "7",
      "7.0",
      "1e2",
      "true",
      "",
      0,
      7,
      100,
      new BigDecimal("7.00"),
      -1,
      true,
      false,
      null);
  /** Of RE2 and of Java alike. */
  private static final List<String> PATTERNS = List.of(
      "ok",
      "^\\{",
      "\"code\":\\s*0\\b",
      "(a|b)+c",
      "[0-9]{3}",
      "(?i)ERROR",
      "^$",
      ".",
      "é",
      "o.*k",
      "}$");

  private static final List<String> PIECES = List.of(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"code\"",
      "\"a\"",
      "0",
      "7",
      "ok",
      "error",
      " ",
      "\n",
      "true",
      "null",
      "NaN",
      "\"",
      "\\",
      "\uFEFF",
      "\u0000",
      "\u001b[31m",
      "\u202e",
      "é😀",
      "\uD83D",
      "abc",
      "1e400",
      "-",
      "{{");
  private static final List<String> SAYINGS = List.of(
      "Taken.",
      "{status}: {text}",
      "{/code} {/a/b}",
      "It says {/a~1b}, {text}",
      "{",
      "{}",
      "{/items/0} {/~0}");

  static WrittenRules of(Hostile hostile) {
    var document = new LinkedHashMap<String, Object>();
    document.put("name", "A");
    document.put("url", "https://a.example/");
    var rules = new ArrayList<Object>();
    for (int n = hostile.upTo(4); n > 0; n--) {
      rules.add(rule(hostile));
    }
    document.put("rules", rules);
    document.put("check", check(hostile));
    document.put("retryEveryFailure", hostile.oneIn(4));
    var answer = new Answer.Response(
        hostile.oneOf(STATUSES), headers(hostile), text(hostile), hostile.oneIn(6));
    return new WrittenRules(document, answer, new Tries(hostile.upTo(3), hostile.upTo(3)));
  }

  private static Map<String, Object> check(Hostile hostile) {
    return switch (hostile.upTo(2)) {
      case 0 -> Map.of("type", "success");
      case 1 -> Map.of("type", "statusCode");
      default ->
        Map.of(
            "type", "content", "contains", hostile.oneOf(TEXTS), "ignoreStatus", hostile.oneIn(2));
    };
  }

  private static Map<String, Object> rule(Hostile hostile) {
    var rule = new LinkedHashMap<String, Object>();
    if (!hostile.oneIn(10)) {
      rule.put("when", when(hostile));
    }
    String then = hostile.oneOf(List.of("delivered", "retry", "throttled", "rejected", "stop"));
    rule.put("then", then);
    if (then.equals("retry") || then.equals("throttled")) {
      if (hostile.oneIn(3)) {
        rule.put("wait", 1 + hostile.upTo(86_399));
      }
      if (hostile.oneIn(3)) {
        rule.put(
            "waitFrom",
            hostile.oneOf(List.of("Retry-After", "X-Wait", "/code", "/a/b", "/items/0")));
      }
    }
    if (hostile.oneIn(2)) {
      rule.put("say", hostile.oneOf(SAYINGS));
    }
    return rule;
  }

  private static Map<String, Object> when(Hostile hostile) {
    var when = new LinkedHashMap<String, Object>();
    if (hostile.oneIn(3)) {
      when.put("status", hostile.oneOf(STATUS_SETS));
    }
    if (hostile.oneIn(5)) {
      when.put(
          "header",
          textTest(
              hostile,
              new LinkedHashMap<>(Map.of(
                  "name",
                  hostile.oneOf(List.of("X-Wait", "x-wait", "Content-Type", "Retry-After")))),
              hostile.upTo(2)));
    }
    if (hostile.oneIn(2)) {
      var tests = new ArrayList<Object>();
      for (int n = hostile.upTo(1); n >= 0; n--) {
        tests.add(jsonTest(hostile));
      }
      when.put("json", tests.size() == 1 ? tests.get(0) : tests);
    }
    if (hostile.oneIn(4)) {
      when.put("text", textTest(hostile, new LinkedHashMap<>(), hostile.upTo(1)));
    }
    if (hostile.oneIn(5)) {
      when.put("matches", hostile.oneOf(PATTERNS));
    }
    if (hostile.oneIn(8)) {
      when.put("empty", hostile.oneIn(2));
    }
    if (hostile.oneIn(5)) {
      when.put("attempts", 1 + hostile.upTo(2));
    }
    return when;
  }

  private static Map<String, Object> textTest(Hostile hostile, Map<String, Object> test, int kind) {
    if (kind < 2) {
      test.put(kind == 0 ? "contains" : "equals", hostile.oneOf(TEXTS));
    }
    return test;
  }

  private static Map<String, Object> jsonTest(Hostile hostile) {
    var test = new LinkedHashMap<String, Object>();
    test.put("pointer", hostile.oneOf(POINTERS));
    switch (hostile.upTo(4)) {
      case 0 -> test.put("equals", hostile.oneOf(SCALARS));
      case 1 -> test.put("notEquals", hostile.oneOf(SCALARS));
      case 2 -> test.put("in", Arrays.asList(hostile.oneOf(SCALARS), hostile.oneOf(SCALARS)));
      case 3 -> test.put("contains", hostile.oneOf(TEXTS));
      default -> test.put("exists", hostile.oneIn(2));
    }
    return test;
  }

  private static List<Header> headers(Hostile hostile) {
    var headers = new ArrayList<Header>();
    for (int n = hostile.upTo(3); n > 0; n--) {
      headers.add(new Header(
          hostile.oneOf(List.of("X-Wait", "X-WAIT", "Retry-After", "Content-Type")),
          hostile.oneOf(List.of(
              "",
              "ok",
              " 7 ",
              "0",
              "-1",
              "1e99",
              "1e-99",
              "99999999999999999999",
              "0.0001",
              "a",
              "Sun, 06 Nov 2033 08:49:37 GMT",
              "Sun, 99 Nov 9999 99:99:99 GMT",
              "\u001b[31m"))));
    }
    return headers;
  }

  private static String text(Hostile hostile) {
    if (hostile.oneIn(4)) {
      var soup = new StringBuilder();
      for (int n = hostile.upTo(12); n > 0; n--) {
        soup.append(hostile.oneOf(PIECES));
      }
      return soup.toString();
    }
    var object = new LinkedHashMap<String, Object>();
    for (String name : List.of("code", "a", "items", "a/b", "~", "00")) {
      if (hostile.oneIn(2)) {
        object.put(name, value(hostile, 2));
      }
    }
    return (hostile.oneIn(12) ? "\uFEFF" : "")
        + json(hostile.oneIn(8) ? value(hostile, 2) : object);
  }

  private static Object value(Hostile hostile, int depth) {
    if (depth == 0 || hostile.oneIn(2)) {
      return hostile.oneIn(6) ? hostile.text() : hostile.oneOf(SCALARS);
    }
    if (hostile.oneIn(2)) {
      return Arrays.asList(value(hostile, depth - 1), value(hostile, depth - 1));
    }
    var map = new LinkedHashMap<String, Object>();
    map.put(hostile.oneOf(List.of("a", "b", "code")), value(hostile, depth - 1));
    return map;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  String json() {
    return json(document);
  }

  @Override
  public List<WrittenRules> smaller() {
    var smaller = new ArrayList<WrittenRules>();
    List<?> rules = (List<?>) document.get("rules");
    for (int i = 0; i < rules.size(); i++) {
      var fewer = new ArrayList<Object>(rules);
      fewer.remove(i);
      smaller.add(with(fewer));
      if (rules.get(i) instanceof Map<?, ?> rule && rule.get("when") instanceof Map<?, ?> when) {
        for (Object part : when.keySet()) {
          var less = new LinkedHashMap<Object, Object>(when);
          less.remove(part);
          var simpler = new LinkedHashMap<Object, Object>(rule);
          simpler.put("when", less);
          var others = new ArrayList<Object>(rules);
          others.set(i, simpler);
          smaller.add(with(others));
        }
      }
    }
    if (!answer.text().isEmpty()) {
      smaller.add(with(new Answer.Response(
          answer.status(), answer.headers(), answer.text().substring(1), answer.truncated())));
    }
    if (!answer.headers().isEmpty()) {
      smaller.add(
          with(new Answer.Response(answer.status(), List.of(), answer.text(), answer.truncated())));
    }
    return smaller;
  }

  private WrittenRules with(List<Object> rules) {
    var simpler = new LinkedHashMap<>(document);
    simpler.put("rules", rules);
    return new WrittenRules(simpler, answer, before);
  }

  private WrittenRules with(Answer.Response simpler) {
    return new WrittenRules(document, simpler, before);
  }
}
