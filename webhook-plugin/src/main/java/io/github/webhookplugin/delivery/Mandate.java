package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.Share;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a lane was told from outside: its route, this node's part of it, and whether it is held or its service stopped.
 * Before the first route it may start nothing. Guarded by the lane.
 */
final class Mandate {
  /** So many deliveries of a service that is gone end at once. */
  private static final int OF_GONE = 32;

  private final int service;
  private @Nullable Route route;
  private String name = "";
  private Share share = Share.ALONE;
  private int concurrency = OF_GONE;
  private boolean routed;
  private boolean held;
  private boolean stopped;

  Mandate(int service) {
    this.service = service;
  }

  int service() {
    return service;
  }

  /** Null: none yet, or the service was deleted. */
  @Nullable
  Route route() {
    return route;
  }

  /**
   * The settings in force; null: the service was deleted.
   *
   * @return whether it has another address than before
   */
  boolean route(@Nullable Route next) {
    boolean moved = next != null && route != null && !next.hasAddressOf(route);
    route = next;
    name = next == null ? name : next.service().name();
    routed = true;
    divide();
    return moved;
  }

  /** This node's part of what all may do. */
  void share(Share now) {
    share = now;
    divide();
  }

  private void divide() {
    concurrency = route == null ? OF_GONE : share.of(service, route.concurrency());
  }

  /** The service's name, its last one if it was deleted; empty if it was deleted before this start. */
  String name() {
    return name;
  }

  void hold(boolean value) {
    held = value;
  }

  void stop(boolean value) {
    stopped = value;
  }

  /** Attempts that may be under way at once on this node. */
  int concurrency() {
    return concurrency;
  }

  /** Whether anything may start. */
  boolean open() {
    return routed && !held && (route == null || (!stopped && route.open() && concurrency > 0));
  }

  /** Requests a second that the service's own rate allows this node; empty: it has none. */
  OptionalDouble allowed() {
    return route == null
        ? OptionalDouble.of(1)
        : route.service().shaping().rates().stream()
            .mapToDouble(rate -> rate.perSecond() / share.nodes())
            .min();
  }
}
