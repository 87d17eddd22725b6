package io.github.webhookplugin.bridge;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.kit.PluginSite;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A plugin's pages and API in a servlet container; {@code signIn} gives null for nobody. Map it to {@code /kit/*},
 * {@code /plugins/ID/*} and {@code /api/plugins/ID/*}.
 */
final class ServletBridge extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient PluginSite site;
  private final transient Function<HttpServletRequest, PluginSite.Caller> signIn;

  ServletBridge(PluginSite site, Function<HttpServletRequest, PluginSite.Caller> signIn) {
    this.site = site;
    this.signIn = signIn;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    AdminResponse answer = site.answer(
        request.getMethod(),
        URI.create(request.getRequestURI() + query),
        headers,
        request.getInputStream().readNBytes(PluginSite.MOST_BYTES + 1),
        signIn.apply(request));
    answer.headers().forEach(response::setHeader);
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    response.getOutputStream().write(answer.body());
  }
}
