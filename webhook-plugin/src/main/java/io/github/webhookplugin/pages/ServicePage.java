package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One service with its three sides, as links: settings, deliveries, history (seed row W-13). */
final class ServicePage implements Pages.Section {
  @Override
  public void mount(Pages.Routes routes) {
    routes.on("GET", "services/{id}", this::page);
  }

  private AdminResponse page(Page page) {
    Map<String, Object> service = page.api().get("services/" + page.place("id"));
    var model = new HashMap<String, @Nullable Object>();
    for (String name : new String[] {"id", "name", "method", "description"}) {
      model.put(name, service.get(name));
    }
    model.put("address", Objects.requireNonNullElse(service.get("url"), ""));
    model.put("unverified", ServiceRow.unverified(page.texts(), service).orElse(null));
    model.put("off", Boolean.FALSE.equals(service.get("enabled")));
    model.put("described", !String.valueOf(service.get("description")).isEmpty());
    return page.show("service", model);
  }
}
