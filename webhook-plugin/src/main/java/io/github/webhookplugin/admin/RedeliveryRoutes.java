package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.delivery.BodyPlan;
import io.github.webhookplugin.delivery.Redeliverer;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Lineage;
import io.github.webhookplugin.outbox.PastDelivery;
import io.github.webhookplugin.outbox.Redelivery;
import io.github.webhookplugin.outbox.RedeliveryJob;
import io.github.webhookplugin.outbox.RedeliveryJob.Progress;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.outbox.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code redeliver} and {@code redeliveries}: sending past deliveries again, one or many. */
final class RedeliveryRoutes {
  /** Matching deliveries are counted no further than this. */
  static final int MOST_COUNTED = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_SHOWN = 100;
  private static final int USUAL_RATE = 10;
  private static final List<String> ONE = List.of("body", "id");
  private static final List<String> MANY = List.of("filter", "body", "id", "rate", "dryRun");
  private static final Map<String, Redelivery.Body> BODIES =
      Map.of("same", Redelivery.Body.SAME, "current", Redelivery.Body.CURRENT);

  private final JsonApi.Parts parts;
  private final Redeliverer redeliverer;
  private final RedeliveryLog past;
  private final SelectionReader selections;
  private final Standstill standstill;
  private final DeliveryJson json;
  private final Body body;

  RedeliveryRoutes(JsonApi.Parts parts, DeliveryJson json, Body body) {
    this.parts = parts;
    this.redeliverer = parts.engine().redeliverer();
    this.past = parts.past();
    this.selections = new SelectionReader(parts);
    this.standstill = new Standstill(parts);
    this.json = json;
    this.body = body;
  }

  void mount(Router router) {
    router
        .on("POST", "api/v1/deliveries/{id}/redeliver", AdminPermission.REPLAY, this::one)
        .on("GET", "api/v1/redeliveries", call -> list())
        .on("POST", "api/v1/redeliveries", AdminPermission.REPLAY, this::many)
        .on("GET", "api/v1/redeliveries/{id}", this::show)
        .on("DELETE", "api/v1/redeliveries/{id}", AdminPermission.REPLAY, this::cancel);
  }

  private AdminResponse one(Call call) {
    Form form = Form.of(body.objectOrNothing(call.request()), ONE);
    Redelivery.Body wanted = wanted(form);
    boolean sameId = sameId(form);
    form.check();
    DeliveryRow row = DeliveryRoutes.named(call, parts);
    refuseTest(row);
    refuseUnfinished(row);
    PastDelivery delivery = past.find(row.delivery()).orElseThrow(DeliveryRoutes::gone);
    BodyPlan plan = redeliverer.plan(delivery, wanted);
    refuseImpossible(plan);
    var audit = AuditEntry.of(
            call.user(), AuditAction.DELIVERY_REDELIVERED, parts.book().active().id(row.service()))
        .about(json.id(row.delivery()));
    long again = Waiting.on(redeliverer.send(delivery, plan, sameId, audit), PATIENCE);
    if (again == 0) {
      throw DeliveryRoutes.gone();
    }
    var answer = JsonObjects.object(
        "id", json.id(again),
        "webhookId", json.id(sameId ? delivery.identity() : again),
        "body", plan.kind() == BodyPlan.Kind.SAME ? "same" : "current",
        "receiver", RedeliveryJson.receiver(sameId));
    standstill
        .of(row.service())
        .ifPresent(reason -> answer.put("sentence", reason + " It waits until that has changed."));
    return Answers.json(202, answer).with("Location", "../" + json.id(again));
  }

  private AdminResponse many(Call call) {
    Form form = Form.of(body.object(call.request()), MANY);
    Redelivery.Body wanted = wanted(form);
    boolean sameId = sameId(form);
    int rate = form.number("rate", 1, Redelivery.MAX_RATE, USUAL_RATE);
    boolean dryRun = form.flag("dryRun");
    Selection selection = selections.past(form);

    long key = parts.outbox().keys().block(1);
    long now = redeliverer.now();
    long matching = past.count(selection, key, now, MOST_COUNTED + 1);
    if (dryRun) {
      return Answers.json(200, RedeliveryJson.matching(matching));
    }
    if (matching == 0) {
      throw Problem.of(
          409, "No delivery that has ended matches the filter, so there is nothing to send again.");
    }
    var job = new RedeliveryJob(
        key,
        now,
        call.user(),
        new Redelivery(selection, wanted, sameId, rate),
        Progress.start(matching, now));
    RedeliveryJob started = Waiting.on(
        redeliverer.start(job, audit(call, AuditAction.REDELIVERY_STARTED, job)), PATIENCE);
    return Answers.json(202, shown(started)).with("Location", "redeliveries/" + json.id(key));
  }

  private AuditEntry audit(Call call, AuditAction action, RedeliveryJob job) {
    return AuditEntry.of(call.user(), action, null)
        .about(json.id(job.job()))
        .times(job.progress().matching());
  }

  private AdminResponse list() {
    var jobs = past.jobs(Long.MAX_VALUE, MOST_SHOWN).stream().map(this::shown).toList();
    return Answers.json(200, JsonObjects.object("redeliveries", jobs));
  }

  private AdminResponse show(Call call) {
    return Answers.json(200, shown(named(call)));
  }

  private AdminResponse cancel(Call call) {
    RedeliveryJob job = named(call);
    if (!Waiting.on(
        redeliverer.cancel(job.job(), audit(call, AuditAction.REDELIVERY_CANCELLED, job)),
        PATIENCE)) {
      throw Problem.of(409, "This redelivery has ended already. Nothing was done.");
    }
    return Answers.json(200, shown(named(call)));
  }

  private RedeliveryJob named(Call call) {
    var key = parts.outbox().ids().key(call.place("id"));
    return (key.isPresent() ? past.job(key.getAsLong()) : Optional.<RedeliveryJob>empty())
        .orElseThrow(
            () -> Problem.of(
                404,
                "There is no redelivery with this id; they are kept for 30 days. See v1/redeliveries."));
  }

  private Map<String, @Nullable Object> shown(RedeliveryJob job) {
    return new RedeliveryJson(json, new ServiceNames(parts.book(), parts.deliveries())).of(job);
  }

  private static Redelivery.Body wanted(Form form) {
    return form.one("body", "same or current", word -> Optional.ofNullable(BODIES.get(word)))
        .orElse(Redelivery.Body.FITTING);
  }

  /** The same unless a new one is asked for: what was done already must not be done twice by accident. */
  private static boolean sameId(Form form) {
    return !form.one(
            "id", "same or new", word -> Optional.of(word).filter(List.of("same", "new")::contains))
        .orElse("same")
        .equals("new");
  }

  private static void refuseTest(DeliveryRow row) {
    if (row.cause() == Lineage.Cause.TEST) {
      throw Problem.of(
          409, "This was a test, so there is nothing to send again. Test the service once more.");
    }
  }

  private static void refuseUnfinished(DeliveryRow row) {
    if (row.state() == State.WAITING) {
      throw Problem.of(
          409,
          "This delivery has not ended: it waits for its next try, which comes by itself. Use retry"
              + " to have it now, or send it again once it has ended.");
    }
    if (row.state() == State.SENDING) {
      throw Problem.of(
          409, "This delivery is being sent at this moment. Send it again once it has ended.");
    }
  }

  private static void refuseImpossible(BodyPlan plan) {
    switch (plan.kind()) {
      case SAME, CURRENT -> {}
      case NO_EVENT -> throw DeliveryRoutes.gone();
      case NO_SERVICE ->
        throw Problem.of(
            409,
            "The service of this delivery was removed or cannot be read, so there is nowhere to"
                + " send it. Nothing was done.");
      case NEVER_SENT ->
        throw Problem.of(
            409,
            "No request was ever made for this delivery, so there is no same body. Nothing was done;"
                + " “current” sends what today's template makes of the event.");
      case SENT_TOGETHER ->
        throw Problem.of(
            409,
            "This delivery was sent in one request with others, so it has no body of its own. Nothing"
                + " was done; “current” sends it alone with today's template.");
      case BODY_LOST ->
        throw Problem.of(
            409,
            "The body that was sent is not stored and cannot be made again: rendering the event with"
                + " the service's settings of that time gives another one. Nothing was done;"
                + " “current” sends what today's template makes of the event.");
    }
  }
}
