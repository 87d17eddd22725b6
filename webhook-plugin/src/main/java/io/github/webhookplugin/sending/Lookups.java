package io.github.webhookplugin.sending;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Looks host names up on threads of its own, because that blocks for as long as a name server likes. A host has one
 * look-up at a time, so one that hangs holds one thread however many requests wait for it. Shared between threads.
 */
final class Lookups implements AutoCloseable {
  private static final int MAX_THREADS = 256;
  private static final int MAX_KNOWN = 2_000;
  private static final Duration IDLE_THREAD = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Resolver resolver;
  private final Map<String, Lookup> lookups = new ConcurrentHashMap<>();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor threads;

  Lookups(Resolver resolver, ThreadFactory threadFactory) {
    this.resolver = resolver;
    this.threads = new ThreadPoolExecutor(
        0,
        MAX_THREADS,
        IDLE_THREAD.toMillis(),
        TimeUnit.MILLISECONDS,
        new SynchronousQueue<>(),
        threadFactory,
        (lookup, full) -> waiting.add(lookup));
  }

  /**
   * Finds a host's addresses. Exactly one of the two is called: at once on this thread if they are known or the host is
   * an address itself, else on a look-up thread.
   *
   * @param found takes all addresses of the host, one at least
   */
  void find(String host, Consumer<InetAddress[]> found, Runnable notFound) {
    var unused = lookup(host).addresses.whenComplete((addresses, problem) -> {
      if (problem == null) {
        found.accept(addresses);
      } else {
        notFound.run();
      }
    });
  }

  private Lookup lookup(String host) {
    Lookup known = lookups.get(host);
    if (known != null && known.isUsable()) {
      return known;
    }
    Lookup fresh = new Lookup(host);
    Lookup agreed =
        lookups.compute(host, (name, other) -> other != null && other.isUsable() ? other : fresh);
    if (agreed == fresh) {
      start(fresh);
    }
    return agreed;
  }

  private void start(Lookup lookup) {
    if (InetAddressUtils.isIPv4(lookup.host) || InetAddressUtils.isIPv6(lookup.host)) {
      lookup.run(InetAddress::getAllByName);
    } else {
      threads.execute(() -> lookup.run(resolver));
    }
  }

  /** Called every few milliseconds: gives look-ups that found all threads busy another chance, and forgets old ones. */
  void tidy() {
    for (int i = waiting.size(); i > 0; i--) {
      Runnable next = waiting.poll();
      if (next != null) {
        threads.execute(next);
      }
    }
    lookups.values().removeIf(lookup -> !lookup.isUsable());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private final class Lookup {
    private final String host;
    private final CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();
    private volatile long endedAt;

    Lookup(String host) {
      this.host = host;
    }

    boolean isUsable() {
      return !addresses.isDone() || System.nanoTime() - endedAt < KEPT.toNanos();
    }

    void run(Resolver by) {
      try {
        InetAddress[] found = by.resolve(host);
        if (found.length == 0) {
          throw new UnknownHostException(host);
        }
        endedAt = System.nanoTime();
        if (lookups.size() > MAX_KNOWN) {
          forget();
        }
        addresses.complete(found);
      } catch (Throwable problem) {
        // whatever it is: a host's resolver may be of another JVM language
        forget();
        addresses.completeExceptionally(problem);
      }
    }

    private void forget() {
      lookups.remove(host, this);
    }
  }
}
