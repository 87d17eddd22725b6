package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HeaderNames;
import io.github.webhookplugin.model.JsonPointer;
import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.VerdictRule.Delay;
import io.github.webhookplugin.model.VerdictRule.Then;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a receiver's answers mean (feature N-04). Absent: no rules. */
final class RuleReader {
  static final Map<String, Then> WORDS = words();
  private static final List<String> FIELDS = List.of("when", "then", "wait", "waitFrom", "say");
  private static final List<String> INSERTED = List.of("status", "text");
  private static final int MAX_SAY = 500;
  private static final int MAX_WAIT_FROM = 300;
  private static final int MAX_WAIT_SECONDS = (int) Delay.LONGEST.toSeconds();
  private static final int MOST_PATTERNS = 10;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+|/[^{}]*)}");

  private RuleReader() {}

  static List<VerdictRule> read(Fields service) {
    List<?> items = service.list("rules").orElse(List.of());
    if (items.size() > VerdictRule.MOST) {
      service.problem(
          "rules",
          "Expected at most " + VerdictRule.MOST + " rules, found " + items.size()
              + ". Put some together: “in” and “matches” take many values at once.");
      return List.of();
    }
    var rules = new ArrayList<VerdictRule>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = service.pointer("rules") + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        rules.add(rule(new Fields(map, pointer, service.problems())));
      } else {
        service
            .problems()
            .add(pointer, "Expected a rule { … }, found " + Found.kind(items.get(i)) + ".");
      }
    }
    checkPatterns(service, rules);
    return rules;
  }

  private static VerdictRule rule(Fields rule) {
    rule.refuseUnknown(FIELDS);
    var when = rule.object("when").map(WhenReader::read).orElse(VerdictRule.When.ALWAYS);
    if (!rule.has("then")) {
      rule.problem("then", "Choose what it means: " + Fields.alternatives(WORDS) + ".");
    }
    var then = rule.choice("then", WORDS);
    var delay = delay(rule);
    if (then.isPresent() && !then.get().waits()) {
      for (String field : List.of("wait", "waitFrom")) {
        if (rule.has(field)) {
          rule.problem(field, "Only “retry” and “throttled” wait. Remove it, or change “then”.");
        }
      }
      delay = Delay.AS_ASKED;
    }
    return new VerdictRule(when, then.orElse(Then.RETRY), delay, say(rule));
  }

  private static Delay delay(Fields rule) {
    var from = rule.text("waitFrom", MAX_WAIT_FROM).map(String::strip);
    if (from.filter(place -> !isPlace(place)).isPresent()) {
      rule.problem(
          "waitFrom",
          "Expected the name of a header, or a place in the answer's JSON such as /retry_after.");
      from = Optional.empty();
    }
    var atLeast = rule.seconds("wait", 1, MAX_WAIT_SECONDS);
    return from.isEmpty() && atLeast.isEmpty()
        ? Delay.AS_ASKED
        : new Delay(from.orElse(null), atLeast.orElse(null));
  }

  private static boolean isPlace(String place) {
    return place.startsWith("/")
        ? JsonPointer.parse(place).isPresent()
        : HeaderNames.isToken(place);
  }

  private static String say(Fields rule) {
    String say = rule.text("say", MAX_SAY).map(String::strip).orElse("");
    if (Characters.any(say, Characters::isControl)) {
      rule.problem(
          "say", "Expected one line of text. Remove the line break or control character inside.");
      return "";
    }
    PLACEHOLDER
        .matcher(say)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !INSERTED.contains(name)
            && !(name.startsWith("/") && JsonPointer.parse(name).isPresent()))
        .findFirst()
        .ifPresent(name -> rule.problem(
            "say",
            "A sentence may have {status}, {text} and places in the answer such as {/message}, not "
                + Found.quote("{" + name + "}") + "."));
    return say;
  }

  /** Each takes time for every answer. */
  private static void checkPatterns(Fields service, List<VerdictRule> rules) {
    long patterns = rules.stream().filter(rule -> rule.when().matches() != null).count();
    if (patterns > MOST_PATTERNS) {
      service.problem(
          "rules",
          "Expected at most " + MOST_PATTERNS + " rules with “matches”, found " + patterns
              + ". Use “text”, or put some together with “|”.");
    }
  }

  private static Map<String, Then> words() {
    var words = new LinkedHashMap<String, Then>();
    words.put("delivered", Then.DELIVERED);
    words.put("retry", Then.RETRY);
    words.put("throttled", Then.THROTTLED);
    words.put("rejected", Then.REJECTED);
    words.put("stop", Then.STOP);
    return words;
  }
}
