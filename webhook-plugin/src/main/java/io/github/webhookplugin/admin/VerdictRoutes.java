package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsWriter;
import io.github.webhookplugin.verdict.Decision;
import io.github.webhookplugin.verdict.Judge;
import io.github.webhookplugin.verdict.SimpleRules;
import io.github.webhookplugin.verdict.Tries;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code verdict/preview}: what the rules of a service, saved or not, make of an answer that never came. */
final class VerdictRoutes {
  private static final List<String> FIELDS = List.of("status", "headers", "body", "attempt");
  private static final int MAX_ATTEMPT = 1_000;

  private final SettingsBook book;
  private final SettingsWriter writer;
  private final Drafts drafts;
  private final Body body;
  private final Clock clock;

  VerdictRoutes(JsonApi.Parts parts, Body body) {
    this.book = parts.book();
    this.writer = parts.writer();
    this.drafts = new Drafts(parts.reader());
    this.body = body;
    this.clock = parts.clock();
  }

  void mount(Router router) {
    router.on("POST", "api/v1/verdict/preview", AdminPermission.VIEW, this::preview);
  }

  private AdminResponse preview(Call call) {
    var document = body.object(call.request());
    document.keySet().removeAll(ServiceRoutes.READ_ONLY);
    var form =
        Form.of(Map.of("answer", removed(document)), List.of("answer")).object("answer", FIELDS);
    var answer = answer(form);
    int before = form.number("attempt", 1, MAX_ATTEMPT, 1) - 1;
    form.check();
    var draft = drafts.readJudging(document, book.settings());
    WebhookService service = draft.service();
    if (service == null) {
      throw Problem.invalid(draft.problems());
    }
    return Answers.json(200, judged(service, answer, new Tries(before, before)));
  }

  /** The answer of a document; an empty one if there is none, whose status is asked for then. */
  private static Object removed(Map<String, Object> document) {
    Object answer = document.remove("answer");
    return answer == null ? Map.of() : answer;
  }

  private static Answer.Response answer(Form form) {
    if (!form.has("status")) {
      form.problem("status", "Enter the status of the answer, for example 200.");
    }
    int status = form.number("status", 100, 599, 200);
    String text = form.text("body").orElse("");
    boolean truncated = text.length() > Answer.MAX_BODY;
    return new Answer.Response(
        status,
        form.texts("headers").entrySet().stream()
            .map(header -> new Header(header.getKey(), header.getValue()))
            .toList(),
        truncated ? text.substring(0, Answer.MAX_BODY) : text,
        truncated);
  }

  private Map<String, @Nullable Object> judged(
      WebhookService service, Answer.Response answer, Tries before) {
    var judge = Judge.of(service);
    Decision decision = judge.judge(answer, before, clock.instant(), UnaryOperator.identity());
    var whyNot = judge.whyNot(answer, before, clock.instant(), UnaryOperator.identity());
    var rules = new ArrayList<Map<String, @Nullable Object>>();
    for (int i = 0; i < whyNot.size(); i++) {
      boolean decided = i == decision.rule();
      rules.add(JsonObjects.object("decided", decided, "whyNot", decided ? null : whyNot.get(i)));
    }
    return JsonObjects.object(
        "verdict", word(decision.verdict()),
        "sentence", decision.verdict().reason(),
        "wait", seconds(wait(decision.verdict())),
        "rule", decision.byRule() ? (Object) decision.rule() : null,
        "rules", rules,
        "asRules", writer.toPublic(SimpleRules.of(service.check(), service.failures())));
  }

  private static String word(Verdict verdict) {
    if (verdict instanceof Verdict.Delivered) {
      return "delivered";
    }
    if (verdict instanceof Verdict.Retry) {
      return "retry";
    }
    if (verdict instanceof Verdict.Throttled) {
      return "throttled";
    }
    if (verdict instanceof Verdict.Rejected) {
      return "rejected";
    }
    if (verdict instanceof Verdict.Stop) {
      return "stop";
    }
    throw new IllegalArgumentException("no word for " + verdict.getClass().getName());
  }

  private static @Nullable Duration wait(Verdict verdict) {
    if (verdict instanceof Verdict.Retry retry) {
      return retry.atLeast();
    }
    return verdict instanceof Verdict.Throttled throttled ? throttled.atLeast() : null;
  }

  private static @Nullable Object seconds(@Nullable Duration wait) {
    return wait == null ? null : BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros();
  }
}
