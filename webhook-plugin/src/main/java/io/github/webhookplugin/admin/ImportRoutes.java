package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.dialects.Dialect;
import io.github.webhookplugin.dialects.Translation;
import io.github.webhookplugin.dialects.Translator;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.CheckedTemplates;
import io.github.webhookplugin.settings.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code import} and {@code export}: settings of other systems, to ours and back. */
final class ImportRoutes {
  private static final List<String> FIELDS =
      List.of("dialect", "document", "dryRun", "strict", "name");
  private static final String AUTO = "auto";
  private static final Pattern PLACE = Pattern.compile("/services/(\\d+)(/.*)?");
  private static final Map<String, Dialect> FORMATS = Map.of(
      "openmetadata", Dialect.OPENMETADATA_WEBHOOK,
      "openmetadata-webhook", Dialect.OPENMETADATA_WEBHOOK,
      "openmetadata-action", Dialect.OPENMETADATA_ACTION,
      "openmetadata-subscription", Dialect.OPENMETADATA_SUBSCRIPTION,
      "webhook-plugin", Dialect.OWN);
  private static final String WORDS = Arrays.stream(Dialect.values())
      .map(dialect -> "“" + dialect.word() + "”")
      .collect(Collectors.joining(", "));

  private final JsonApi.Parts parts;
  private final Translator translator;
  private final Body body;

  ImportRoutes(JsonApi.Parts parts, Translator translator, Body body) {
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
    if (!form.has("document") || (document.isEmpty() && !(sent.get("document") instanceof Map))) {
      form.problem("document", "Add the document to import, as an object { … }.");
    }
    boolean dryRun = form.flag("dryRun");
    boolean strict = form.flag("strict");
    var name = form.text("name").orElse(null);
    form.check();
    var read = translator.read(document, spoken.orElse(null), strict, name);
    return read.problems().isEmpty()
        ? taken(read, dryRun, call.user())
        : refused(read, read.problems());
  }

  /** All of it, or nothing. */
  private AdminResponse taken(Translation read, boolean dryRun, String who) {
    var documents = new ArrayList<Map<String, Object>>();
    read.services().forEach(service -> documents.add(WebhookRoutes.known(service.fields())));
    Result result = dryRun
        ? parts.reader().addServices(documents, read.global(), parts.book().settings())
        : parts
            .book()
            .change(
                (reader, current) -> reader.addServices(documents, read.global(), current), who);
    if (result instanceof Result.Refused refused) {
      return refused.conflict()
          ? Problem.of(409, refused.problems().get(0).message()).response()
          : refused(
              read,
              refused.problems().stream().map(problem -> there(problem, read)).toList());
    }
    Settings after = ((Result.Accepted) result).settings();
    var services = after.services();
    var added = services.subList(services.size() - documents.size(), services.size());
    return Answers.json(
        dryRun ? 200 : 201,
        JsonObjects.object(
            "dialect", read.dialect().word(),
            "dryRun", dryRun,
            "services", added.stream().map(parts.writer()::toPublic).toList(),
            "warnings", Answers.problems(warnings(read, added)),
            "problems", List.of()));
  }

  private static List<SettingsProblem> warnings(Translation read, List<WebhookService> added) {
    var warnings = new ArrayList<>(read.warnings());
    for (int i = 0; i < added.size(); i++) {
      var from = read.services().get(i);
      CheckedTemplates.warnings(added.get(i)).forEach(one -> warnings.add(from.there(one)));
    }
    return warnings;
  }

  private static AdminResponse refused(Translation read, List<SettingsProblem> problems) {
    return Answers.json(
        422,
        JsonObjects.object(
            "dialect", read.dialect().word(),
            "services", List.of(),
            "warnings", Answers.problems(read.warnings()),
            "problems", Answers.problems(problems)));
  }

  /** A problem of ours, at its place in the other document. */
  private static SettingsProblem there(SettingsProblem problem, Translation read) {
    var place = PLACE.matcher(problem.pointer());
    return place.matches()
        ? read.services()
            .get(Integer.parseInt(place.group(1)))
            .there(new SettingsProblem(
                Optional.ofNullable(place.group(2)).orElse(""), problem.message()))
        : problem;
  }

  private AdminResponse give(Call call) {
    var query = new Query(call.request(), List.of("format", "service"));
    var format = query
        .one(
            "format",
            String.join(", ", FORMATS.keySet().stream().sorted().toList()),
            word -> Optional.ofNullable(FORMATS.get(word)))
        .orElse(Dialect.OWN);
    var wanted = query.all("service", "the id of a service", DeliveryQuery::serviceId);
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
            ? JsonObjects.object("services", shown)
            : JsonObjects.object(
                key(format),
                Translator.write(
                    shown,
                    services.stream().map(one -> WebhookJson.name(one, names)).toList(),
                    format)));
  }

  private static String key(Dialect format) {
    return switch (format) {
      case OPENMETADATA_ACTION -> "actions";
      case OPENMETADATA_SUBSCRIPTION -> "subscriptions";
      default -> "webhooks";
    };
  }
}
