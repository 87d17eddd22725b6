package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.delivery.BodyPlan.Kind;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.PastDelivery;
import io.github.webhookplugin.outbox.Redelivery;
import io.github.webhookplugin.outbox.RedeliveryJob;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.outbox.RedeliveryStep;
import io.github.webhookplugin.outbox.RedeliveryStep.Again;
import io.github.webhookplugin.rendering.SignMarks;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends past deliveries again: one at once, many by {@link RedeliveryWorker}. Shared between threads. */
public final class Redeliverer {
  private static final Logger log = LoggerFactory.getLogger(Redeliverer.class);

  private final StoreLoop loop;
  private final Outbox outbox;
  private final Lanes lanes;
  private final PastBodies bodies;
  private final Clock clock;
  private final RedeliveryWorker worker;
  /** Null: the settings are not loaded yet. */
  private volatile @Nullable Set<Integer> services;

  Redeliverer(
      StoreLoop loop,
      Outbox outbox,
      Lanes lanes,
      PastBodies bodies,
      RedeliveryLog past,
      Clock clock,
      ThreadFactory threads) {
    this.loop = loop;
    this.outbox = outbox;
    this.lanes = lanes;
    this.bodies = bodies;
    this.clock = clock;
    this.worker = new RedeliveryWorker(this, past, outbox.session(), clock, threads);
  }

  /** What would be sent. */
  public BodyPlan plan(PastDelivery past, Redelivery.Body wanted) {
    Set<Integer> present = services;
    if (present == null || !present.contains(past.service())) {
      return BodyPlan.of(Kind.NO_SERVICE);
    }
    if (past.event() == null) {
      return BodyPlan.of(Kind.NO_EVENT);
    }
    if (wanted == Redelivery.Body.CURRENT) {
      return BodyPlan.of(Kind.CURRENT);
    }
    BodyPlan plan = same(past);
    boolean hadNone = plan.kind() == Kind.NEVER_SENT || plan.kind() == Kind.SENT_TOGETHER;
    return hadNone && wanted == Redelivery.Body.FITTING ? BodyPlan.of(Kind.CURRENT) : plan;
  }

  private BodyPlan same(PastDelivery past) {
    boolean alone = past.batch() == 0;
    if (alone && past.digest() == 0 && past.frozen() == null) {
      return BodyPlan.of(Kind.NEVER_SENT);
    }
    return bodies
        .of(past)
        .map(body -> new BodyPlan(Kind.SAME, body))
        .orElseGet(() -> BodyPlan.of(alone ? Kind.BODY_LOST : Kind.SENT_TOGETHER));
  }

  /**
   * Sends one delivery again.
   *
   * @return the new delivery's key; 0 if the past one is not kept any more
   */
  public CompletableFuture<Long> send(
      PastDelivery past, BodyPlan plan, boolean sameId, AuditEntry audit) {
    Again again = again(past, plan, sameId);
    return loop.call(() -> {
      if (!outbox.redeliveries().queue(again, clock.millis())) {
        return 0L;
      }
      outbox.audit(audit);
      lanes.of(past.service()).due(clock.millis());
      log.info(
          "delivery {} is sent again as {} by {}",
          again.origin(),
          again.delivery(),
          OneLine.of(audit.who()));
      return again.delivery();
    });
  }

  /**
   * The body that a delivery's requests had, as people may see it: with {@code ***} for the secrets that its service
   * has today, and {@code …} for what each attempt had of its own. Empty if there was none, or it cannot be had any more.
   */
  public Optional<String> shownBody(long delivery, WebhookService service) {
    return bodies
        .of(delivery)
        .map(body -> SignMarks.filled(body, "…", "…"))
        .map(body -> Redaction.ofSecrets(service).apply(new String(body, StandardCharsets.UTF_8)));
  }

  /** The time that deliveries end by, in milliseconds since 1970. */
  public long now() {
    return clock.millis();
  }

  /** Stores a job; the worker begins with it at once. */
  public CompletableFuture<RedeliveryJob> start(RedeliveryJob job, AuditEntry audit) {
    CompletableFuture<RedeliveryJob> stored = loop.call(() -> {
      outbox.redeliveries().add(job);
      outbox.audit(audit);
      return job;
    });
    return stored.thenApply(added -> {
      log.info(
          "redelivery {} by {}: {} deliveries",
          job.job(),
          OneLine.of(job.who()),
          job.progress().matching());
      worker.wake();
      return added;
    });
  }

  /** Ends a job; false if it has ended, or never was. */
  public CompletableFuture<Boolean> cancel(long job, AuditEntry audit) {
    return loop.call(() -> {
      boolean ended = outbox.redeliveries().cancel(job, audit.who(), clock.millis());
      if (ended) {
        outbox.audit(audit);
      }
      return ended;
    });
  }

  /** Tells which services there are, by their numbers; before that no job goes on. */
  void services(Set<Integer> present) {
    services = Set.copyOf(present);
  }

  /** Takes over jobs that nobody works on; on the store thread, now and then. Writes only if there are any. */
  void look() {
    if (services != null && outbox.read(() -> outbox.redeliveries().any())) {
      begin(outbox.transaction(this::takeJobs));
    }
  }

  /** Begins nothing more. */
  void hold() {
    worker.hold();
  }

  /** Waits until nothing is under way; after {@link #hold}. */
  void join(Duration bound) throws InterruptedException {
    worker.join(bound);
  }

  private boolean takeJobs() throws SQLException {
    return outbox.redeliveries().take(clock.millis());
  }

  private void begin(boolean mine) {
    if (mine) {
      worker.wake();
    }
  }

  /** The new delivery that a plan makes. */
  Again again(PastDelivery past, BodyPlan plan, boolean sameId) {
    return new Again(
        past.delivery(), outbox.keys().block(1), sameId ? past.identity() : 0, plan.body());
  }

  /** Stores a step of a job; false if somebody else did. */
  CompletableFuture<Boolean> take(RedeliveryStep step, Set<Integer> concerned) {
    return loop.call(() -> {
      long now = clock.millis();
      boolean taken = outbox.redeliveries().step(step, now);
      if (taken) {
        concerned.forEach(service -> lanes.of(service).due(now));
      }
      return taken;
    });
  }
}
