package io.github.webhookplugin.sending;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Proxy;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests, thousands at once, each exactly as given and once: no redirects, cookies or resends, and no proxy but the one it is told of. Shared
 * between threads.
 */
public final class Sender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);
  private static final Duration SWEEP = Duration.ofMillis(25);
  private static final Duration TIDY = Duration.ofSeconds(5);
  private static final Duration REOPEN = Duration.ofSeconds(1);
  private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(5);
  private static final Answer.Failure ABORTED =
      new Answer.Failure(Answer.Kind.ABORTED, "The plugin was stopped while the request was sent.");

  /**
   * What a sender may use.
   *
   * @param ioThreads 1 or more; two keep up with tens of thousands of requests a second
   * @param connectionsPerHost most open connections to one host and port, 1 or more
   * @param connections most open connections in all, 1 or more
   * @param connectTimeout for one address, and for a TLS handshake; the deadline of a request holds besides
   */
  public record Options(
      int ioThreads, int connectionsPerHost, int connections, Duration connectTimeout) {
    public static final Options DEFAULT = new Options(2, 4_096, 16_384, Duration.ofSeconds(5));
  }

  private final Supplier<Connections> opener;
  private final TlsSetups setups;
  private final Threads threads;
  private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
  private final Lookups lookups;
  private final Ways ways;
  private final Targets targets = new Targets();
  private final ScheduledThreadPoolExecutor timer;
  private volatile Connections connections;
  private volatile boolean closed;

  /** Starts a sender. The threads it makes are the factory's, all daemons, and have ended when it is closed. */
  public Sender(Options options, ThreadFactory threadFactory) {
    this(options, threadFactory, Resolver.SYSTEM);
  }

  /** As above, with another way to look names up. */
  public Sender(Options options, ThreadFactory threadFactory, Resolver resolver) {
    this(options, threadFactory, resolver, TlsContexts.usual());
  }

  Sender(Options options, ThreadFactory threadFactory, Resolver resolver, SSLContext tls) {
    opener = () -> new Connections(options, threadFactory);
    setups = new TlsSetups(options, tls);
    connections = opener.get();
    threads = new Threads(threadFactory);
    lookups = new Lookups(resolver, threads);
    timer = new ScheduledThreadPoolExecutor(1, threads);
    ways = new Ways(lookups, timer);
    every(SWEEP, this::sweep);
    every(TIDY, this::tidy);
  }

  private void every(Duration period, Runnable work) {
    Runnable lasting = () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        log.error("the sender's timer failed; it goes on", OneLine.trace(e));
      }
    };
    var unused = timer.scheduleWithFixedDelay(
        lasting, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    inFlight.forEach(exchange -> exchange.timeOutAt(now));
    lookups.tidy();
    if (!connections.areSound()) {
      reopen();
    }
  }

  private void tidy() {
    connections.closeIdle();
    setups.forgetUnused(System.nanoTime());
    threads.forgetEnded();
  }

  /** What is under way on the old connections ends there, if it can, and else at its deadline. */
  private synchronized void reopen() {
    if (!closed) {
      log.error("an I/O thread of the sender ended unexpectedly; starting new ones");
      Connections broken = connections;
      connections = opener.get();
      closeQuietly(broken, REOPEN);
    }
  }

  /** From now on calls what these rules allow; until then public addresses only. */
  public void allow(AddressRules rules) {
    ways.allow(rules);
  }

  /** From now on sends through this proxy; null: straight to the receivers. */
  public void leaveThrough(@Nullable Proxy next) {
    ways.leaveThrough(next);
  }

  /**
   * Looks up whether a URL's host may be called, without calling it. Ends with what speaks against it, as a sentence;
   * empty if nothing does, or if the host is not known at the moment.
   */
  public CompletableFuture<Optional<String>> objection(String url) {
    var objection = new CompletableFuture<Optional<String>>();
    targets
        .of(url)
        .ifPresentOrElse(
            target -> ways.object(
                target,
                found -> objection.complete(found.map(AddressRules.Objection::beforeSaving))),
            () -> objection.complete(Optional.empty()));
    return objection;
  }

  /**
   * Sends a request. Never blocks and never throws: a bad request, a bad receiver and a closed sender are answers too.
   *
   * @param then gets the answer, exactly once, on any thread, the calling one included; must not block
   */
  public void send(OutgoingRequest request, Consumer<Answer> then) {
    Optional<Target> target = targets.of(request.url());
    if (target.isEmpty()) {
      refuse("The URL is not a valid http or https URL.", then);
      return;
    }
    Optional<String> problem = HeaderRules.problem(request.headers());
    if (problem.isPresent()) {
      refuse(problem.get(), then);
      return;
    }
    var exchange = new Exchange(request, target.get(), then, inFlight);
    inFlight.add(exchange);
    if (closed) {
      exchange.abort(ABORTED);
    } else {
      ways.find(target.get(), new Ways.Found() {
        @Override
        public void way(InetAddress[] addresses, @Nullable Proxy proxy) {
          connect(exchange, addresses, proxy);
        }

        @Override
        public void none(Answer.Failure why) {
          exchange.end(why);
        }
      });
    }
  }

  private void connect(Exchange exchange, InetAddress[] addresses, @Nullable Proxy way) {
    TlsSetup tls;
    try {
      tls = setups.of(exchange.tls());
    } catch (GeneralSecurityException unusable) {
      log.warn("TLS settings of a service cannot be used on this JVM", OneLine.trace(unusable));
      exchange.end(Faults.UNUSABLE_TLS);
      return;
    }
    exchange.go(connections.client(), new Way(addresses, tls, way));
  }

  private static void refuse(String sentence, Consumer<Answer> then) {
    Exchange.tell(then, new Answer.Failure(Answer.Kind.REQUEST, sentence));
  }

  /** Closes within five seconds. */
  @Override
  public void close() {
    close(DEFAULT_CLOSE);
  }

  /**
   * Ends what is under way (each request gets its answer, of kind ABORTED), closes all connections and waits for the
   * threads, at most so long. Never throws; a second call finds nothing to do.
   */
  public void close(Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    Connections last;
    synchronized (this) {
      closed = true;
      last = connections;
    }
    inFlight.forEach(exchange -> exchange.abort(ABORTED));
    timer.shutdownNow();
    lookups.close();
    closeQuietly(last, bound);
    try {
      warn(threads.join(Duration.ofNanos(deadline - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(Connections connections, Duration bound) {
    try {
      warn(connections.close(bound));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("closing connections failed", OneLine.trace(e));
    }
  }

  private static void warn(List<String> lasting) {
    if (!lasting.isEmpty()) {
      log.warn("threads of the sender that have not ended in time: {}", lasting);
    }
  }
}
