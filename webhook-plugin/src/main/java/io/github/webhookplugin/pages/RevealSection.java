package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows a stored secret for half a minute, and hides it again. */
final class RevealSection implements Pages.Section {
  private static final int SECONDS = 30;

  @Override
  public void mount(Pages.Routes routes) {
    routes.on("POST", "services/{id}/reveal", AdminPermission.REVEAL, RevealSection::show);
    routes.on("GET", "services/{id}/reveal", AdminPermission.REVEAL, RevealSection::hide);
  }

  private static AdminResponse show(Page page) {
    FormFields form = page.form();
    var asked = new LinkedHashMap<String, Object>();
    asked.put("field", form.one("reveal.field"));
    if (!form.one("reveal.name").isEmpty()) {
      asked.put("name", form.one("reveal.name"));
    }
    ApiReply reply = page.api().post("services/" + page.place("id") + "/secrets/reveal", asked);
    if (reply.status() == 422) {
      List<String> wrong = reply.errors().stream()
          .map(error -> String.valueOf(error.get("message")))
          .toList();
      return page.show("editor-wrong", Map.of("wrong", wrong));
    }
    String value = String.valueOf(reply.orRefuse().get("value"));
    String id = form.one("reveal.id");
    String again = new Reveal(page, page.place("id"))
        .again(form.one("reveal.field"), form.one("reveal.name"), id);
    return page.show(
        "editor-revealed",
        Map.of(
            "value", value,
            "id", id,
            "again", again,
            "seconds", String.valueOf(SECONDS),
            "help", page.texts().say("editor.revealHelp", SECONDS)));
  }

  private static AdminResponse hide(Page page) {
    Map<String, Object> button = new Reveal(page, page.place("id"))
        .of(page.param("field"), page.param("name"), page.param("id"));
    return page.show("editor-reveal", button == null ? Map.of() : button);
  }
}
