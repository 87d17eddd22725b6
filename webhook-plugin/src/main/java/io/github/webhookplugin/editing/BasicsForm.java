package io.github.webhookplugin.editing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Name, address, method, description, and whether the service is on. */
final class BasicsForm implements Part {
  @Override
  public void fill(Stored document, Inputs form) {
    form.tick("enabled", !Boolean.FALSE.equals(document.raw("enabled")));
    form.put("name", document.text("name"));
    form.put("method", document.has("method") ? document.text("method") : "POST");
    form.put("url", UserInfo.without(document.text("url")));
    form.tick("secretUrl", document.flag("secretUrl"));
    form.put("description", document.text("description"));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    document.put("enabled", form.ticked("enabled"));
    document.put("name", form.text("name").strip());
    document.put("method", form.text("method").isEmpty() ? "POST" : form.text("method"));
    document.put("url", url(form, new Stored(document)));
    document.put("secretUrl", form.ticked("secretUrl"));
    TextKept.put(document, "description", form.text("description"));
  }

  /** A service that tells people at their own addresses needs none. */
  private static @Nullable String url(Reading form, Stored document) {
    String url = form.text("url").strip();
    boolean needsNone = RecipientsForm.GROUPS.stream().anyMatch(form::ticked);
    if (url.isEmpty() && (needsNone || (document.raw("url") == null && document.has("id")))) {
      return null;
    }
    return form.text(AuthenticationForm.FIELD).equals(AuthenticationForm.BASIC)
        ? UserInfo.in(
            url, form.text("basic.user"), form.text("basic.password"), document.text("url"))
        : url;
  }
}
