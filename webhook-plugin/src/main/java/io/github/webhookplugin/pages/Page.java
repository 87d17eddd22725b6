package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Call;
import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.settings.DocumentException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request for a page, with what answering it takes. For one thread. */
final class Page {
  private final Call call;
  private final Pages.Parts parts;
  private final Views views;
  private final Texts texts;

  Page(Call call, Pages.Parts parts, Views views, Languages languages) {
    this.call = call;
    this.parts = parts;
    this.views = views;
    this.texts = languages.of(call.request());
  }

  AdminRequest request() {
    return call.request();
  }

  /** What stands in the path for a name of the route. */
  String place(String name) {
    return call.place(name);
  }

  /** A query parameter; empty if it is not there. */
  String param(String name) {
    return request().param(name).orElse("");
  }

  /** The fields that a form posted. */
  FormFields form() {
    return FormFields.of(request().body());
  }

  /** A JSON object that somebody typed, pasted or chose; refused with what is wrong if it is none. */
  Map<String, Object> json(String text) {
    try {
      return parts.parse().apply(text.getBytes(StandardCharsets.UTF_8));
    } catch (DocumentException e) {
      throw Problem.of(422, String.valueOf(e.getMessage()));
    }
  }

  /** Says whether the request comes from an element with this id (htmx header {@code HX-Target}). */
  boolean fills(String element) {
    return request().header("HX-Target").filter(element::equals).isPresent();
  }

  Texts texts() {
    return texts;
  }

  Figures figures() {
    return new Figures(texts, now());
  }

  Instant now() {
    return parts.clock().instant();
  }

  /** The JSON API, asked in the name of this request's user. */
  ApiClient api() {
    return new ApiClient(parts, request(), texts.sentences());
  }

  /** The address of another page. */
  String link(String path) {
    return request().page().base() + (path.isEmpty() ? "" : "/" + path);
  }

  /** A view filled with a model. */
  AdminResponse show(String view, Map<String, ? extends @Nullable Object> model) {
    return show(200, view, model);
  }

  AdminResponse show(int status, String view, Map<String, ? extends @Nullable Object> model) {
    return AdminResponse.html(status, text(view, model));
  }

  /** The same as text, for a part of another view. */
  String text(String view, Map<String, ? extends @Nullable Object> model) {
    var whole = new HashMap<String, @Nullable Object>(model);
    whole.put("base", request().page().base());
    whole.put("can", can());
    return views.render(view, whole, texts);
  }

  /** Nothing to show; what happens is in the trigger. */
  AdminResponse done(Trigger trigger) {
    return trigger.on(AdminResponse.html(200, ""));
  }

  /** A moment of the API's answers. */
  static Optional<Instant> moment(@Nullable Object text) {
    return text instanceof String written ? Optional.of(Instant.parse(written)) : Optional.empty();
  }

  private Map<String, Boolean> can() {
    return Map.of(
        "reveal", request().may(AdminPermission.REVEAL),
        "edit", request().may(AdminPermission.EDIT),
        "test", request().may(AdminPermission.TEST),
        "replay", request().may(AdminPermission.REPLAY));
  }
}
