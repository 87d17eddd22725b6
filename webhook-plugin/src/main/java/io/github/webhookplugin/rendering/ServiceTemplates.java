package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.SignatureRecipe.BodyForm;
import io.github.webhookplugin.model.WebhookService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All templates of one service, compiled once and rendered for each delivery. Immutable, shared between threads. */
public final class ServiceTemplates {
  private final Template body;
  private final BodyForm form;
  private final byte @Nullable [] fixedBody;
  private final UrlTemplate url;
  private final HeaderTemplates headers;
  private final @Nullable Template together;
  private final boolean headUsesSign;
  private final boolean repeatable;

  /** For events that were put together before the settings said that each is sent alone. */
  private static final class Usual {
    static final Template TOGETHER = Template.compile(Place.BODY, Shaping.Batching.DEFAULT_BODY);
  }

  private ServiceTemplates(
      RequestTemplate request, Shaping shaping, BodyForm form, String userAgent) {
    this.form = form;
    together = shaping.mergesEvents() ? Template.compile(Place.BODY, shaping.together()) : null;
    body = Template.compile(Place.BODY, request.body());
    fixedBody = body.isStatic() ? bytes(body, request.body()) : null;
    url = new UrlTemplate(request);
    headers = new HeaderTemplates(request, url, userAgent);
    headUsesSign = usesSign(url::uses) || usesSign(headers::uses);
    repeatable = !body.uses("sentAt");
  }

  /**
   * Compiles a service's templates.
   *
   * @param version of the plugin, for the {@code User-Agent}
   * @throws TemplateException if one of them cannot be compiled; {@link TemplateCheck} says so before it is saved
   * @throws RenderException if an address or header without variables is not valid
   */
  public static ServiceTemplates compile(WebhookService service, String version) {
    return new ServiceTemplates(
        service.request(),
        service.shaping(),
        service.delivery().signing().recipe().form(),
        "WebhookPlugin/" + version);
  }

  /**
   * The body, in UTF-8, with {@link SignMarks} if the model has them. The caller must not change the array.
   *
   * @throws RenderException if this event makes it too large, too slow or no JSON
   */
  public byte[] body(DeliveryModel model) {
    if (fixedBody != null) {
      return fixedBody;
    }
    return bytes(body, body.render(model));
  }

  /**
   * The body of a request with several events, in UTF-8, with {@link SignMarks} if the model has them.
   *
   * @throws RenderException if these events make it too large, too slow or no JSON
   */
  public byte[] body(BatchModel model) {
    return bytes(togetherOrUsual(), togetherOrUsual().render(model));
  }

  private byte[] bytes(Template template, String text) {
    String formed = FastjsonForm.of(form, text);
    return template.isMarked() ? SignMarks.bytes(formed) : formed.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The address with the query parameters behind its own query, in their order; without user, password and fragment;
   * percent-encoded where a URL needs it and otherwise as typed. May be a secret.
   *
   * @throws RenderException if this event makes it no address
   */
  public String url(DeliveryModel model) {
    return url.render(model);
  }

  /** The same with more parameters behind it, percent-encoded. */
  public String url(DeliveryModel model, List<NamedValue> more) {
    return UrlTemplate.withMore(url.render(model), more);
  }

  /**
   * The headers, no name twice: the defaults that the service does not set, the service's own, and Basic
   * {@code Authorization} from user and password in the address unless the service sets that header.
   *
   * @throws RenderException if this event makes one longer than 8 KiB, or all longer than 32 KiB
   */
  public List<Header> headers(DeliveryModel model) {
    return headers.render(model);
  }

  private static boolean usesSign(Predicate<String> uses) {
    return uses.test("sign") || uses.test("signTimestamp");
  }

  /** Whether headers or address use {@code {{sign}}} or {@code {{signTimestamp}}}. */
  public boolean headUsesSign() {
    return headUsesSign;
  }

  /** Whether the body for one event uses them. */
  public boolean bodyUsesSign() {
    return body.isMarked();
  }

  /** Whether the body for several events uses them. */
  public boolean togetherUsesSign() {
    return togetherOrUsual().isMarked();
  }

  private Template togetherOrUsual() {
    return together == null ? Usual.TOGETHER : together;
  }

  /** Whether the body depends on nothing but the event, the delivery and the service: it is the same at any time. */
  public boolean repeatable() {
    return repeatable;
  }

  /** The same of the body for several events. */
  public boolean togetherRepeatable() {
    return !togetherOrUsual().uses("sentAt");
  }

  @Override
  public String toString() {
    return "ServiceTemplates[" + body + "]";
  }
}
