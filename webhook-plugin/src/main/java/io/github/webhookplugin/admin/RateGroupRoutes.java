package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.settings.RateGroups;
import io.github.webhookplugin.settings.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code rate-groups}: the rates that services share. A name may have slashes, so it comes as a query parameter. */
final class RateGroupRoutes {
  private static final String PATH = "api/v1/rate-groups";
  private static final String USERS = "services";
  private static final String CHANGED =
      "The rate groups were changed meanwhile. Nothing was done; get them again and"
          + " repeat the change.";

  private final JsonApi.Parts parts;
  private final Body body;

  RateGroupRoutes(JsonApi.Parts parts, Body body) {
    this.parts = parts;
    this.body = body;
  }

  void mount(Router router) {
    router
        .on("GET", PATH, call -> all(200, parts.book().settings()))
        .on("POST", PATH, this::add)
        .on("PUT", PATH, this::replace)
        .on("DELETE", PATH, this::remove);
  }

  private AdminResponse all(int status, Settings settings) {
    List<Map<String, @Nullable Object>> groups =
        parts.writer().rateGroups(settings.global()).stream()
            .map(group -> withUsers(group, settings))
            .toList();
    return Answers.json(status, JsonObjects.object("rateGroups", groups))
        .with("ETag", ETags.of(parts.writer().tagOfGroups(settings.global())));
  }

  private static Map<String, @Nullable Object> withUsers(
      Map<String, Object> group, Settings settings) {
    var shown = new LinkedHashMap<String, @Nullable Object>(group);
    shown.put(
        USERS,
        settings.services().stream()
            .filter(service -> RateGroups.shares(service, String.valueOf(group.get("name"))))
            .map(service ->
                JsonObjects.object("id", service.id().toString(), "name", service.name()))
            .toList());
    return shown;
  }

  private AdminResponse add(Call call) {
    var document = document(call);
    return all(201, change(call, settings -> RateGroups.add(document, settings)));
  }

  private AdminResponse replace(Call call) {
    var document = document(call);
    String name = named(call);
    return all(
        200,
        change(call, settings -> RateGroups.replace(there(name, settings), document, settings)));
  }

  private AdminResponse remove(Call call) {
    String name = named(call);
    change(call, settings -> RateGroups.remove(there(name, settings), settings));
    return AdminResponse.empty(204);
  }

  private interface Change {
    Result of(Settings current);
  }

  private Settings change(Call call, Change change) {
    return ServiceRoutes.accepted(parts
        .book()
        .change(
            (reader, current) -> {
              ETags.check(call.request(), parts.writer().tagOfGroups(current.global()), CHANGED);
              return change.of(current);
            },
            call.user()));
  }

  /** A client may send back what it got. */
  private Map<String, Object> document(Call call) {
    var document = body.object(call.request());
    document.remove(USERS);
    return document;
  }

  private static String named(Call call) {
    return call.request()
        .param("name")
        .orElseThrow(() -> Problem.of(400, "Say which rate group in the parameter name."));
  }

  private static String there(String name, Settings settings) {
    if (settings.global().rateGroup(name).isEmpty()) {
      throw Problem.of(
          404,
          "There is no rate group with this name. Was it removed or renamed? See v1/rate-groups.");
    }
    return name;
  }
}
