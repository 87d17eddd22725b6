package io.github.webhookplugin.sending;

import java.io.IOException;

/** The receiver answered with a record of TLS where plain HTTP was asked for. */
final class SpeaksTls extends IOException {
  private static final long serialVersionUID = 1;
}
