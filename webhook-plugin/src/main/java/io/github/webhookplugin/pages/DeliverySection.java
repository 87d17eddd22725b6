package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One delivery: a drawer with everything that happened to it, and what can be done. */
final class DeliverySection implements Pages.Section {
  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "deliveries/{id}", DeliverySection::show);
    routes.on("GET", "deliveries/{id}/redeliver", AdminPermission.REPLAY, DeliverySection::ask);
    routes.on("POST", "deliveries/{id}/redeliver", AdminPermission.REPLAY, DeliverySection::again);
    routes.on("POST", "deliveries/{id}/retry", AdminPermission.REPLAY, page -> wait(page, "retry"));
    routes.on("POST", "deliveries/{id}/stop", AdminPermission.REPLAY, page -> wait(page, "stop"));
  }

  /** As a whole page, the log with the drawer on it. */
  private static AdminResponse show(Page page) {
    ApiReply reply = page.api().ask("GET", "deliveries/" + page.place("id"), null);
    if (reply.status() == 404) {
      throw Problem.of(404, page.texts().say("delivery.gone"));
    }
    var model = new DeliveryDrawer(page, reply.orRefuse()).model();
    model.put("address", DeliveryFilter.of(page).address());
    model.put("newer", neighbour(page, "newer"));
    model.put("older", neighbour(page, "cursor"));
    if (page.request().page().fragment()) {
      return page.show("delivery", model);
    }
    var whole = new DeliveryLogView(page).model();
    whole.put("drawer", page.text("delivery", model));
    return page.show("deliveries", whole);
  }

  /** The next one that fits the page's filters, in that direction; null if there is none. */
  private static @Nullable String neighbour(Page page, String direction) {
    String here = page.place("id");
    Map<String, Object> found = page.api()
        .get("deliveries?" + DeliveryFilter.of(page).query(page.now()) + direction + "="
            + DeliveryFilter.encoded(here) + "&limit=1");
    return ApiReply.maps(found.get("deliveries")).stream()
        .map(delivery -> String.valueOf(delivery.get("id")))
        .filter(id -> !id.equals(here))
        .findFirst()
        .orElse(null);
  }

  /** What is sent, and whether the receiver acts again. */
  private static AdminResponse ask(Page page) {
    Map<String, Object> delivery = page.api().get("deliveries/" + page.place("id"));
    var line = new DeliveryLine(page, delivery);
    Texts texts = page.texts();
    var model = new HashMap<String, @Nullable Object>();
    model.put("title", texts.say("redeliver.one", line.title()));
    model.put("ok", texts.say("deliveries.redeliver"));
    model.put("action", "deliveries/" + page.place("id") + "/redeliver");
    model.put("selected", List.of());
    model.put("filter", null);
    model.put(
        "again",
        line.result() == DeliveryResult.DELIVERED ? texts.say("redeliver.delivered") : null);
    return page.show("redeliver", model);
  }

  private static AdminResponse again(Page page) {
    FormFields form = page.form();
    var choice = new LinkedHashMap<String, String>();
    for (String field : List.of("body", "id")) {
      if (!form.one(field).isEmpty()) {
        choice.put(field, form.one(field));
      }
    }
    ApiReply reply = page.api().post("deliveries/" + page.place("id") + "/redeliver", choice);
    if (!reply.ok()) {
      return page.done(DeliveriesSection.refused(reply));
    }
    String note = reply.body().get("sentence") instanceof String sentence
        ? " " + sentence
        : " " + reply.body().get("receiver");
    return page.done(Trigger.success(page.texts().say("redeliver.queued") + note)
        .and("closeDialog")
        .and("deliveriesChanged"));
  }

  private static AdminResponse wait(Page page, String what) {
    ApiReply reply = page.api().ask("POST", "deliveries/" + page.place("id") + "/" + what, null);
    return page.done(
        reply.ok()
            ? Trigger.success(String.valueOf(reply.body().get("sentence")))
                .and("closeDialog")
                .and("deliveriesChanged")
            : DeliveriesSection.refused(reply));
  }
}
