package io.github.webhookplugin.sending;

import org.apache.hc.core5.http.ConnectionClosedException;

/** The connection ended in the middle of an answer's head. */
final class CutHead extends ConnectionClosedException {
  private static final long serialVersionUID = 1;
}
