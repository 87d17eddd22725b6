package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The JVMs of the sides, started when they are first needed, and their receiver. */
final class Sides implements AutoCloseable {
  private final Bench bench;
  private final Jvm receiver;
  private final Map<Role, Jvm> sides = new EnumMap<>(Role.class);

  Sides(Bench bench) throws IOException {
    this.bench = bench;
    receiver = Jvm.start(ReceiverMain.class, List.of("-Xmx256m"));
  }

  int port() throws IOException {
    return Integer.parseInt(receiver.ask("port"));
  }

  /** CPU that the receiver has used so far, in nanoseconds. */
  long receiverCpu() throws IOException {
    return Long.parseLong(receiver.ask("cpu"));
  }

  long answered() throws IOException {
    return Long.parseLong(receiver.ask("answered"));
  }

  /** Starts a side, which is not to be warmed up. */
  void start(Role role) throws IOException {
    bench.progress("starting " + role);
    sides.put(role, Jvm.start(SideMain.class, role.options(), role.name(), receiver.ask("port")));
  }

  /** Starts a side and lets it work until it is warm; does nothing for one that has been started. */
  void warmUp(Role role) throws IOException {
    if (!sides.containsKey(role)) {
      start(role);
      bench.progress("warming up " + role);
      ask(role, new Order(bench.settings().warmUp(), Load.UNLIMITED, false));
    }
  }

  /**
   * One side's turn.
   *
   * @param perSecond events, or {@link Load#UNLIMITED}
   * @throws IllegalStateException if it counted a delivery that the receiver has not answered
   */
  Turn turn(Role role, Duration measured, long perSecond) throws IOException {
    warmUp(role);
    return ask(role, new Order(measured, perSecond, bench.settings().recorded()));
  }

  private Turn ask(Role role, Order order) throws IOException {
    long before = answered();
    Jvm side = sides.get(role);
    if (side == null) {
      throw new IllegalStateException(role + " is not started");
    }
    Turn turn = Turn.ofLine(side.ask(order.toLine()));
    long answered = answered() - before;
    if (role.usesReceiver() && answered < turn.total()) {
      throw new IllegalStateException(role + " counts " + turn.total()
          + " deliveries, but the receiver answered " + answered + " requests");
    }
    return turn;
  }

  @Override
  public void close() throws IOException {
    for (Jvm side : sides.values()) {
      side.close();
    }
    receiver.close();
  }
}
