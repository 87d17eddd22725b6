package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import java.util.Map;

/**
 * A request on its route.
 *
 * @param places what stands in the path for each {@code {name}} of the route
 */
public record Call(AdminRequest request, Map<String, String> places) {
  /** What stands in the path for a name of the route. */
  public String place(String name) {
    String value = places.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  public String user() {
    return request.user();
  }
}
