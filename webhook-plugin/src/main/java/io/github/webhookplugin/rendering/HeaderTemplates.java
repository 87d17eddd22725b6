package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A service's headers, compiled. Immutable, shared between threads. */
final class HeaderTemplates {
  private static final String AUTHORIZATION = "Authorization";
  private static final int MAX_TOTAL = 32 * 1024;

  private record Line(String name, Template value) {
    Header render(Scope model) {
      return new Header(name, HeaderText.checked(name, value.render(model, null).toString()));
    }
  }

  private final List<Line> lines;
  private final UrlTemplate url;
  private final boolean ownAuthorization;
  private final @Nullable List<Header> fixed;

  HeaderTemplates(RequestTemplate request, UrlTemplate url, String userAgent) {
    this.url = url;
    this.ownAuthorization = has(request, AUTHORIZATION);
    this.lines = lines(request, userAgent);
    boolean constant = lines.stream().allMatch(line -> line.value().isStatic())
        && (ownAuthorization || url.hasFixedAuthorization());
    this.fixed = constant ? headers(name -> null, url.fixedAuthorization()) : null;
  }

  /** The defaults come first, unless the user has set a header of the same name. */
  private static List<Line> lines(RequestTemplate request, String userAgent) {
    var lines = new ArrayList<Line>();
    var defaults = List.of(
        new NamedValue("Content-Type", "application/json; charset=utf-8", false),
        new NamedValue("User-Agent", userAgent, false));
    for (NamedValue standard : defaults) {
      if (!has(request, standard.name())) {
        lines.add(line(standard));
      }
    }
    request.headers().forEach(typed -> lines.add(line(typed)));
    return List.copyOf(lines);
  }

  private static Line line(NamedValue typed) {
    return new Line(typed.name().strip(), Template.compile(Place.HEADER, typed.value()));
  }

  private static boolean has(RequestTemplate request, String name) {
    return request.headers().stream()
        .anyMatch(header ->
            header.name().strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
  }

  List<Header> render(DeliveryModel model) {
    if (fixed != null) {
      return fixed;
    }
    return headers(model, ownAuthorization ? null : url.authorization(model));
  }

  private List<Header> headers(Scope model, @Nullable String authorization) {
    var headers = new ArrayList<Header>(lines.size() + 1);
    lines.forEach(line -> headers.add(line.render(model)));
    if (authorization != null && !ownAuthorization) {
      headers.add(new Header(AUTHORIZATION, authorization));
    }
    int total = headers.stream()
        .mapToInt(h -> h.name().length() + HeaderText.byteLength(h.value()))
        .sum();
    if (total > MAX_TOTAL) {
      throw new RenderException(
          "With this event the headers have more than 32 KiB; send long texts in the body.");
    }
    return List.copyOf(headers);
  }

  boolean uses(String variable) {
    return lines.stream().anyMatch(line -> line.value().uses(variable));
  }
}
