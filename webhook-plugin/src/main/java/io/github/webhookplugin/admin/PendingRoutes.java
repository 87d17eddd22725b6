package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.delivery.Interventions;
import io.github.webhookplugin.delivery.Interventions.Outcome;
import io.github.webhookplugin.delivery.Interventions.Part;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** {@code retry} and {@code stop}: what can be done to deliveries that wait for a try. */
final class PendingRoutes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JsonApi.Parts parts;
  private final Interventions interventions;
  private final SelectionReader selections;
  private final Standstill standstill;
  private final DeliveryJson json;
  private final Body body;
  private final AuditTrail audit;

  PendingRoutes(JsonApi.Parts parts, DeliveryJson json, Body body) {
    this.parts = parts;
    this.interventions = parts.engine().interventions();
    this.selections = new SelectionReader(parts);
    this.standstill = new Standstill(parts);
    this.json = json;
    this.body = body;
    this.audit = new AuditTrail(parts);
  }

  void mount(Router router) {
    router
        .on("POST", "api/v1/deliveries/retry", AdminPermission.REPLAY, this::retryMany)
        .on("POST", "api/v1/deliveries/stop", AdminPermission.REPLAY, this::stopMany)
        .on("POST", "api/v1/deliveries/{id}/retry", AdminPermission.REPLAY, this::retry)
        .on("POST", "api/v1/deliveries/{id}/stop", AdminPermission.REPLAY, this::stop);
  }

  private AdminResponse retry(Call call) {
    DeliveryRow row = waiting(call);
    standstill.of(row.service()).ifPresent(reason -> {
      throw Problem.of(
          409, reason + " The delivery waits until that has changed. Nothing was done.");
    });
    var audit = audit(call, AuditAction.DELIVERIES_RETRIED, row);
    Outcome outcome = Waiting.on(interventions.tryNow(row.delivery(), audit), PATIENCE);
    refuse(outcome);
    return answer(row, due(outcome) + pause(row.service()));
  }

  private static String due(Outcome outcome) {
    return outcome == Outcome.DUE_ALREADY
        ? "It was due already and is sent as soon as there is room for it."
        : "It is due now, in place of the try that was planned.";
  }

  /** What a circuit that is open makes of it. */
  private String pause(int service) {
    return parts
        .engine()
        .pausedUntil(service)
        .map(until -> " Its service is paused until " + until + ", so it waits until then.")
        .orElse("");
  }

  private AdminResponse stop(Call call) {
    DeliveryRow row = waiting(call);
    var audit = audit(call, AuditAction.DELIVERIES_STOPPED, row);
    refuse(Waiting.on(interventions.stop(row.delivery(), audit), PATIENCE));
    return answer(row, "It is not tried any more. It can be sent again by hand.");
  }

  private AdminResponse retryMany(Call call) {
    Selection selection = selection(call);
    Many many =
        many(call, AuditAction.DELIVERIES_RETRIED, above -> interventions.tryNow(selection, above));
    return Answers.json(
        200,
        JsonObjects.object(
            "retried", many.done,
            "waiting", many.left,
            "more", many.more,
            "sentence",
                many.left == 0
                    ? null
                    : many.left
                        + " wait on, because their services are switched off, stopped or paused."));
  }

  private AdminResponse stopMany(Call call) {
    Selection selection = selection(call);
    Many many = many(
        call,
        AuditAction.DELIVERIES_STOPPED,
        above -> interventions.stop(selection, above, call.user()));
    return Answers.json(200, JsonObjects.object("stopped", many.done, "more", many.more));
  }

  /** What came of the parts so far. */
  private record Many(int done, int left, boolean more) {}

  private AuditEntry audit(Call call, AuditAction action, DeliveryRow row) {
    return AuditEntry.of(call.user(), action, parts.book().active().id(row.service()))
        .about(json.id(row.delivery()));
  }

  /** One part after the other, as long as somebody waits for the answer. What was done is recorded, also if not all was. */
  private Many many(Call call, AuditAction action, LongFunction<CompletableFuture<Part>> work) {
    var done = new AtomicInteger();
    try {
      return many(done, work);
    } finally {
      if (done.get() > 0) {
        audit.record(AuditEntry.of(call.user(), action, null).times(done.get()));
      }
    }
  }

  private static Many many(AtomicInteger counted, LongFunction<CompletableFuture<Part>> work) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int done = 0;
    int left = 0;
    long reached = 0;
    boolean more = true;
    while (more && System.nanoTime() < deadline) {
      Part part = Waiting.on(work.apply(reached), PATIENCE);
      done += part.done();
      counted.set(done);
      left += part.left();
      reached = part.reached();
      more = part.more();
    }
    return new Many(done, left, more);
  }

  private Selection selection(Call call) {
    Form form = Form.of(body.object(call.request()), List.of("filter"));
    return selections.pending(form);
  }

  private DeliveryRow waiting(Call call) {
    Body.checkTypeIfAny(call.request());
    DeliveryRow row = DeliveryRoutes.named(call, parts);
    refuse(
        row.state() == State.SENDING
            ? Outcome.IN_HAND
            : row.state() == State.WAITING ? Outcome.DONE : Outcome.NOT_WAITING);
    return row;
  }

  private static void refuse(Outcome outcome) {
    if (outcome == Outcome.IN_HAND) {
      throw Problem.of(
          409,
          "This delivery is being sent at this moment. Nothing was done; see what comes of it.");
    }
    if (outcome == Outcome.NOT_WAITING) {
      throw Problem.of(
          409,
          "This delivery has ended, so no try of it is pending. Use redeliver to send it again.");
    }
  }

  private AdminResponse answer(DeliveryRow row, String sentence) {
    Map<String, @Nullable Object> answer =
        JsonObjects.object("id", json.id(row.delivery()), "sentence", sentence);
    return Answers.json(200, answer);
  }
}
