package io.github.webhookplugin.api;

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
}
