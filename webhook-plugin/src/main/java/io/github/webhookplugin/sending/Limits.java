package io.github.webhookplugin.sending;

import java.nio.channels.ByteChannel;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.hc.core5.function.Decorator;
import org.apache.hc.core5.reactor.IOSession;

/**
 * Puts a {@link LimitedSession} around each session. A connection has two if it speaks TLS, one below it and one above;
 * both have the same {@link Arrivals}, because a tunnel's handler was given to the lower one. Shared between threads.
 */
final class Limits implements Decorator<IOSession> {
  private final Map<ByteChannel, Arrivals> open = Collections.synchronizedMap(new WeakHashMap<>());

  @Override
  public IOSession decorate(IOSession session) {
    return new LimitedSession(
        session, open.computeIfAbsent(session.channel(), channel -> new Arrivals()));
  }
}
