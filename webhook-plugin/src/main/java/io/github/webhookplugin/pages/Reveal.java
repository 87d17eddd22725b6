package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.settings.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The button that shows a stored secret of a service, for those who may see it: the view {@code editor-reveal}. */
final class Reveal {
  private final Page page;
  private final String service;

  /** {@code service} empty: it is new, and nothing of it is stored. */
  Reveal(Page page, String service) {
    this.page = page;
    this.service = service;
  }

  /**
   * The button's model; null if nothing can be shown.
   *
   * @param field {@code url}, or the list that the row is in
   * @param name of the row; empty for the address
   * @param id of the field that it stands at
   */
  @Nullable
  Map<String, Object> of(String field, String name, String id) {
    if (service.isEmpty() || !page.request().may(AdminPermission.REVEAL)) {
      return null;
    }
    var model = new LinkedHashMap<String, Object>();
    model.put("id", id);
    model.put("to", page.link("services/" + service + "/reveal"));
    model.put(
        "asked", Json.text(Map.of("reveal.field", field, "reveal.name", name, "reveal.id", id)));
    model.put(
        "label",
        page.texts()
            .say(
                "editor.revealLabel",
                name.isEmpty() ? page.texts().say("editor.label.url") : name));
    return model;
  }

  /** Where the button is to be had again. */
  String again(String field, String name, String id) {
    return page.link("services/" + service + "/reveal?field=" + encoded(field) + "&name="
        + encoded(name) + "&id=" + encoded(id));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
