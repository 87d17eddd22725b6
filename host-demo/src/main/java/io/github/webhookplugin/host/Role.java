package io.github.webhookplugin.host;

import static io.github.webhookplugin.api.AdminPermission.EDIT;
import static io.github.webhookplugin.api.AdminPermission.REPLAY;
import static io.github.webhookplugin.api.AdminPermission.TEST;
import static io.github.webhookplugin.api.AdminPermission.VIEW;

import io.github.webhookplugin.api.AdminPermission;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What people come in as. */
enum Role {
  VIEWER,
  OPERATOR,
  EDITOR,
  ADMIN;

  static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.text().equals(name)).findFirst();
  }

  /** All of them, for messages. */
  static String names() {
    return Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Set<AdminPermission> permissions() {
    return switch (this) {
      case VIEWER -> Set.of(VIEW);
      case OPERATOR -> Set.of(VIEW, TEST, REPLAY);
      case EDITOR -> Set.of(VIEW, EDIT, TEST, REPLAY);
      case ADMIN -> AdminPermission.ALL;
    };
  }

  /** Somebody with this role, under its name. */
  Account account() {
    return new Account(text(), permissions());
  }
}
