package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings as a file: out, without secrets; and in, tried first and then all or nothing. */
final class TransferSection implements Pages.Section {
  /** What the JSON API takes. */
  private static final int MAX_BYTES = 1 << 20;

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "transfer", this::page);
    routes.on("GET", "transfer/file", this::file);
    routes.on("POST", "transfer/check", AdminPermission.EDIT, page -> take(page, true));
    routes.on("POST", "transfer/import", AdminPermission.EDIT, page -> take(page, false));
  }

  private AdminResponse page(Page page) {
    var services = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> service : HistorySection.maps(page.api().get("services").get("services"))) {
      var row = new HashMap<String, @Nullable Object>();
      row.put("id", service.get("id"));
      row.put("name", service.get("name"));
      services.add(row);
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("services", services);
    model.put("any", !services.isEmpty());
    return page.show("transfer", model);
  }

  /** The file to keep; the browser stores it. */
  private AdminResponse file(Page page) {
    var path = new StringBuilder("export?general=");
    path.append(!page.param("general").isEmpty());
    for (String id : page.request().params().getOrDefault("service", List.of())) {
      path.append("&service=").append(URLEncoder.encode(id, StandardCharsets.UTF_8));
    }
    byte[] json = LaidOut.json(page.api().get(path.toString())).getBytes(StandardCharsets.UTF_8);
    return new AdminResponse(200, "application/json", Map.of(), json)
        .with("Content-Disposition", "attachment; filename=\"webhooks.json\"");
  }

  private AdminResponse take(Page page, boolean dryRun) {
    FormFields form = page.form();
    String text = form.one("document");
    if (text.isBlank()) {
      return refused(page, page.texts().say("transfer.empty"));
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return refused(page, page.texts().say("transfer.tooLarge"));
    }
    var sent = new HashMap<String, Object>();
    sent.put("document", document(page, text));
    sent.put("existing", form.one("existing").isEmpty() ? "skip" : form.one("existing"));
    sent.put("dryRun", dryRun);
    ApiReply reply = page.api().post("import", sent);
    if (!reply.ok() && !reply.body().containsKey("plan")) {
      return refused(page, String.valueOf(reply.body().get("detail")));
    }
    AdminResponse answer = page.show(
        reply.ok() ? 200 : 422, "transfer-result", new ImportResult(page).of(reply, dryRun));
    return dryRun || !reply.ok()
        ? answer
        : Trigger.success(page.texts().say("transfer.done"))
            .and("servicesChanged")
            .and("settingsChanged")
            .on(answer);
  }

  /** OpenMetadata gives several webhooks as a list; what is no JSON at all is lines of headers. */
  private static Object document(Page page, String text) {
    String start = text.stripLeading();
    if (start.startsWith("{")) {
      return page.json(text);
    }
    if (!start.startsWith("[")) {
      return text;
    }
    Object list = page.json("{\"data\":" + text + "}").get("data");
    return list == null ? Map.of() : list;
  }

  private static AdminResponse refused(Page page, String message) {
    return page.show(422, "problem", Map.of("message", message, "status", 422));
  }
}
