package io.github.webhookplugin.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.webhookplugin.model.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What rules and a check mean for an answer, written a second time and simply, from their documents. */
record RuleMeaning(Answer.Response answer, Tries before) {
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .build();

  /** The place of the first rule that fits; -1 if none does. */
  int decides(List<?> rules) {
    for (int i = 0; i < rules.size(); i++) {
      if (fits((Map<?, ?>) rules.get(i))) {
        return i;
      }
    }
    return -1;
  }

  boolean fits(Map<?, ?> rule) {
    if (!(rule.get("when") instanceof Map<?, ?> when)) {
      return true;
    }
    String text = answer.text();
    int tries = "throttled".equals(rule.get("then")) ? before.throttled() : before.failed();
    return (!when.containsKey("status") || isOf(when.get("status").toString(), answer.status()))
        && (!when.containsKey("header") || header((Map<?, ?>) when.get("header")))
        && (!when.containsKey("json") || json(when.get("json")))
        && (!when.containsKey("text") || text((Map<?, ?>) when.get("text")))
        && (!when.containsKey("matches")
            || Pattern.compile(when.get("matches").toString()).matcher(text).find())
        && (!when.containsKey("empty")
            || when.get("empty").equals(text.isBlank() && !answer.truncated()))
        && (!when.containsKey("attempts")
            || tries < Integer.parseInt(when.get("attempts").toString()));
  }

  private static boolean isOf(String statuses, int status) {
    return Stream.of(statuses.toLowerCase(java.util.Locale.ROOT).split(",")).anyMatch(part -> {
      String[] ends = part.strip().split("-");
      int from = Integer.parseInt(ends[0].strip().replace('x', '0'));
      int to = Integer.parseInt(ends[ends.length - 1].strip().replace('x', '9'));
      return from <= status && status <= to;
    });
  }

  private boolean header(Map<?, ?> test) {
    return answer.headers().stream()
        .filter(line -> line.name().equalsIgnoreCase(test.get("name").toString()))
        .anyMatch(line -> compares(test, line.value().strip()));
  }

  private boolean text(Map<?, ?> test) {
    return compares(test, answer.text()) && !(test.containsKey("equals") && answer.truncated());
  }

  private static boolean compares(Map<?, ?> test, String text) {
    if (test.containsKey("equals")) {
      return text.strip().equals(test.get("equals").toString().strip());
    }
    return !test.containsKey("contains") || text.contains(test.get("contains").toString());
  }

  private boolean json(Object tests) {
    JsonNode whole;
    try {
      String text = answer.text();
      whole = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (JsonProcessingException notJson) {
      return false;
    }
    if (whole instanceof MissingNode) {
      return false;
    }
    return (tests instanceof List<?> list ? list : List.of(tests))
        .stream().allMatch(test -> json((Map<?, ?>) test, whole));
  }

  private static boolean json(Map<?, ?> test, JsonNode whole) {
    JsonNode found = whole.at(test.get("pointer").toString());
    if (test.containsKey("exists")) {
      return !found.isMissingNode() == test.get("exists").equals(true);
    }
    if (found.isMissingNode()) {
      return false;
    }
    if (test.containsKey("equals")) {
      return same(found, test.get("equals"));
    }
    if (test.containsKey("notEquals")) {
      return !same(found, test.get("notEquals"));
    }
    return test.containsKey("in")
        ? ((List<?>) test.get("in")).stream().anyMatch(value -> same(found, value))
        : found.isTextual() && found.textValue().contains(test.get("contains").toString());
  }

  /** A number is the same as a text with that number. */
  private static boolean same(JsonNode found, Object value) {
    if (value == null) {
      return found.isNull();
    }
    if (value instanceof Boolean) {
      return found.isBoolean() && value.equals(found.booleanValue());
    }
    if (value instanceof String && found.isTextual()) {
      return value.equals(found.textValue());
    }
    if (!found.isTextual() && !found.isNumber()) {
      return false;
    }
    BigDecimal left = number(found.asText());
    BigDecimal right = number(value.toString());
    return left != null && right != null && left.compareTo(right) == 0;
  }

  private static BigDecimal number(String text) {
    return text.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
        ? new BigDecimal(text)
        : null;
  }

  /** Whether the simple check takes it. */
  boolean taken(Map<?, ?> check) {
    boolean success = answer.status() / 100 == 2;
    return switch (check.get("type").toString()) {
      case "statusCode" -> answer.status() == 200;
      case "success" -> success;
      default ->
        answer.text().contains(check.get("contains").toString())
            && (success || check.get("ignoreStatus").equals(true));
    };
  }

  /** What the simple check makes of it. */
  String simply(Map<?, ?> document) {
    var check = (Map<?, ?>) document.get("check");
    int status = answer.status();
    if (taken(check)) {
      return "Delivered";
    }
    if (status == 429) {
      return "Throttled";
    }
    boolean always = document.get("retryEveryFailure").equals(true)
        || Boolean.TRUE.equals(check.get("ignoreStatus"));
    if (always || status < 300 || status >= 500 || status == 408 || status == 425) {
      return "Retry";
    }
    return status == 410 ? "Stop" : "Rejected";
  }
}
