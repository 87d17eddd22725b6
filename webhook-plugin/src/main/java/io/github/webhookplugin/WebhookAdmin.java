package io.github.webhookplugin;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminEvent;
import io.github.webhookplugin.api.AdminFrame;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.util.Optional;
import java.util.function.Consumer;
import org.pf4j.Extension;

/** The plugin's own admin interface. */
@Extension
public final class WebhookAdmin implements AdminContribution {
  @Override
  public String id() {
    return "webhook";
  }

  @Override
  public String title() {
    return "Webhooks";
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return WebhookPlugin.runtimeOrThrow().admin(request);
  }

  @Override
  public AdminFrame frame(AdminRequest request) {
    return WebhookPlugin.runtimeOrThrow().frame(request);
  }

  @Override
  public Optional<AutoCloseable> watch(AdminRequest request, Consumer<AdminEvent> changes) {
    return request.may(AdminPermission.VIEW)
        ? Optional.of(WebhookPlugin.runtimeOrThrow().watch(changes))
        : Optional.empty();
  }
}
