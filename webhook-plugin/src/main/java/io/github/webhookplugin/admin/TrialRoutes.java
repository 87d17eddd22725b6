package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.ShownRequest;
import io.github.webhookplugin.delivery.Trial;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.settings.DocumentException;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsInForce;
import io.github.webhookplugin.verdict.Advice;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code test} and {@code preview}: what a service, saved or not, would send and what comes of it. */
final class TrialRoutes {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final SettingsBook book;
  private final SettingsInForce inForce;
  private final Signatory signatory;
  private final Engine engine;
  private final Examples examples;
  private final Drafts drafts;
  private final Body body;
  private final ServiceWarnings warnings;
  private final TrialLog log;
  private final SecureRandom random = new SecureRandom();

  TrialRoutes(JsonApi.Parts parts, Examples examples, Body body, ServiceWarnings warnings) {
    this.book = parts.book();
    this.inForce = parts.inForce();
    this.signatory = new Signatory(parts.engine().trials());
    this.engine = parts.engine();
    this.examples = examples;
    this.drafts = new Drafts(parts.reader());
    this.body = body;
    this.warnings = warnings;
    this.log = new TrialLog(parts);
  }

  void mount(Router router) {
    router
        .on("POST", "api/v1/services/{id}/test", AdminPermission.TEST, this::testSaved)
        .on("POST", "api/v1/test", AdminPermission.TEST, this::testDraft)
        .on("POST", "api/v1/preview", AdminPermission.VIEW, this::preview);
  }

  private AdminResponse testSaved(Call call) {
    return testNow(ServiceRoutes.named(call, book.settings()), call);
  }

  private AdminResponse testDraft(Call call) {
    var document = body.object(call.request());
    document.keySet().removeAll(ServiceRoutes.READ_ONLY);
    Object form = document.remove("event");
    var chosen = isEmpty(form) ? null : ExampleReader.read(examples, form, "/event");
    var draft = drafts.read(document, book.settings());
    WebhookService service = draft.service();
    if (service == null) {
      throw Problem.invalid(draft.problems());
    }
    return test(service, chosen, call.user());
  }

  /** Takes the event out of a document; the rest is a service. */
  private EventModel event(Map<String, Object> document) {
    document.keySet().removeAll(ServiceRoutes.READ_ONLY);
    return ExampleReader.read(examples, document.remove("event"), "/event");
  }

  /** Sends a service's example now, whether it is switched on or not. */
  AdminResponse testNow(WebhookService service, Call call) {
    var form = body.objectOrNothing(call.request());
    return test(
        service, form.isEmpty() ? null : ExampleReader.read(examples, form, ""), call.user());
  }

  private static boolean isEmpty(@Nullable Object form) {
    return form == null || (form instanceof Map<?, ?> fields && fields.isEmpty());
  }

  /** Without a chosen event, a receiver made for DMS gets DMS's own, any other the usual one. */
  private AdminResponse test(WebhookService service, @Nullable EventModel chosen, String who) {
    String code = chosen == null && DmsExample.suits(service) ? code() : null;
    EventModel event = chosen != null
        ? chosen
        : examples.model(code == null ? examples.usual() : DmsExample.of(code));
    GlobalSettings global = book.settings().global();
    Duration longest = service.timeoutOr(global).plus(GRACE);
    Trial trial = Waiting.on(engine.trials().test(sendable(service), global, event), longest);
    var attempt = trial.attempt();
    Advice advice = trial.advice();
    return Answers.json(
        200,
        JsonObjects.object(
            "passed", trial.passed(),
            "delivery", log.keep(service, event, trial, who),
            "sentence", attempt.verdict().reason(),
            "advice", advice == null ? null : advice.sentence(),
            "adviceCode", advice == null ? null : advice.word(),
            "egressAddresses", EgressHint.of(attempt.verdict().reason(), global),
            "status", attempt.status(),
            "code", code,
            "elapsedMillis", attempt.elapsed().toMillis(),
            "answer", attempt.excerpt(),
            "answerHeaders", shown(trial.answerHeaders()),
            "answerTruncated", trial.truncated(),
            "request", shown(trial.request())));
  }

  private WebhookService sendable(WebhookService service) {
    try {
      return inForce.filled(service);
    } catch (DocumentException lacks) {
      throw Problem.invalid(lacks.problems());
    }
  }

  /** Six digits that nobody guesses, so that they are in the receiver's log because of this test. */
  private String code() {
    return String.valueOf(random.nextInt(100_000, 1_000_000));
  }

  private AdminResponse preview(Call call) {
    var document = body.object(call.request());
    var event = event(document);
    var draft = drafts.readTemplates(document, book.settings());
    var problems = new ArrayList<>(draft.problems());
    WebhookService read = draft.service();
    var request = rendered(read == null ? null : signatory.of(read, call), event, problems);
    if (request != null && request.objection() != null) {
      problems.add(new SettingsProblem("/limits/keywords", request.objection()));
    }
    WebhookService service = draft.service();
    List<SettingsProblem> doubts =
        service == null ? List.of() : warnings.of(service, book.settings().global());
    return Answers.json(
        200,
        JsonObjects.object(
            "valid", problems.isEmpty(),
            "problems", Answers.problems(problems),
            "warnings", Answers.problems(doubts),
            "request", shown(request),
            "signature", signature(request == null ? null : service, event, call),
            "bodyBytes", request == null ? null : request.bodyBytes()));
  }

  private @Nullable Map<String, @Nullable Object> signature(
      @Nullable WebhookService service, EventModel event, Call call) {
    return service == null || !service.delivery().signing().signs()
        ? null
        : SignatureRoutes.shown(engine
            .trials()
            .signature(
                sendable(Signatory.unsigned(service, call)), book.settings().global(), event));
  }

  private @Nullable ShownRequest rendered(
      @Nullable WebhookService service, EventModel event, List<SettingsProblem> problems) {
    try {
      return service == null
          ? null
          : engine.trials().preview(inForce.filled(service), book.settings().global(), event);
    } catch (DocumentException lacks) {
      problems.addAll(lacks.problems());
      return null;
    } catch (RenderException e) {
      problems.add(new SettingsProblem("", e.sentence()));
      return null;
    }
  }

  static @Nullable Map<String, @Nullable Object> shown(@Nullable ShownRequest request) {
    return request == null
        ? null
        : JsonObjects.object(
            "method", request.method().name(),
            "url", request.url(),
            "headers", shown(request.headers()),
            "body", request.body());
  }

  private static List<Map<String, @Nullable Object>> shown(List<Header> headers) {
    return headers.stream()
        .map(header -> JsonObjects.object("name", header.name(), "value", header.value()))
        .toList();
  }
}
