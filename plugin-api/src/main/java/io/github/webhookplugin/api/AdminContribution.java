package io.github.webhookplugin.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pf4j.ExtensionPoint;

/**
 * A plugin's own admin interface: everything below {@code /plugins/{id}/} and {@code /api/plugins/{id}/}.
 *
 * <p>The host signs people in, checks who may do what, mounts the routes and passes requests on; it knows nothing
 * of what they mean. No web framework's type crosses this border. May be called from any thread, by many at once.
 */
public interface AdminContribution extends ExtensionPoint {
  /** The path segment that the host mounts this contribution under; the plugin's id. */
  String id();

  /** What people read in the host's navigation. */
  String title();

  /**
   * Answers one request. The host answers 500 if this throws.
   *
   * @param request its path is relative to where the contribution is mounted: {@code api/v1/services} for
   *     {@code /api/plugins/{id}/v1/services}, {@code deliveries} for {@code /plugins/{id}/deliveries}
   */
  AdminResponse handle(AdminRequest request);

  /**
   * What the host shows around this contribution's pages.
   *
   * @param request the one that is shown, for its language and for what its user may see
   */
  default AdminFrame frame(AdminRequest request) {
    return new AdminFrame(title(), "", "plug", List.of());
  }

  /**
   * Watches what the pages show, for those that follow it live.
   *
   * @param request a GET of the page that follows
   * @param changes told of every change from now on, at most about once a second; called by a thread of the plugin,
   *     which waits for it: hand over and return
   * @return ends the watch when closed; empty if this contribution has nothing to follow. The plugin ends it by itself
   *     when it stops
   */
  default Optional<AutoCloseable> watch(AdminRequest request, Consumer<AdminEvent> changes) {
    return Optional.empty();
  }
}
