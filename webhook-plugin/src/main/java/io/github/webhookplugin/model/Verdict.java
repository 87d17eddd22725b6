package io.github.webhookplugin.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an attempt's answer means. Each has one sentence for people, without secrets. */
public sealed interface Verdict {
  String reason();

  /** The same with another sentence behind its reason. */
  Verdict adding(String sentence);

  /** The receiver took it. */
  record Delivered(String reason) implements Verdict {
    @Override
    public Delivered adding(String sentence) {
      return new Delivered(reason + " " + sentence);
    }
  }

  /**
   * Not taken; worth another try if the schedule has one.
   *
   * @param atLeast what the receiver asked to wait ({@code Retry-After}, RFC 9110 section 10.2.3); null: it did not
   */
  record Retry(String reason, @Nullable Duration atLeast) implements Verdict {
    public Retry(String reason) {
      this(reason, null);
    }

    @Override
    public Retry adding(String sentence) {
      return new Retry(reason + " " + sentence, atLeast);
    }
  }

  /**
   * Not taken because the receiver limits how often it is called. Waits without using up the schedule, and is no
   * failure of the service (seed row T-36).
   *
   * @param atLeast what the receiver asked to wait; null: it did not say
   */
  record Throttled(String reason, @Nullable Duration atLeast) implements Verdict {
    @Override
    public Throttled adding(String sentence) {
      return new Throttled(reason + " " + sentence, atLeast);
    }
  }

  /** Not taken, and another try would end the same way. */
  record Rejected(String reason) implements Verdict {
    @Override
    public Rejected adding(String sentence) {
      return new Rejected(reason + " " + sentence);
    }
  }

  /** Rejected, and the receiver wants nothing more of this service: it is stopped (status 410, Standard Webhooks). */
  record Stop(String reason) implements Verdict {
    @Override
    public Stop adding(String sentence) {
      return new Stop(reason + " " + sentence);
    }
  }
}
