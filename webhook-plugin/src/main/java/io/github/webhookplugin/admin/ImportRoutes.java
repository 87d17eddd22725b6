package io.github.webhookplugin.admin;

import io.github.webhookplugin.admin.ImportPlan.Existing;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.dialects.Dialect;
import io.github.webhookplugin.dialects.Translation;
import io.github.webhookplugin.dialects.Translator;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.settings.Occasion;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code import} and {@code export}: settings of other systems, to ours and back. */
final class ImportRoutes {
  private static final List<String> FIELDS =
      List.of("dialect", "document", "dryRun", "strict", "name", "existing");
  private static final String AUTO = "auto";
  private static final Map<String, Existing> EXISTING =
      Map.of("refuse", Existing.REFUSE, "replace", Existing.REPLACE, "skip", Existing.SKIP);
  private static final Map<String, Dialect> FORMATS = Map.of(
      "openmetadata", Dialect.OPENMETADATA_WEBHOOK,
      "openmetadata-webhook", Dialect.OPENMETADATA_WEBHOOK,
      "openmetadata-action", Dialect.OPENMETADATA_ACTION,
      "openmetadata-subscription", Dialect.OPENMETADATA_SUBSCRIPTION,
      "webhook-plugin", Dialect.OWN);
  private static final List<String> BOOLEANS = List.of("true", "false");
  private static final String WORDS = Arrays.stream(Dialect.values())
      .map(dialect -> "“" + dialect.word() + "”")
      .collect(Collectors.joining(", "));

  private final JsonApi.Parts parts;
  private final Translator translator;
  private final Body body;
  private final ServiceWarnings warnings;

  ImportRoutes(JsonApi.Parts parts, Translator translator, Body body, ServiceWarnings warnings) {
    this.warnings = warnings;
    this.parts = parts;
    this.translator = translator;
    this.body = body;
  }

  void mount(Router router) {
    router.on("POST", "api/v1/import", this::take).on("GET", "api/v1/export", this::give);
  }

  private AdminResponse take(Call call) {
    var sent = body.object(call.request());
    var form = Form.of(sent, FIELDS);
    var dialect = form.text("dialect").filter(word -> !word.equals(AUTO));
    var spoken = dialect.flatMap(Dialect::of);
    if (dialect.isPresent() && spoken.isEmpty()) {
      form.problem("dialect", "Expected “auto” or one of " + WORDS + ".");
    }
    // A list is what OpenMetadata's list of webhooks has inside
    Map<?, ?> document = sent.get("document") instanceof List<?> many
        ? Map.of("data", many)
        : sent.get("document") instanceof Map<?, ?> one ? one : Map.of();
    var lines = sent.get("document") instanceof String text && !text.isBlank() ? text : null;
    boolean empty = document.isEmpty() && !(sent.get("document") instanceof Map);
    if (!form.has("document") || (empty && lines == null)) {
      form.problem(
          "document",
          "Add the document to import, as an object { … } or as a text of header lines.");
    }
    boolean dryRun = form.flag("dryRun");
    boolean strict = form.flag("strict");
    var name = form.text("name").orElse(null);
    var existing = form.one(
            "existing", "refuse, replace or skip", word -> Optional.ofNullable(EXISTING.get(word)))
        .orElse(Existing.REFUSE);
    form.check();
    var read = lines == null
        ? translator.read(document, spoken.orElse(null), strict, name)
        : translator.headers(lines, strict, name);
    if (!read.problems().isEmpty()) {
      var plan = new ImportPlan(read, parts.book().settings(), existing);
      return refused(read, plan, read.problems());
    }
    return taken(read, existing, dryRun, call.user());
  }

  /** All of it, or nothing. */
  private AdminResponse taken(Translation read, Existing existing, boolean dryRun, String who) {
    var merge = new Merge(read, existing, parts.book().settings());
    Result result = dryRun
        ? merge.of(parts.reader(), parts.book().settings())
        : parts.book().change(merge::of, Occasion.imported(read.dialect().word()), who);
    ImportPlan plan = merge.plan;
    if (result instanceof Result.Refused refused) {
      return refused.conflict()
          ? Problem.of(409, refused.problems().get(0).message()).response()
          : refused(read, plan, refused.problems().stream().map(plan::there).toList());
    }
    Settings after = ((Result.Accepted) result).settings();
    return Answers.json(
        dryRun ? 200 : 201,
        JsonObjects.object(
            "dialect", read.dialect().word(),
            "dryRun", dryRun,
            "services",
                plan.services(after).stream().map(parts.writer()::toPublic).toList(),
            "general", List.copyOf(read.global().keySet()),
            "plan", plan.done(after),
            "warnings", Answers.problems(plan.warnings(after, warnings)),
            "problems", List.of()));
  }

  /** Planned anew when another node was faster. */
  private static final class Merge {
    private final Translation read;
    private final Existing existing;
    private ImportPlan plan;

    Merge(Translation read, Existing existing, Settings current) {
      this.read = read;
      this.existing = existing;
      this.plan = new ImportPlan(read, current, existing);
    }

    Result of(SettingsReader reader, Settings current) {
      plan = new ImportPlan(read, current, existing);
      return reader.mergeServices(
          plan.documents(), read.global(), current, existing == Existing.REPLACE);
    }
  }

  private static AdminResponse refused(
      Translation read, ImportPlan plan, List<SettingsProblem> problems) {
    return Answers.json(
        422,
        JsonObjects.object(
            "dialect", read.dialect().word(),
            "services", List.of(),
            "general", List.copyOf(read.global().keySet()),
            "plan", plan.refused(problems),
            "warnings", Answers.problems(read.warnings()),
            "problems", Answers.problems(problems)));
  }

  private AdminResponse give(Call call) {
    var query = new Query(call.request(), List.of("format", "service", "general"));
    var format = query
        .one(
            "format",
            String.join(", ", FORMATS.keySet().stream().sorted().toList()),
            word -> Optional.ofNullable(FORMATS.get(word)))
        .orElse(Dialect.OWN);
    var wanted = query.all("service", "the id of a service", DeliveryQuery::serviceId);
    boolean general = query
        .one(
            "general",
            "true or false",
            word -> BOOLEANS.contains(word) ? Optional.of(word) : Optional.empty())
        .filter("true"::equals)
        .isPresent();
    query.check();
    ActiveSettings active = parts.book().active();
    var names = WebhookJson.names(active);
    var services = active.settings().services().stream()
        .filter(service ->
            wanted.isEmpty() ? !service.profile().deleted() : wanted.contains(service.id()))
        .toList();
    var shown = services.stream().map(parts.writer()::toPublic).toList();
    return Answers.json(
        200,
        format == Dialect.OWN
            ? own(shown, general ? parts.writer().toPublic(active.settings().global()) : null)
            : JsonObjects.object(
                key(format),
                Translator.write(
                    shown,
                    services.stream().map(one -> WebhookJson.name(one, names)).toList(),
                    format)));
  }

  private static Map<String, @Nullable Object> own(
      List<Map<String, Object>> services, @Nullable Map<String, Object> general) {
    var file = JsonObjects.object();
    if (general != null) {
      file.put("general", general);
    }
    file.put("services", services);
    return file;
  }

  private static String key(Dialect format) {
    return switch (format) {
      case OPENMETADATA_ACTION -> "actions";
      case OPENMETADATA_SUBSCRIPTION -> "subscriptions";
      default -> "webhooks";
    };
  }
}
