package io.github.webhookplugin.sending;

import java.io.IOException;

/** A proxy answered in its own name: what it said is not the receiver's answer. */
final class ProxyRefusal extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  ProxyRefusal(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
