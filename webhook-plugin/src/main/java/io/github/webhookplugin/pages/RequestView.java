package io.github.webhookplugin.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of the API's answers for the view {@code editor-request}. */
final class RequestView {
  private RequestView() {}

  static Map<String, @Nullable Object> of(Map<?, ?> request) {
    var model = new LinkedHashMap<String, @Nullable Object>();
    model.put("method", request.get("method"));
    model.put("url", request.get("url"));
    model.put("headers", request.get("headers"));
    model.put("body", Coloured.asIs(String.valueOf(request.get("body"))));
    model.put("curl", CurlCommand.of(request));
    return model;
  }
}
