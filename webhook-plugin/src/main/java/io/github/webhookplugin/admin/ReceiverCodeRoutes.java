package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.UnsignedRequest;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.receiving.Language;
import io.github.webhookplugin.receiving.ReceiverCode;
import io.github.webhookplugin.receiving.UnverifiableException;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.settings.SettingsBook;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code receiver-code}: programs that receive the requests of a service, saved or not, and verify them. */
final class ReceiverCodeRoutes {
  private static final String LANGUAGE = "language";
  private static final String TOLERANCE = "tolerance";
  private static final List<String> FIELDS = List.of(LANGUAGE, TOLERANCE);
  private static final String LANGUAGES =
      Arrays.stream(Language.values()).map(Language::id).collect(Collectors.joining(", "));
  private static final int USUAL = (int) ReceiverCode.TOLERANCE.toSeconds();
  private static final int LONGEST = (int) Duration.ofDays(1).toSeconds();

  private final SettingsBook book;
  private final Engine engine;
  private final Examples examples;
  private final Drafts drafts;
  private final Body body;

  ReceiverCodeRoutes(JsonApi.Parts parts, Examples examples, Body body) {
    this.book = parts.book();
    this.engine = parts.engine();
    this.examples = examples;
    this.drafts = new Drafts(parts.reader());
    this.body = body;
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/services/{id}/receiver-code", this::ofSaved)
        .on("POST", "api/v1/receiver-code", AdminPermission.VIEW, this::ofDraft);
  }

  private AdminResponse ofSaved(Call call) {
    var query = new Query(call.request(), FIELDS);
    var language = query.one(LANGUAGE, "one of " + LANGUAGES, Language::named);
    int tolerance = query.number(TOLERANCE, 1, LONGEST, USUAL);
    query.check();
    return answer(ServiceRoutes.named(call, book.settings()), language, tolerance);
  }

  private AdminResponse ofDraft(Call call) {
    var document = body.object(call.request());
    document.keySet().removeAll(ServiceRoutes.READ_ONLY);
    var asked = new HashMap<String, Object>(document);
    asked.keySet().retainAll(FIELDS);
    document.keySet().removeAll(FIELDS);
    var form = Form.of(asked, FIELDS);
    var language = form.one(LANGUAGE, "one of " + LANGUAGES, Language::named);
    int tolerance = form.number(TOLERANCE, 1, LONGEST, USUAL);
    form.check();
    var draft = drafts.readTemplates(document, book.settings());
    WebhookService service = draft.service();
    if (service == null) {
      throw Problem.invalid(draft.problems());
    }
    return answer(service, language, tolerance);
  }

  private AdminResponse answer(WebhookService service, Optional<Language> language, int tolerance) {
    try {
      var request = engine.trials().unsigned(service, examples.model(examples.usual()));
      var code = new ReceiverCode(
          service.delivery().signing().recipe(),
          SignSpots.of(service, request),
          Duration.ofSeconds(tolerance));
      return Answers.json(
          200,
          language.isPresent()
              ? program(code, language.get(), request)
              : JsonObjects.object(
                  "programs",
                  Arrays.stream(Language.values())
                      .map(each -> program(code, each, request))
                      .toList()));
    } catch (UnverifiableException | RenderException e) {
      throw Problem.of(422, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> program(
      ReceiverCode code, Language language, UnsignedRequest request) {
    return JsonObjects.object(
        "language",
        language.id(),
        "file",
        language.file(),
        "command",
        "WEBHOOK_SECRET=… " + language.command(),
        "code",
        language == Language.CURL
            ? code.sample(request.method().name(), contentType(request), request.body())
            : code.in(language));
  }

  private static String contentType(UnsignedRequest request) {
    return request.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
        .map(header -> header.value())
        .findFirst()
        .orElse("application/json");
  }
}
