package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.dialects.JsonPatch;
import io.github.webhookplugin.dialects.PatchException;
import io.github.webhookplugin.dialects.Translation;
import io.github.webhookplugin.dialects.Translator;
import io.github.webhookplugin.dialects.WebhookEntity;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON Patch of a webhook, as somebody sent it (seed row W-96b). */
final class WebhookPatch {
  private final JsonPatch patch;
  private final JsonApi.Parts parts;
  private final WebhookJson json;
  private final Translator translator;

  private WebhookPatch(
      JsonPatch patch, JsonApi.Parts parts, WebhookJson json, Translator translator) {
    this.translator = translator;
    this.patch = patch;
    this.parts = parts;
    this.json = json;
  }

  static WebhookPatch of(
      List<?> operations, JsonApi.Parts parts, WebhookJson json, Translator translator) {
    try {
      return new WebhookPatch(JsonPatch.read(operations), parts, json, translator);
    } catch (PatchException malformed) {
      throw Problem.of(400, String.valueOf(malformed.getMessage()), malformed.problems());
    }
  }

  /** The patch is applied to what this client can see: of a secret only that there is one. */
  Translation appliedTo(WebhookService present) {
    var before = json.whole(present, parts.book().active());
    Object after;
    try {
      after = patch.applyTo(before);
    } catch (PatchException e) {
      throw Problem.of(e.conflict() ? 409 : 400, String.valueOf(e.getMessage()), e.problems());
    }
    if (!(after instanceof Map<?, ?> entity)) {
      throw Problem.invalid("", "The result is no webhook { … } any more. Nothing was changed.");
    }
    checkReadOnly(before, entity);
    return WebhookRoutes.valid(422, translator.onto(withoutSecret(present, entity), entity));
  }

  /** A secret that was taken out of what the client sees is to be forgotten. */
  private Map<String, Object> withoutSecret(WebhookService present, Map<?, ?> entity) {
    var fields = parts.writer().toPublic(present);
    if (entity.get("webhookConfig") instanceof Map<?, ?> config
        && !config.containsKey("secretKey")) {
      fields.put("secret", "");
    }
    return fields;
  }

  private static void checkReadOnly(Map<String, @Nullable Object> before, Map<?, ?> after) {
    var problems = new ArrayList<SettingsProblem>();
    for (String field : WebhookEntity.READ_ONLY) {
      if (!Translation.same(before.get(field), after.get(field))) {
        problems.add(new SettingsProblem(
            "/" + field, "“" + field + "” is only shown; it cannot be changed this way."));
      }
    }
    if (!problems.isEmpty()) {
      throw Problem.invalid(problems);
    }
  }
}
