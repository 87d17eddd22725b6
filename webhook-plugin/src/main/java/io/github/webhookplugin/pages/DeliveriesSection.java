package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The delivery log: filters, pages, and what is done with many deliveries at once. */
final class DeliveriesSection implements Pages.Section {
  private static final String RESULTS = "deliv-results";

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "deliveries", DeliveriesSection::list);
    routes.on("POST", "deliveries/ask", AdminPermission.REPLAY, DeliveriesSection::ask);
    routes.on("POST", "deliveries/redeliver", AdminPermission.REPLAY, DeliveriesSection::redeliver);
    routes.on(
        "POST",
        "deliveries/retry",
        AdminPermission.REPLAY,
        page -> pending(page, "retry", "retried"));
    routes.on(
        "POST",
        "deliveries/stop",
        AdminPermission.REPLAY,
        page -> pending(page, "stop", "stopped"));
    routes.on("GET", "redeliveries/{id}", DeliveriesSection::job);
    routes.on("DELETE", "redeliveries/{id}", AdminPermission.REPLAY, DeliveriesSection::cancel);
  }

  private static AdminResponse list(Page page) {
    var view = new DeliveryLogView(page);
    if (page.fills(RESULTS)) {
      String address = DeliveryFilter.of(page).address();
      return page.show("deliveries-results", view.results())
          .with(
              "HX-Replace-Url",
              page.link("deliveries")
                  + (address.isEmpty() ? "" : "?" + address.substring(0, address.length() - 1)));
    }
    return page.show("deliveries", view.model());
  }

  /** Says how many there are, and asks what is sent and whether receivers act again. */
  private static AdminResponse ask(Page page) {
    ApiReply dry = job(page, "", "same", true);
    if (!dry.ok()) {
      return page.done(refused(dry));
    }
    var model = new HashMap<String, @Nullable Object>();
    long matching = dry.body().get("matching") instanceof Number found ? found.longValue() : 0;
    boolean more = Boolean.TRUE.equals(dry.body().get("more"));
    String number = page.figures().count(matching) + (more ? "+" : "");
    model.put("title", title(page, matching, number));
    model.put("ok", page.texts().say("redeliver.ok", number));
    model.put("action", "deliveries/redeliver");
    model.put("selected", page.form().all("sel"));
    model.put("filter", fields(DeliveryFilter.of(page)));
    model.put("again", null);
    return page.show("redeliver", model);
  }

  /** Which ones are sent again if none is selected. */
  private static String again(DeliveryFilter filter) {
    return filter.result().equals("skipped") ? "skipped" : "failed";
  }

  private static String title(Page page, long matching, String number) {
    String key = page.form().has("sel")
        ? "redeliver.selected"
        : "redeliver." + again(DeliveryFilter.of(page));
    return page.texts().say(key + (matching == 1 ? ".one" : ".many"), number);
  }

  private static Map<String, @Nullable Object> fields(DeliveryFilter filter) {
    var fields = new HashMap<String, @Nullable Object>();
    fields.put("service", filter.service());
    fields.put("type", filter.type());
    fields.put("result", filter.result());
    fields.put("range", filter.range().word());
    fields.put("from", Stretch.written(filter.chosen().from()));
    fields.put("to", Stretch.written(filter.chosen().to()));
    return fields;
  }

  private static AdminResponse redeliver(Page page) {
    FormFields form = page.form();
    ApiReply reply = job(page, form.one("body"), form.one("id"), false);
    if (!reply.ok()) {
      return page.done(refused(reply));
    }
    return Trigger.event("closeDialog")
        .and("deliveriesChanged")
        .on(page.show("redelivery-job", new RedeliveryJob(page).of(reply.body())))
        .with("HX-Retarget", "#redelivery-job")
        .with("HX-Reswap", "innerHTML");
  }

  private static ApiReply job(Page page, String body, String id, boolean dryRun) {
    var job = new LinkedHashMap<String, Object>();
    var selected = page.form().all("sel");
    if (selected.isEmpty()) {
      DeliveryFilter filter = filter(page);
      var selection = filter.selection(page.now());
      selection.put("states", List.of(again(filter)));
      job.put("filter", selection);
    } else {
      job.put("filter", Map.of("deliveries", selected));
    }
    if (!body.isEmpty()) {
      job.put("body", body);
    }
    if (!id.isEmpty()) {
      job.put("id", id);
    }
    job.put("dryRun", dryRun);
    return page.api().post("redeliveries", job);
  }

  /** Of the dialog's hidden fields, or of the page's address. */
  private static DeliveryFilter filter(Page page) {
    FormFields form = page.form();
    return form.has("range") ? DeliveryFilter.of(form) : DeliveryFilter.of(page);
  }

  /** All that wait and fit: tried now, or not any more. */
  private static AdminResponse pending(Page page, String what, String done) {
    ApiReply reply =
        page.api().post("deliveries/" + what, Map.of("filter", filter(page).selection(page.now())));
    if (!reply.ok()) {
      return page.done(refused(reply));
    }
    long number = DeliveryLine.number(reply.body().get(done));
    String said = page.texts().count("deliveries." + done, number);
    if (reply.body().get("sentence") instanceof String sentence) {
      said += " " + sentence;
    }
    if (Boolean.TRUE.equals(reply.body().get("more"))) {
      said += " " + page.texts().say("deliveries.notAll");
    }
    return page.done(Trigger.success(said).and("deliveriesChanged"));
  }

  private static AdminResponse job(Page page) {
    return page.show(
        "redelivery-job",
        new RedeliveryJob(page).of(page.api().get("redeliveries/" + page.place("id"))));
  }

  private static AdminResponse cancel(Page page) {
    ApiReply reply = page.api().ask("DELETE", "redeliveries/" + page.place("id"), null);
    return reply.ok()
        ? page.show("redelivery-job", new RedeliveryJob(page).of(reply.body()))
        : page.done(refused(reply));
  }

  static Trigger refused(ApiReply reply) {
    return Trigger.failure(String.valueOf(reply.body().get("detail"))).and("deliveriesChanged");
  }
}
