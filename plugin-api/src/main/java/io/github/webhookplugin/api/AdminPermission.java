package io.github.webhookplugin.api;

import java.util.Set;

/**
 * What somebody may do on a plugin's pages and through its API. The host decides who may; the plugin refuses the rest,
 * with 403, and leaves out the buttons for it.
 */
public enum AdminPermission {
  /** Look at everything but secrets. */
  VIEW,
  /** Change settings. */
  EDIT,
  /** Send a test. */
  TEST,
  /** Send again, move or stop what waits. */
  REPLAY,
  /** See what is kept secret, where a plugin can show it at all. */
  REVEAL;

  /** Everything, for hosts with one kind of admin. */
  public static final Set<AdminPermission> ALL = Set.of(values());
}
