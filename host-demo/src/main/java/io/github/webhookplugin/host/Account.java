package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Set;

/**
 * Somebody who has come in.
 *
 * @param user recorded with what they change
 */
record Account(String user, Set<AdminPermission> permissions) {
  Account {
    permissions = Set.copyOf(permissions);
  }

  /** Goes on only if they may. */
  void require(AdminPermission permission) {
    if (!permissions.contains(permission)) {
      throw Problem.of(
          403,
          "you are signed in as " + user + ", who may not do this: " + permission
              + " is asked for");
    }
  }
}
