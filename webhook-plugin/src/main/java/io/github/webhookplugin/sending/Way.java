package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Proxy;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a request gets to its receiver.
 *
 * @param addresses that are connected to: the receiver's, or the proxy's
 * @param proxy null: straight
 */
record Way(InetAddress[] addresses, TlsSetup tls, @Nullable Proxy proxy) {}
