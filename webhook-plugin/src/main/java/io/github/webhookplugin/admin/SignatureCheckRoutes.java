package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.Trials;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.receiving.ReceiverCode;
import io.github.webhookplugin.receiving.SignSpot;
import io.github.webhookplugin.receiving.SignatureCheck;
import io.github.webhookplugin.receiving.SignatureCheck.Arrived;
import io.github.webhookplugin.receiving.SignatureCheck.Report;
import io.github.webhookplugin.receiving.UnverifiableException;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.settings.DocumentException;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsInForce;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code signature/verify}: whether a request that somebody got is signed as a service or a recipe says. */
final class SignatureCheckRoutes {
  private static final List<String> FIELDS =
      List.of("service", "signature", "secret", "url", "headers", "query", "body");

  private final SettingsBook book;
  private final SettingsInForce inForce;
  private final Engine engine;
  private final Examples examples;
  private final Drafts drafts;
  private final Body body;
  private final Clock clock;

  SignatureCheckRoutes(JsonApi.Parts parts, Examples examples, Body body) {
    this.book = parts.book();
    this.inForce = parts.inForce();
    this.engine = parts.engine();
    this.examples = examples;
    this.drafts = new Drafts(parts.reader());
    this.body = body;
    this.clock = parts.clock();
  }

  void mount(Router router) {
    router.on("POST", "api/v1/signature/verify", AdminPermission.VIEW, this::verify);
  }

  private AdminResponse verify(Call call) {
    var document = body.object(call.request());
    Object signature = document.remove("signature");
    var form = Form.of(document, FIELDS);
    var saved = form.one("service", "the id of a service", this::service);
    String text = form.text("body").orElse("");
    String secret = form.text("secret").orElse("");
    String url = form.text("url").orElse("");
    var headers = new HashMap<String, String>();
    form.texts("headers")
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    var arrived = new Arrived(headers, form.texts("query"), text.getBytes(StandardCharsets.UTF_8));
    if (saved.isEmpty() == (signature == null)) {
      form.problem("service", "Name a service, or a signature recipe and its secret; one of them.");
    }
    form.check();
    WebhookService service = sent(saved.orElseGet(() -> recipe(signature, secret, url)));
    Signing.Keys keys = service.delivery().signing().keys();
    if (!secret.isEmpty()) {
      keys = new Signing.Keys(Secret.of(secret), null);
    }
    if (keys == null) {
      throw Problem.invalid("/secret", "The service has no secret. Enter the one to verify with.");
    }
    boolean theirs = !secret.isEmpty() || saved.isEmpty();
    try {
      var told = told(service, keys, spots(saved, service, text), url, arrived);
      if (!theirs && !Signatory.may(call)) {
        // what would fit is as good as a signature
        told.put("expected", null);
      }
      return Answers.json(200, told);
    } catch (UnverifiableException | RenderException e) {
      throw Problem.of(422, String.valueOf(e.getMessage()));
    }
  }

  private WebhookService sent(WebhookService service) {
    try {
      return inForce.filled(service);
    } catch (DocumentException lacks) {
      throw Problem.of(422, lacks.problems().get(0).message());
    }
  }

  private Optional<WebhookService> service(String id) {
    try {
      return book.settings().service(ServiceId.parse(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A recipe as a service that has nothing else. */
  private WebhookService recipe(@Nullable Object signature, String secret, String url) {
    var document = new HashMap<String, Object>();
    document.put("name", "Verify");
    document.put("url", url.isEmpty() ? "https://receiver.example/" : url);
    if (signature != null) {
      document.put("signature", signature);
    }
    document.put("secret", secret);
    var draft = drafts.readTemplates(document, book.settings());
    if (draft.service() == null) {
      throw Problem.invalid(draft.problems());
    }
    return draft.service();
  }

  private List<SignSpot> spots(
      Optional<WebhookService> saved, WebhookService service, String arrived) {
    return saved.isEmpty()
        ? SignSpots.usual(arrived)
        : SignSpots.of(
            service, engine.trials().unsigned(service, examples.model(examples.usual())));
  }

  private Map<String, @Nullable Object> told(
      WebhookService service,
      Signing.Keys keys,
      List<SignSpot> spots,
      String typedUrl,
      Arrived arrived) {
    String url = typedUrl.isEmpty() ? service.request().url() : typedUrl;
    var recipe = service.delivery().signing().recipe();
    Report report = new SignatureCheck(recipe, spots, keys.current(), url).check(arrived);
    Signing.Former former = keys.former();
    boolean byFormer = false;
    if (!report.fits() && former != null) {
      Report second = new SignatureCheck(recipe, spots, former.secret(), url).check(arrived);
      byFormer = second.fits();
      report = byFormer ? second : report;
    }
    return JsonObjects.object(
        "fits", report.fits(),
        "sentence", sentence(report, byFormer),
        "place", report.place(),
        "found", report.found(),
        "expected", report.expected(),
        "signedText", shown(report.signed(), service, typedUrl),
        "sentAt", report.sentAt() == null ? null : report.sentAt().toString());
  }

  private static @Nullable String shown(
      @Nullable String signed, WebhookService service, String typedUrl) {
    return signed == null || !typedUrl.isEmpty() ? signed : Trials.withoutSecrets(signed, service);
  }

  private String sentence(Report report, boolean byFormer) {
    if (report.found().isEmpty()) {
      return "The request has no signature in " + report.place() + ".";
    }
    if (!report.fits()) {
      return "The signature in " + report.place()
          + " does not fit. Compare the signed text with what the receiver signs, byte for byte; if it is"
          + " the same, the secrets differ.";
    }
    String fits = byFormer ? "The signature fits, with the former secret." : "The signature fits.";
    if (report.sentAt() == null) {
      return fits;
    }
    Duration age = Duration.between(report.sentAt(), clock.instant()).abs();
    return age.compareTo(ReceiverCode.TOLERANCE) <= 0
        ? fits
        : fits + " But it is " + age.toSeconds()
            + " seconds from now: receivers refuse it for its time.";
  }
}
