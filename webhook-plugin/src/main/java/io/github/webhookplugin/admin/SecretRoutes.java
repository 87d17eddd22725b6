package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.settings.Rekeying;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code services/ID/secrets/reveal} and {@code secrets/keys}: secrets that are shown, and the keys that seal them. */
final class SecretRoutes {
  private static final String URL = "url";
  private static final String HEADERS = "headers";
  private static final String QUERY = "queryParams";
  private static final List<String> ACTIONS = List.of("prepare", "change", "reseal");

  private final SettingsBook book;
  private final Rekeying keys;
  private final Body body;
  private final AuditTrail audit;

  SecretRoutes(JsonApi.Parts parts, Body body) {
    this.book = parts.book();
    this.keys = parts.keys();
    this.body = body;
    this.audit = new AuditTrail(parts);
  }

  void mount(Router router) {
    router
        .on("POST", "api/v1/services/{id}/secrets/reveal", AdminPermission.REVEAL, this::reveal)
        .on("GET", "api/v1/secrets/keys", call -> shown())
        .on("POST", "api/v1/secrets/keys", this::change);
  }

  /** Recorded first: what could not be recorded is not shown. */
  private AdminResponse reveal(Call call) {
    var form = Form.of(body.object(call.request()), List.of("field", "name"));
    String field = form.text("field").orElse("");
    String name = form.text("name").orElse("");
    form.check();
    WebhookService service = ServiceRoutes.named(call, book.settings());
    String value = value(service, field, name);
    String what = name.isEmpty() ? field : field + "/" + name;
    audit.record(
        AuditEntry.of(call.user(), AuditAction.SECRET_REVEALED, service.id()).with(what));
    return Answers.json(200, Map.of("field", what, "value", value));
  }

  private static String value(WebhookService service, String field, String name) {
    RequestTemplate request = service.request();
    return switch (field) {
      case URL -> request.url();
      case HEADERS -> row(request.headers(), name);
      case QUERY -> row(request.queryParams(), name);
      case "secret" ->
        throw Problem.invalid(
            "/field",
            "A signing secret is never shown again. Make a new one, and give that to the receiver.");
      default ->
        throw Problem.invalid(
            "/field", "Expected “url”, or “headers” or “queryParams” with a “name”.");
    };
  }

  private static String row(List<NamedValue> rows, String name) {
    return rows.stream()
        .filter(row -> row.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .map(NamedValue::value)
        .findFirst()
        .orElseThrow(() -> Problem.invalid(
            "/name", "Expected the name of a stored row. Was it removed or renamed meanwhile?"));
  }

  private AdminResponse shown() {
    Rekeying.State state = keys.state();
    return Answers.json(
        200,
        JsonObjects.object(
            "current", state.current(),
            "former", state.former(),
            "prepared", state.prepared(),
            "sealedByFormer", state.sealedByFormer(),
            "trouble", state.trouble()));
  }

  private AdminResponse change(Call call) {
    var form = Form.of(body.object(call.request()), List.of("action"));
    Optional<String> action = form.one(
        "action",
        "one of prepare, change, reseal",
        text -> Optional.of(text).filter(ACTIONS::contains));
    form.check();
    String asked = action.orElseThrow(
        () -> Problem.invalid("/action", "Expected one of prepare, change, reseal."));
    try {
      return change(asked, call.user());
    } catch (SettingsException locked) {
      throw Problem.of(409, String.valueOf(locked.getMessage()));
    }
  }

  private AdminResponse change(String action, String who) {
    if (action.equals("prepare")) {
      keys.prepare();
    } else if (action.equals("reseal")) {
      keys.reseal(who);
    } else if (keys.mustBePrepared()) {
      throw Problem.of(
          409,
          "Several hosts may share this database: each must have the new key before something is sealed"
              + " with it. Say “prepare” first, copy secret.key to every host, then say “change”.");
    } else {
      keys.change(who);
    }
    return shown();
  }
}
