package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Proxy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what to connect to for a receiver, itself or the proxy, and asks the guard. Shared between threads. */
final class Ways {
  private static final InetAddress[] UNKNOWN = {};

  /** So long a look-up of our own may hold up a request that a proxy could look up better. */
  private static final Duration OWN_LOOKUP = Duration.ofSeconds(2);

  private final Lookups lookups;
  private final ScheduledExecutorService timer;
  private volatile AddressRules allowed = AddressRules.PUBLIC;
  private volatile @Nullable Proxy proxy;

  Ways(Lookups lookups, ScheduledExecutorService timer) {
    this.lookups = lookups;
    this.timer = timer;
  }

  /** Takes what was found: one of the two is called, once, on any thread. */
  interface Found {
    /** Connect to one of these, of the receiver or, if there is one, of the proxy. */
    void way(InetAddress[] addresses, @Nullable Proxy proxy);

    void none(Answer.Failure why);
  }

  void allow(AddressRules rules) {
    allowed = rules;
  }

  void leaveThrough(@Nullable Proxy next) {
    proxy = next;
  }

  void find(Target target, Found found) {
    Optional<AddressRules.Objection> objection = AddressGuard.objection(target, allowed);
    Proxy through = proxy;
    if (objection.isPresent()) {
      found.none(AddressGuard.failure(target, objection.get()));
    } else if (through == null) {
      lookups.find(
          target.name(),
          addresses -> straight(target, addresses, found),
          () -> found.none(Faults.unresolved(target)));
    } else {
      find(target, through, found);
    }
  }

  /** What was looked up is what is checked, and what is connected to. */
  private void straight(Target target, InetAddress[] addresses, Found found) {
    AddressGuard.objection(target, addresses, allowed)
        .ifPresentOrElse(
            objection -> found.none(AddressGuard.failure(target, objection)),
            () -> found.way(AddressGuard.first(addresses), null));
  }

  /**
   * Behind a proxy it is the proxy that looks names up. What is known here is checked here all the same, and what is not
   * known in time is left to the proxy.
   */
  private void find(Target target, Proxy through, Found found) {
    var looked = new AtomicBoolean();
    Consumer<InetAddress[]> decide = known -> {
      if (looked.compareAndSet(false, true)) {
        decide(target, through, known, found);
      }
    };
    lookups.find(target.name(), decide, () -> decide.accept(UNKNOWN));
    if (!looked.get()) {
      try {
        var unused = timer.schedule(
            () -> decide.accept(UNKNOWN), OWN_LOOKUP.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closed) {
        // whoever closes the sender ends the exchange
      }
    }
  }

  private void decide(Target target, Proxy through, InetAddress[] known, Found found) {
    Optional<AddressRules.Objection> objection =
        AddressGuard.objectionBehindProxy(target, known, allowed);
    if (objection.isPresent()) {
      found.none(AddressGuard.failure(target, objection.get()));
    } else if (!through.leavesOut(target.name(), known)) {
      lookups.find(
          through.host(),
          addresses -> through(through, addresses, found),
          () -> found.none(Faults.unresolved(through)));
    } else if (known.length == 0) {
      found.none(Faults.unresolved(target));
    } else {
      found.way(AddressGuard.first(known), null);
    }
  }

  /** An admin named the proxy, so that it may be in any network of theirs. */
  private static void through(Proxy through, InetAddress[] addresses, Found found) {
    if (Stream.of(addresses).anyMatch(AddressRules::neverCalled)) {
      found.none(Faults.forbidden(through));
    } else {
      found.way(AddressGuard.first(addresses), through);
    }
  }

  /**
   * What speaks against a receiver, once it is looked up; empty if nothing does, or if its name is not known at the
   * moment.
   */
  void object(Target target, Consumer<Optional<AddressRules.Objection>> then) {
    lookups.find(
        target.name(),
        addresses -> then.accept(AddressGuard.objection(target, addresses, allowed)),
        () -> then.accept(Optional.empty()));
  }
}
