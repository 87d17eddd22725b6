package io.github.webhookplugin.receivers;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Simulators for the tests of a host, as an extension of JUnit 5. In a static field they listen while the class runs and
 * forget before each test; in a field of the test they listen for one test.
 *
 * <pre>{@code
 * static final Slack slack = new Slack();
 *
 * @RegisterExtension
 * static final Receivers receivers = Receivers.on(slack);
 * }</pre>
 */
public final class Receivers
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final List<Simulator> simulators;
  private @Nullable ReceiverServer server;
  private boolean ofClass;

  private Receivers(List<Simulator> simulators) {
    this.simulators = simulators;
  }

  public static Receivers on(Simulator... simulators) {
    return new Receivers(List.of(simulators));
  }

  /** All simulators take the time from this clock. */
  public Receivers at(Clock clock) {
    simulators.forEach(simulator -> simulator.at(clock));
    return this;
  }

  /** The whole address to send to, with everything that is secret about it. */
  public String url(Simulator simulator) {
    if (server == null) {
      throw new IllegalStateException("the simulators listen while a test runs only");
    }
    return server.url(simulator);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofClass = true;
    server = new ReceiverServer(simulators);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    simulators.forEach(Simulator::forget);
    if (!ofClass) {
      server = new ReceiverServer(simulators);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!ofClass) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
