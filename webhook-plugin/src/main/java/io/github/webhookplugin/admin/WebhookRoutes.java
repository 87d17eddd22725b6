package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.dialects.Dialect;
import io.github.webhookplugin.dialects.Translation;
import io.github.webhookplugin.dialects.Translator;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.ApiNames;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsReader;
import java.util.Map;
import java.util.Optional;

/** Services as OpenMetadata's webhooks: made, shown, changed, removed and restored (seed rows W-95 to W-96d). */
final class WebhookRoutes {
  private static final String ALL = "api/" + WebhookJson.PATH;
  static final String ONE = ALL + "/{id}";

  private final JsonApi.Parts parts;
  private final WebhookJson json;
  private final Translator translator;
  private final Body body;
  private final AddressLook addresses;

  WebhookRoutes(JsonApi.Parts parts, WebhookJson json, Translator translator, Body body) {
    this.parts = parts;
    this.translator = translator;
    this.json = json;
    this.body = body;
    this.addresses = new AddressLook(parts.engine().trials());
  }

  void mount(Router router) {
    router
        .on("GET", ALL, this::list)
        .on("POST", ALL, this::add)
        .on("PUT", ALL, this::addOrReplace)
        .on("PUT", ALL + "/restore", this::restoreNamed)
        .on("GET", ALL + "/name/{name}", this::showByName)
        .on("GET", ONE, this::show)
        .on("PUT", ONE, this::replace)
        .on("PATCH", ONE, this::patch)
        .on("DELETE", ONE, this::remove)
        .on("PUT", ONE + "/restore", this::restore);
  }

  private AdminResponse list(Call call) {
    ActiveSettings active = parts.book().active();
    return WebhookQuery.of(call.request()).page(active, json, parts.engine());
  }

  private AdminResponse add(Call call) {
    return added(body.object(call.request()), call);
  }

  private AdminResponse added(Map<String, Object> entity, Call call) {
    Translation read =
        valid(400, translator.read(entity, Dialect.OPENMETADATA_WEBHOOK, true, null));
    var service = read.services().get(0);
    Settings after = accepted(
        service,
        parts
            .book()
            .change(
                (reader, current) ->
                    addresses.checked(reader.addService(known(service.fields()), current), current),
                call.user()));
    var saved = after.services().get(after.services().size() - 1);
    return saved(201, saved).with("Location", WebhookJson.PATH + "/" + saved.id());
  }

  private AdminResponse show(Call call) {
    return shown(named(call, parts.book().settings()));
  }

  private AdminResponse showByName(Call call) {
    ActiveSettings active = parts.book().active();
    return shown(byName(call.place("name"), active.settings()).orElseThrow(WebhookRoutes::unknown));
  }

  private AdminResponse shown(WebhookService service) {
    return Answers.json(200, json.whole(service, parts.book().active()))
        .with("ETag", ETags.of(parts.writer().tag(service)));
  }

  private AdminResponse replace(Call call) {
    var entity = body.object(call.request());
    return changed(
        call, present -> valid(400, translator.onto(parts.writer().toPublic(present), entity)));
  }

  /** As OpenMetadata does: the one with this name, or a new one. */
  private AdminResponse addOrReplace(Call call) {
    var entity = body.object(call.request());
    var present = entity.get("name") instanceof String name
        ? byName(name, parts.book().settings())
        : Optional.<WebhookService>empty();
    return present.isEmpty()
        ? added(entity, call)
        : replace(new Call(call.request(), Map.of("id", present.get().id().toString())));
  }

  private AdminResponse patch(Call call) {
    var patch = WebhookPatch.of(body.jsonPatch(call.request()), parts, json, translator);
    return changed(call, patch::appliedTo);
  }

  private AdminResponse remove(Call call) {
    boolean hard = call.request().param("hardDelete").filter("true"::equals).isPresent();
    Settings after = change(call, (reader, present, current) -> {
      Result gone = reader.remove(present.id(), current);
      return hard || gone instanceof Result.Refused
          ? gone
          : reader.patchService(present.id(), Map.of("deleted", true), current);
    });
    return hard ? AdminResponse.empty(204) : saved(200, named(call, after));
  }

  private AdminResponse restore(Call call) {
    Body.checkTypeIfAny(call.request());
    return saved(
        200,
        named(
            call,
            change(
                call,
                (reader, present, current) ->
                    reader.patchService(present.id(), Map.of("deleted", false), current))));
  }

  /** As OpenMetadata does: the id is in the body. */
  private AdminResponse restoreNamed(Call call) {
    Object id = body.object(call.request()).get("id");
    AdminRequest sent = call.request();
    return restore(new Call(
        new AdminRequest(
            sent.method(), sent.path(), Map.of(), sent.headers(), new byte[0], sent.user()),
        Map.of("id", String.valueOf(id))));
  }

  private interface Change {
    Result of(SettingsReader reader, WebhookService present, Settings current);
  }

  private interface Rewriting {
    Translation of(WebhookService present);
  }

  private AdminResponse changed(Call call, Rewriting rewriting) {
    Settings after = change(call, (reader, present, current) -> {
      var service = rewriting.of(present).services().get(0);
      Result result = addresses.checked(
          reader.replaceService(present.id(), known(service.fields()), current), current);
      accepted(service, result);
      return result;
    });
    return saved(200, named(call, after));
  }

  /** What the client has seen is compared where nobody can change it in between. */
  private Settings change(Call call, Change change) {
    return ServiceRoutes.accepted(parts
        .book()
        .change(
            (reader, current) -> {
              var present = named(call, current);
              ETags.check(call.request(), parts.writer().tag(present));
              return change.of(reader, present, current);
            },
            call.user()));
  }

  private AdminResponse saved(int status, WebhookService service) {
    return Answers.json(status, json.whole(service, parts.book().active()))
        .with("ETag", ETags.of(parts.writer().tag(service)));
  }

  static WebhookService named(Call call, Settings settings) {
    try {
      return settings
          .service(ServiceId.parse(call.place("id")))
          .orElseThrow(WebhookRoutes::unknown);
    } catch (IllegalArgumentException notAnId) {
      throw unknown();
    }
  }

  private static Optional<WebhookService> byName(String name, Settings settings) {
    String bare = name.startsWith("\"") && name.endsWith("\"") && name.length() > 1
        ? name.substring(1, name.length() - 1)
        : name;
    var names = ApiNames.of(settings.services());
    return settings.services().stream()
        .filter(service -> bare.equals(names.get(service.id())))
        .findFirst();
  }

  static Problem unknown() {
    return Problem.of(
        404, "There is no such webhook. Was it removed? See " + WebhookJson.PATH + ".");
  }

  static Translation valid(int status, Translation read) {
    if (!read.problems().isEmpty()) {
      throw Problem.of(status, read.problems().get(0).message(), read.problems());
    }
    return read;
  }

  /** Refuses with what is wrong, told by where it stands in the entity. */
  private static Settings accepted(Translation.Service service, Result result) {
    if (result instanceof Result.Refused refused && !refused.conflict()) {
      throw Problem.invalid(refused.problems().stream().map(service::there).toList());
    }
    return ServiceRoutes.accepted(result);
  }

  /** Without what settings do not know. */
  static Map<String, Object> known(Map<String, Object> fields) {
    fields.keySet().retainAll(SettingsReader.serviceFields());
    return fields;
  }
}
