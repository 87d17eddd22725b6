package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first page: how all services are doing, with a switch for each. */
final class ServicesSection implements Pages.Section {
  /** The entity tag of a service that is not there. */
  private static final String NOBODY = "\"\"";

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "", ServicesSection::page);
    routes.on("GET", "summary", ServicesSection::summary);
    routes.on("GET", "services/table", ServicesSection::table);
    routes.on("POST", "services/{id}/enabled", ServicesSection::turn);
    routes.on("POST", "services/{id}/resume", ServicesSection::resume);
    routes.on("DELETE", "services/{id}", ServicesSection::remove);
    routes.on("POST", "services/{id}/restore", ServicesSection::restore);
  }

  private static AdminResponse page(Page page) {
    return page(page, Overview.of(page));
  }

  private static AdminResponse page(Page page, Overview overview) {
    ServiceQuery query = ServiceQuery.of(page);
    var model = new HashMap<String, @Nullable Object>(overview.table(query));
    model.putAll(new Summary(page, overview).model());
    model.put("q", query.text());
    model.put("statuses", query.statuses(page.texts()));
    model.put("retries", RetrySentence.of(overview.settings(), page.texts(), page.figures()));
    return page.show("services", model);
  }

  private static AdminResponse summary(Page page) {
    return page.show("summary", new Summary(page, Overview.of(page)).model());
  }

  /** Without any service left the whole page is another one. */
  private static AdminResponse table(Page page) {
    Overview overview = Overview.of(page);
    if (overview.services().isEmpty()) {
      return page(page, overview)
          .with("HX-Retarget", "#services-page")
          .with("HX-Reswap", "outerHTML")
          .with("HX-Replace-Url", page.link(""));
    }
    ServiceQuery query = ServiceQuery.of(page);
    return page.show("services-table", overview.table(query))
        .with("HX-Replace-Url", page.link("") + query.address());
  }

  private static AdminResponse turn(Page page) {
    boolean on = page.form().has("enabled");
    ApiReply reply = page.api().ask("PATCH", path(page), Map.of("enabled", on));
    return page.done(
        reply.ok()
            ? done(page.texts()
                .say(
                    on ? "services.on" : "services.off",
                    String.valueOf(reply.body().get("name"))))
            : refused(reply));
  }

  private static AdminResponse resume(Page page) {
    String name = name(page);
    ApiReply reply = page.api().ask("POST", path(page) + "/resume", null);
    return page.done(
        reply.ok() ? done(page.texts().say("services.resumed", name)) : refused(reply));
  }

  private static AdminResponse remove(Page page) {
    String name = name(page);
    ApiReply reply = page.api().ask("DELETE", path(page), null);
    if (!reply.ok()) {
      return page.done(refused(reply));
    }
    String said = page.texts().say("services.deleted", name);
    return page.done(version(page).map(version -> undo(page, said, version)).orElse(done(said)));
  }

  /** The version that brings the service back; empty if that cannot be read any more. */
  private static Optional<String> version(Page page) {
    Map<String, Object> last =
        ApiReply.maps(
                page.api().get("history?limit=1&service=" + page.place("id")).get("changes"))
            .stream()
            .findFirst()
            .map(change ->
                page.api().get("history/" + change.get("version") + "/" + page.place("id")))
            .orElse(Map.of());
    return Boolean.TRUE.equals(last.get("readable")) && "removed".equals(last.get("kind"))
        ? Optional.of(String.valueOf(last.get("restores")))
        : Optional.empty();
  }

  private static Trigger undo(Page page, String said, String version) {
    String restore = page.link(path(page) + "/restore?version=" + version);
    return Trigger.success(said, page.texts().say("services.undo"), restore).and("servicesChanged");
  }

  /** Brings a service back that was removed; not one that somebody else brought back meanwhile. */
  private static AdminResponse restore(Page page) {
    ApiReply reply = page.api()
        .ask(
            "POST",
            "history/" + encoded(page.param("version")) + "/" + page.place("id") + "/restore",
            Map.of(),
            NOBODY);
    if (!reply.ok()) {
      return page.done(refused(reply).and("historyChanged"));
    }
    String name = String.valueOf(reply.body().get("name"));
    return page.done(done(page.texts().say("services.restored", name))
        .and("historyChanged")
        .and("serviceRestored", Map.of("id", page.place("id"))));
  }

  private static Trigger done(String text) {
    return Trigger.success(text).and("servicesChanged");
  }

  /** The table comes again in any case: what it showed may be what was wrong. */
  private static Trigger refused(ApiReply reply) {
    return Trigger.failure(String.valueOf(reply.body().get("detail"))).and("servicesChanged");
  }

  /** Also of one that cannot be read. */
  private static String name(Page page) {
    Map<String, Object> answer = page.api().get("services");
    for (String group : List.of("services", "unreadable")) {
      for (Map<?, ?> service : ApiReply.maps(answer.get(group))) {
        if (page.place("id").equals(service.get("id"))) {
          return String.valueOf(service.get("name"));
        }
      }
    }
    return "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String path(Page page) {
    return "services/" + page.place("id");
  }
}
