package io.github.webhookplugin.model;

import io.github.webhookplugin.model.ServiceState.Input;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a service has been doing. Times are milliseconds since 1970.
 *
 * @param failingSince the first failure after the last success; 0: none
 * @param failures attempts that failed since the last success
 * @param lastFailure the newest ever; null if there was none
 * @param stop null unless the state is {@link ServiceState#FAILED}
 */
public record ServiceHealth(
    ServiceState state,
    long failingSince,
    int failures,
    @Nullable Failure lastFailure,
    @Nullable Stop stop) {
  /** Of a service that nothing has gone wrong with. */
  public static final ServiceHealth FINE = new ServiceHealth(ServiceState.ACTIVE, 0, 0, null, null);

  /** Fewer failures in a row than this never stop a service, however far apart they are. */
  public static final int LEAST_FAILURES = 10;

  public ServiceHealth {
    if ((state == ServiceState.FAILED) != (stop != null)) {
      throw new IllegalArgumentException("a service is stopped and says why, or neither");
    }
  }

  /**
   * An attempt that failed.
   *
   * @param status what the receiver answered; null if it did not
   * @param reason for people, without secrets
   */
  public record Failure(long at, @Nullable Integer status, String reason) {}

  /** Since when and why nothing is sent. */
  public record Stop(long at, String reason) {}

  public boolean stopped() {
    return stop != null;
  }

  /** Whether a success would change nothing. */
  public boolean unmovedBySuccess() {
    return state.after(Input.DELIVERED) == state && (failures == 0 || stopped());
  }

  /** After a success. A stopped service stays as it is: what was under way does not start it again. */
  public ServiceHealth delivered() {
    return stopped() ? this : new ServiceHealth(ServiceState.ACTIVE, 0, 0, lastFailure, null);
  }

  /** After a failed attempt. */
  public ServiceHealth failed(Failure failure, boolean givenUp) {
    return new ServiceHealth(
        state.after(givenUp ? Input.GIVEN_UP : Input.FAILED),
        failingSince == 0 ? failure.at() : failingSince,
        failures + 1,
        failure,
        stop);
  }

  /** Stopped; the first reason stays. */
  public ServiceHealth stopped(Stop why) {
    return stopped()
        ? this
        : new ServiceHealth(state.after(Input.STOPPED), failingSince, failures, lastFailure, why);
  }

  /** Started again, with a clean slate. */
  public ServiceHealth resumed() {
    return new ServiceHealth(state.after(Input.RESUMED), 0, 0, lastFailure, null);
  }

  /**
   * Whether there was nothing but failures for that long: at least {@link #LEAST_FAILURES}, from the first after the
   * last success to the newest.
   */
  public boolean hasFailedFor(Duration longest) {
    return lastFailure != null
        && failures >= LEAST_FAILURES
        && lastFailure.at() - failingSince >= longest.toMillis();
  }
}
