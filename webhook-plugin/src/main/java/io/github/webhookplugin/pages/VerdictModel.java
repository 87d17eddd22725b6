package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules of a service make of an answer, for the view {@code editor-verdict}. */
final class VerdictModel {
  private static final Map<String, String> KINDS =
      Map.of("delivered", "ok", "retry", "warn", "throttled", "warn");

  private VerdictModel() {}

  /** Of the API's answer; {@code unread} is what of the form could not even be asked about. */
  static Map<String, @Nullable Object> of(ApiReply reply, List<String> unread, Texts texts) {
    var wrong = new ArrayList<>(unread);
    reply.errors().forEach(error -> wrong.add(String.valueOf(error.get("message"))));
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("wrong", wrong);
    model.put("verdict", null);
    model.put("reasons", List.of());
    model.put("asRules", null);
    if (reply.ok()) {
      String word = String.valueOf(reply.body().get("verdict"));
      model.put(
          "verdict",
          Map.of(
              "kind", KINDS.getOrDefault(word, "bad"),
              "title", texts.say("rules.verdict." + word),
              "sentence", String.valueOf(reply.body().get("sentence"))));
      model.put("reasons", reasons(ApiReply.list(reply.body().get("rules")), texts));
      model.put("asRules", JsonText.of(reply.body().get("asRules")));
    }
    return model;
  }

  /** Why the rules before the one that decided did not. */
  private static List<String> reasons(List<?> rules, Texts texts) {
    var reasons = new ArrayList<String>();
    for (int i = 0; i < rules.size(); i++) {
      Map<?, ?> rule = (Map<?, ?>) rules.get(i);
      boolean decided = Boolean.TRUE.equals(rule.get("decided"));
      reasons.add(
          decided
              ? texts.say("rules.decided", i + 1)
              : texts.say("rules.passed", i + 1, String.valueOf(rule.get("whyNot"))));
      if (decided) {
        break;
      }
    }
    return reasons;
  }
}
