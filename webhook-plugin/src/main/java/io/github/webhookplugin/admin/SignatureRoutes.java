package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.delivery.ShownSignature;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.settings.DocumentException;
import io.github.webhookplugin.settings.Occasion;
import io.github.webhookplugin.settings.RecipeDocument;
import io.github.webhookplugin.settings.SecretChange;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsInForce;
import io.github.webhookplugin.settings.SettingsWriter;
import io.github.webhookplugin.settings.ShippedRecipe;
import io.github.webhookplugin.settings.ShippedRecipes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code signatures}, {@code signature/preview} and {@code services/ID/secret}: how requests are signed. */
final class SignatureRoutes {
  private final SettingsBook book;
  private final SettingsInForce inForce;
  private final SettingsWriter writer;
  private final Engine engine;
  private final Clock clock;
  private final Body body;
  private final Examples examples;
  private final Drafts drafts;
  private final AuditTrail audit;
  private final SecureRandom random = new SecureRandom();

  SignatureRoutes(JsonApi.Parts parts, Examples examples, Body body) {
    this.book = parts.book();
    this.inForce = parts.inForce();
    this.writer = parts.writer();
    this.engine = parts.engine();
    this.clock = parts.clock();
    this.body = body;
    this.examples = examples;
    this.drafts = new Drafts(parts.reader());
    this.audit = new AuditTrail(parts);
  }

  void mount(Router router) {
    router
        .on("GET", "api/v1/signatures", call -> recipes())
        .on("POST", "api/v1/signature/preview", AdminPermission.VIEW, this::preview)
        .on("POST", "api/v1/signature/secret", this::newSecret)
        .on("POST", "api/v1/services/{id}/secret", this::changeSecret);
  }

  private static AdminResponse recipes() {
    return Answers.json(
        200,
        Map.of(
            "signatures",
            ShippedRecipes.list().stream().map(SignatureRoutes::recipe).toList()));
  }

  private static Map<String, @Nullable Object> recipe(ShippedRecipe recipe) {
    return JsonObjects.object(
        "name", recipe.about().name(),
        "title", recipe.about().title(),
        "help", recipe.about().help(),
        "needsSecret", recipe.about().needsSecret(),
        "twoSecretsAtOnce", recipe.usual().joins(),
        "options",
            recipe.options().stream()
                .map(option -> JsonObjects.object(
                    "name", option.name(),
                    "title", option.title(),
                    "default", option.usual(),
                    "values", option.values()))
                .toList(),
        "recipe", RecipeDocument.of(recipe.usual()));
  }

  private AdminResponse preview(Call call) {
    var document = body.object(call.request());
    document.keySet().removeAll(ServiceRoutes.READ_ONLY);
    var event = ExampleReader.read(examples, document.remove("event"), "/event");
    var draft = drafts.readTemplates(document, book.settings());
    var problems = new ArrayList<>(draft.problems());
    WebhookService service = draft.service();
    Map<String, @Nullable Object> signature = null;
    if (service != null) {
      try {
        WebhookService sent = inForce.filled(Signatory.unsigned(service, call));
        signature = shown(engine.trials().signature(sent, book.settings().global(), event));
      } catch (DocumentException lacks) {
        problems.addAll(lacks.problems());
      } catch (RenderException e) {
        problems.add(new SettingsProblem("", e.sentence()));
      }
    }
    return Answers.json(
        200,
        JsonObjects.object(
            "valid", problems.isEmpty(),
            "problems", Answers.problems(problems),
            "signature", signature));
  }

  /** How a request is signed. */
  static Map<String, @Nullable Object> shown(ShownSignature signature) {
    return JsonObjects.object(
        "recipe", signature.recipe().name(),
        "sampleSecret", signature.sample(),
        "timestamp", signature.timestamp(),
        "stringToSign", signature.content(),
        "key", signature.key(),
        "headers", rows(signature.headers()),
        "query", rows(signature.query()),
        "sign", signature.sign(),
        "request", TrialRoutes.shown(signature.request()));
  }

  private static List<Map<String, @Nullable Object>> rows(List<Header> values) {
    return values.stream()
        .map(value -> JsonObjects.object("name", value.name(), "value", value.value()))
        .toList();
  }

  /** A secret for a service that is not saved: it is stored nowhere. */
  private AdminResponse newSecret(Call call) {
    var form = Form.of(body.object(call.request()), List.of("recipe"));
    String recipe = form.text("recipe").orElse("standard-webhooks");
    form.check();
    Secret secret = SecretChange.fresh(recipe, random)
        .orElseThrow(
            () -> Problem.invalid(
                "/recipe",
                "Expected the name of a recipe of v1/signatures. For an own recipe, bring the secret."));
    audit.record(AuditEntry.of(call.user(), AuditAction.SECRET_MADE, null).with(recipe));
    return Answers.json(200, Map.of("generated", secret.reveal()));
  }

  /** The only answer that ever shows a secret: one that was made here, this once. */
  private AdminResponse changeSecret(Call call) {
    var change = new SecretChange(body.object(call.request()), random, clock.instant());
    Settings after = ServiceRoutes.accepted(book.change(
        (reader, current) -> {
          var present = ServiceRoutes.named(call, current);
          ETags.check(call.request(), writer.tag(present));
          return inForce.checked(change.of(present.id(), current), present.id(), "/secret");
        },
        new Occasion(null, change.action()),
        call.user()));
    WebhookService service = ServiceRoutes.named(call, after);
    return Answers.json(
            200,
            JsonObjects.object(
                "generated", change.generated().map(Secret::reveal).orElse(null),
                "secret", writer.toPublic(service).get("secret")))
        .with("ETag", ETags.of(writer.tag(service)));
  }
}
