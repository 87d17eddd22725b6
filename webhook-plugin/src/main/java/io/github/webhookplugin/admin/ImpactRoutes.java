package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.delivery.Trials;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.rendering.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code impact}: what becomes of real events if a service is saved as it is being edited (feature N-06). */
final class ImpactRoutes {
  private final JsonApi.Parts parts;
  private final Body body;
  private final ImpactEvents events;
  private final Drafts strict;
  /** Reads templates that cannot be saved, too: the report is to show what is wrong with them. */
  private final Drafts lenient;

  ImpactRoutes(JsonApi.Parts parts, Examples examples, Body body) {
    this.parts = parts;
    this.body = body;
    this.events = new ImpactEvents(parts, examples);
    this.strict = new Drafts(parts.reader());
    this.lenient = new Drafts(parts.reader().ofAnyTemplates());
  }

  void mount(Router router) {
    router.on("POST", "api/v1/impact", AdminPermission.VIEW, this::impact);
  }

  private AdminResponse impact(Call call) {
    var document = body.object(call.request());
    document.keySet().removeAll(ServiceRoutes.READ_ONLY);
    Settings settings = parts.book().settings();
    var problems =
        new ArrayList<>(strict.read(new LinkedHashMap<>(document), settings).problems());
    WebhookService draft = lenient.readTemplates(document, settings).service();
    var report = new ImpactReport();
    boolean complete = true;
    if (draft != null) {
      Trials.Version after = version(draft, settings, problems);
      if (after != null) {
        complete = report(report, draft, after, before(document, settings));
      }
    }
    return Answers.json(
        200,
        JsonObjects.object(
            "problems", Answers.problems(problems),
            "complete", complete,
            "counts", report.counts(),
            "events", report.events()));
  }

  private boolean report(
      ImpactReport report,
      WebhookService draft,
      Trials.Version after,
      Trials.@Nullable Version before) {
    return events.each(draft.events(), (line, event) -> {
      Trials.Bodies bodies = parts.engine().trials().bodies(event);
      report.add(line, before == null ? null : bodies.of(before), bodies.of(after));
    });
  }

  private Trials.@Nullable Version before(Map<String, Object> document, Settings settings) {
    return Optional.ofNullable(document.get("id"))
        .flatMap(id -> DeliveryQuery.serviceId(String.valueOf(id)))
        .flatMap((ServiceId id) -> settings.service(id))
        .map(saved -> version(saved, settings, new ArrayList<>()))
        .orElse(null);
  }

  private Trials.@Nullable Version version(
      WebhookService service, Settings settings, List<SettingsProblem> problems) {
    try {
      return parts.engine().trials().version(service, settings.global());
    } catch (TemplateException | RenderException e) {
      if (problems.isEmpty()) {
        problems.add(new SettingsProblem("", String.valueOf(e.getMessage())));
      }
      return null;
    }
  }
}
