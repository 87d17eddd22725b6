package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.TlsRules;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * The setups in use. One that no request has asked for in a while is forgotten; its connections were idle long before
 * that, and are closed. Shared between threads.
 */
final class TlsSetups {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Sender.Options options;
  private final TlsSetup usual;
  private final Map<TlsRules, Used> others = new ConcurrentHashMap<>();

  TlsSetups(Sender.Options options, SSLContext usual) {
    this.options = options;
    this.usual = TlsSetup.of(TlsRules.USUAL, usual, options);
  }

  private static final class Used {
    private final TlsSetup setup;
    private volatile long last = System.nanoTime();

    Used(TlsSetup setup) {
      this.setup = setup;
    }
  }

  /**
   * The setup for some rules.
   *
   * @throws GeneralSecurityException if this JVM cannot do what they ask for
   */
  TlsSetup of(TlsRules rules) throws GeneralSecurityException {
    if (rules.equals(TlsRules.USUAL)) {
      return usual;
    }
    Used known = others.get(rules);
    if (known == null) {
      Used made = new Used(TlsSetup.of(rules, TlsContexts.of(rules), options));
      Used other = others.putIfAbsent(rules, made);
      known = other == null ? made : other;
    }
    known.last = System.nanoTime();
    return known.setup;
  }

  void forgetUnused(long now) {
    others.values().removeIf(used -> now - used.last > KEPT.toNanos());
  }

  int size() {
    return others.size();
  }
}
