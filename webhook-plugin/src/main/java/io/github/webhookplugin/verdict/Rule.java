package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.JsonPointer;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.VerdictRule.Delay;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule of a service, compiled. Immutable, shared between threads. */
final class Rule {
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Delay.LONGEST.toMillis());

  private final VerdictRule rule;
  private final List<Part> parts;
  private final Sentence sentence;

  /** The rule at a place among the service's, from 0. */
  Rule(VerdictRule rule, int place) {
    this.rule = rule;
    this.parts = Parts.of(rule.when(), rule.then());
    this.sentence = new Sentence(rule, place + 1);
  }

  /** The first part that does not fit; null if the rule does. */
  @Nullable
  Part misfit(Reply reply) {
    for (Part part : parts) {
      if (!part.fits(reply)) {
        return part;
      }
    }
    return null;
  }

  Verdict verdict(Reply reply) {
    String reason = sentence.of(reply);
    return switch (rule.then()) {
      case DELIVERED -> new Verdict.Delivered(reason);
      case RETRY -> new Verdict.Retry(reason, delay(reply));
      case THROTTLED -> new Verdict.Throttled(reason, delay(reply));
      case REJECTED -> new Verdict.Rejected(reason);
      case STOP -> new Verdict.Stop(reason);
    };
  }

  /** What is said at a place is exact; otherwise the longer one of the rule's and the header's counts. */
  private @Nullable Duration delay(Reply reply) {
    String from = rule.delay().from();
    Optional<Duration> said = from == null ? Optional.empty() : said(from, reply);
    if (said.isPresent()) {
      return said.get();
    }
    Duration own = rule.delay().atLeast();
    Duration asked = RetryAfter.of(reply.headers(), reply.at()).orElse(null);
    return own == null || (asked != null && asked.compareTo(own) > 0) ? asked : own;
  }

  private static Optional<Duration> said(String from, Reply reply) {
    if (from.startsWith("/")) {
      return JsonPointer.parse(from).map(reply::at).flatMap(Scalars::number).flatMap(Rule::seconds);
    }
    return reply.values(from).stream()
        .findFirst()
        .flatMap(value -> Scalars.number(value)
            .flatMap(Rule::seconds)
            .or(() -> RetryAfter.of(List.of(new Header("Retry-After", value)), reply.at())));
  }

  private static Optional<Duration> seconds(BigDecimal seconds) {
    BigDecimal millis = seconds.movePointRight(3).min(LONGEST).setScale(0, RoundingMode.CEILING);
    return millis.signum() > 0
        ? Optional.of(Duration.ofMillis(millis.longValue()))
        : Optional.empty();
  }
}
