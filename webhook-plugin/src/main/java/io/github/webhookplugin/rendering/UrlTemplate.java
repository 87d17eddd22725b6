package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A service's address and query parameters, compiled. Immutable, shared between threads. */
final class UrlTemplate {
  /** A query parameter: its name encoded, its value a template. */
  private record Parameter(String name, Template value) {
    static Parameter of(NamedValue typed) {
      return new Parameter(encoded(typed.name()), Template.compile(Place.QUERY, typed.value()));
    }
  }

  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?=[/?#]|$)");

  private final Template address;
  private final List<Parameter> parameters;
  private final boolean absent;
  private final boolean mayHaveUser;
  private final boolean typedDots;
  private final @Nullable TargetUrl fixedTarget;
  private final @Nullable String fixed;

  UrlTemplate(RequestTemplate request) {
    address = Template.compile(Place.URL, request.url());
    parameters = request.queryParams().stream().map(Parameter::of).toList();
    absent = request.url().isEmpty();
    mayHaveUser = request.url().indexOf('@') >= 0;
    typedDots = DOT_SEGMENT.matcher(request.url()).find();
    Scope nobody = name -> null;
    fixedTarget = address.isStatic() && !absent
        ? TargetUrl.parse(address.render(nobody, null).toString())
        : null;
    boolean constant = parameters.stream().allMatch(each -> each.value().isStatic());
    fixed = fixedTarget != null && constant ? withParameters(fixedTarget.request(), nobody) : null;
  }

  String render(DeliveryModel model) {
    return fixed != null ? fixed : withParameters(target(model).request(), model);
  }

  /** What the user and password in the address make as an Authorization header; null if there are none. */
  @Nullable
  String authorization(DeliveryModel model) {
    return mayHaveUser ? target(model).authorization() : null;
  }

  /** The same for every event, so it need not be rendered. */
  boolean hasFixedAuthorization() {
    return fixedTarget != null || !mayHaveUser;
  }

  @Nullable
  String fixedAuthorization() {
    return fixedTarget == null ? null : fixedTarget.authorization();
  }

  private TargetUrl target(DeliveryModel model) {
    if (fixedTarget != null) {
      return fixedTarget;
    }
    if (absent) {
      throw new RenderException(
          "The service has no address of its own: it sends to its recipients' webhooks only.");
    }
    TargetUrl target = TargetUrl.parse(address.render(model));
    if (!typedDots && target.hasDotSegment()) {
      throw new RenderException(
          "With this event the service's address would have a path segment “.” or “..”, which"
              + " leads elsewhere.");
    }
    return target;
  }

  private String withParameters(String url, Scope model) {
    if (parameters.isEmpty()) {
      return url;
    }
    var whole = new StringBuilder(url);
    for (Parameter parameter : parameters) {
      whole.append(separatorAfter(whole)).append(parameter.name()).append('=');
      whole.append(parameter.value().render(model, null).text());
    }
    return whole.toString();
  }

  /** An address with more parameters behind it, names and values percent-encoded. */
  static String withMore(String url, List<NamedValue> more) {
    if (more.isEmpty()) {
      return url;
    }
    var whole = new StringBuilder(url);
    for (NamedValue parameter : more) {
      whole.append(separatorAfter(whole)).append(encoded(parameter.name())).append('=');
      whole.append(encoded(parameter.value()));
    }
    return whole.toString();
  }

  private static String encoded(String text) {
    var out = new Output(text.length());
    PercentText.escape(text, out);
    return out.toString();
  }

  private static String separatorAfter(StringBuilder url) {
    char last = url.charAt(url.length() - 1);
    boolean hasQuery = url.indexOf("?") >= 0;
    return hasQuery ? last == '?' || last == '&' ? "" : "&" : "?";
  }

  boolean uses(String variable) {
    return address.uses(variable)
        || parameters.stream().anyMatch(each -> each.value().uses(variable));
  }
}
