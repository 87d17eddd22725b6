package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.WebhookService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All templates of one service, compiled once and rendered for each delivery. Immutable, shared between threads. */
public final class ServiceTemplates {
  private final Template body;
  private final byte @Nullable [] fixedBody;
  private final UrlTemplate url;
  private final HeaderTemplates headers;
  private final @Nullable Template together;
  private final boolean usesSign;
  private final boolean repeatable;

  /** For events that were put together before the settings said that each is sent alone. */
  private static final class Usual {
    static final Template TOGETHER = Template.compile(Place.BODY, Shaping.Batching.DEFAULT_BODY);
  }

  private ServiceTemplates(RequestTemplate request, Shaping shaping, String userAgent) {
    together = shaping.mergesEvents() ? Template.compile(Place.BODY, shaping.together()) : null;
    body = Template.compile(Place.BODY, request.body());
    fixedBody = body.isStatic() ? request.body().getBytes(StandardCharsets.UTF_8) : null;
    url = new UrlTemplate(request);
    headers = new HeaderTemplates(request, url, userAgent);
    usesSign = body.uses("sign") || url.uses("sign") || headers.uses("sign");
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
    return new ServiceTemplates(service.request(), service.shaping(), "WebhookPlugin/" + version);
  }

  /**
   * The body, in UTF-8. The caller must not change the array.
   *
   * @throws RenderException if this event makes it too large, too slow or no JSON
   */
  public byte[] body(DeliveryModel model) {
    return fixedBody != null ? fixedBody : bodyText(model).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The body of a request with several events, in UTF-8.
   *
   * @throws RenderException if these events make it too large, too slow or no JSON
   */
  public byte[] body(BatchModel model) {
    return togetherOrUsual().render(model).getBytes(StandardCharsets.UTF_8);
  }

  /** The body as text, for previews. Throws as {@link #body}. */
  public String bodyText(DeliveryModel model) {
    return body.render(model);
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

  /**
   * The headers, no name twice: the defaults that the service does not set, the service's own, and Basic
   * {@code Authorization} from user and password in the address unless the service sets that header.
   *
   * @throws RenderException if this event makes one longer than 8 KiB, or all longer than 32 KiB
   */
  public List<Header> headers(DeliveryModel model) {
    return headers.render(model);
  }

  /** Whether any template of a request with one event uses {@code {{sign}}}. */
  public boolean usesSign() {
    return usesSign;
  }

  /** Whether any template of a request with several events uses {@code {{sign}}}. */
  public boolean togetherUsesSign() {
    return togetherOrUsual().uses("sign") || url.uses("sign") || headers.uses("sign");
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
