package io.github.webhookplugin.model;

import java.util.List;

/** Rules for tests whose receivers are on this machine. */
public final class Allowed {
  /** Whatever can be allowed. */
  public static final AddressRules ANY =
      new AddressRules(List.of(Network.of("0.0.0.0/0"), Network.of("::/0")), List.of());

  private Allowed() {}
}
