package io.github.webhookplugin.api;

/**
 * The version of this API.
 *
 * <p>A plugin's {@code plugin.requires} is compared with what the host reports, so a host calls
 * {@code plugins.setSystemVersion(ApiVersion.CURRENT)} before it loads plugins. Without that call PF4J checks
 * nothing.
 */
public final class ApiVersion {
  /** Three numbers, never a pre-release tag: {@code 1.2.0-SNAPSHOT} would not satisfy {@code >=1.2.0}. */
  public static final String CURRENT = "0.1.0";

  private ApiVersion() {}
}
