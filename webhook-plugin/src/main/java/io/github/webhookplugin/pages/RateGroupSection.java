package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.editing.Inputs;
import io.github.webhookplugin.editing.RateGroupForm;
import io.github.webhookplugin.editing.ServiceForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rates that services share: the list, a dialog for each, and removing those that no service uses. */
final class RateGroupSection implements Pages.Section {
  private static final String API = "rate-groups";

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", API, RateGroupSection::list);
    routes.on("GET", API + "/new", page -> dialog(page, "", all(page).etag(), Map.of()));
    routes.on("GET", API + "/edit", RateGroupSection::open);
    routes.on("POST", API, RateGroupSection::save);
    routes.on("DELETE", API, RateGroupSection::remove);
  }

  private static AdminResponse list(Page page) {
    ApiReply reply = all(page);
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> group : groups(reply)) {
      rows.add(row(page, group, rows.size()));
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("rows", rows);
    model.put("none", rows.isEmpty());
    return page.show("rate-groups", model);
  }

  private static Map<String, @Nullable Object> row(Page page, Map<?, ?> group, int number) {
    Texts texts = page.texts();
    String name = String.valueOf(group.get("name"));
    List<Map<?, ?>> services = ApiReply.maps(group.get("services"));
    var users = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> service : services) {
      var user = new HashMap<String, @Nullable Object>();
      user.put("id", service.get("id"));
      user.put("name", service.get("name"));
      users.add(user);
    }
    var row = new HashMap<String, @Nullable Object>();
    row.put("number", number);
    row.put("name", name);
    row.put("query", query(name));
    row.put("rates", new RateRows(texts, RateGroupForm.fill(group)).said());
    row.put("users", users);
    row.put("used", !users.isEmpty());
    row.put("editLabel", texts.say("rates.editOf", name));
    row.put("removeLabel", texts.say("rates.removeOf", name));
    row.put("question", texts.say("rates.question", name));
    return row;
  }

  private static AdminResponse open(Page page) {
    String name = page.param("name");
    ApiReply reply = all(page);
    Map<?, ?> group = groups(reply).stream()
        .filter(each -> name.equals(each.get("name")))
        .findFirst()
        .orElseThrow(() -> Problem.of(404, page.texts().say("rates.gone")));
    return dialog(page, name, reply.etag(), group);
  }

  private static AdminResponse dialog(Page page, String was, String etag, Map<?, ?> group) {
    return page.show(
        "rate-group", model(page, was, etag, RateGroupForm.fill(group), FieldErrors.none()));
  }

  private static Map<String, @Nullable Object> model(
      Page page, String was, String etag, Inputs inputs, FieldErrors errors) {
    Texts texts = page.texts();
    var controls = new Controls(texts, inputs, errors);
    var model = new HashMap<String, @Nullable Object>();
    model.put("was", was);
    model.put("etag", etag);
    model.put("create", was.isEmpty());
    model.put("heading", was.isEmpty() ? texts.say("rates.new") : texts.say("rates.editOf", was));
    model.put("name", controls.line("name"));
    model.put("rate", new RateRows(texts, inputs).control(controls));
    // last: what no field took
    model.put("problems", errors.rest());
    model.put("wrong", !errors.rest().isEmpty());
    return model;
  }

  private static AdminResponse save(Page page) {
    var inputs = new Inputs(page.form().values());
    String was = inputs.one("was");
    String etag = inputs.one("etag");
    ServiceForm.Read read = RateGroupForm.read(inputs);
    ApiReply saved = was.isEmpty()
        ? page.api().ask("POST", API, read.document(), etag)
        : page.api().ask("PUT", at(was), read.document(), etag);
    if (saved.ok()) {
      String text = page.texts().say(was.isEmpty() ? "rates.added" : "rates.saved");
      return page.done(done(text).and("closeDialog"));
    }
    if (saved.status() == 412) {
      var meanwhile = List.<Map<?, ?>>of(
          Map.of("pointer", "", "message", page.texts().say("rates.changedMeanwhile")));
      // who saves again has read this
      return refused(page, was, all(page).etag(), inputs, read, meanwhile);
    }
    if (saved.status() == 422) {
      return refused(page, was, etag, inputs, read, saved.errors());
    }
    throw Problem.of(saved.status(), String.valueOf(saved.body().get("detail")));
  }

  private static AdminResponse refused(
      Page page,
      String was,
      String etag,
      Inputs inputs,
      ServiceForm.Read read,
      List<Map<?, ?>> errors) {
    var fieldErrors = FieldErrors.of(read.mistakes(), errors, page.texts());
    return page.show(422, "rate-group-form", model(page, was, etag, inputs, fieldErrors));
  }

  private static AdminResponse remove(Page page) {
    String name = page.param("name");
    ApiReply reply = page.api().ask("DELETE", at(name), null);
    return page.done(
        reply.ok()
            ? done(page.texts().say("rates.removed", name))
            : Trigger.failure(String.valueOf(reply.body().get("detail"))).and("rateGroupsChanged"));
  }

  private static Trigger done(String text) {
    return Trigger.success(text).and("rateGroupsChanged");
  }

  private static ApiReply all(Page page) {
    ApiReply reply = page.api().ask("GET", API, null);
    reply.orRefuse();
    return reply;
  }

  private static List<Map<?, ?>> groups(ApiReply reply) {
    return ApiReply.maps(reply.body().get("rateGroups"));
  }

  private static String at(String name) {
    return API + "?" + query(name);
  }

  private static String query(String name) {
    return "name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
