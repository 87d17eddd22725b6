package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.RateLimit;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.SkipReason;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import io.github.webhookplugin.outbox.Lineage.Cause;
import io.github.webhookplugin.publishing.Reason.By;
import io.github.webhookplugin.publishing.Reason.Result;
import io.github.webhookplugin.rendering.EventModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out again what decided about an event for each service: filters are pure, so that they say of a stored event
 * under the settings of its time what they said then (feature N-07). Pure.
 */
public final class Reasons {
  private final EventModel event;
  private final ActiveSettings now;

  private Reasons(EventModel event, ActiveSettings now) {
    this.event = event;
    this.now = now;
  }

  /**
   * What decided about an event that was accepted.
   *
   * @param then the services of its time, in their order; empty if its deliveries were not decided by filters
   * @param now the settings in force
   * @param rows the event's deliveries that are kept, the newest first
   */
  public static List<Reason> of(
      EventModel event, List<WebhookService> then, ActiveSettings now, List<DeliveryRow> rows) {
    return new Reasons(event, now).past(then, rows);
  }

  /**
   * What would decide about an event that came now.
   *
   * @param stopped the services that are stopped, by number, and why
   */
  public static List<Reason> ifPublished(
      EventModel event, ActiveSettings now, Map<Integer, String> stopped) {
    var reasons = new Reasons(event, now);
    return now.settings().services().stream()
        .map(service -> reasons.future(service, stopped.get(now.number(service.id()))))
        .toList();
  }

  private List<Reason> past(List<WebhookService> then, List<DeliveryRow> rows) {
    var byService = new LinkedHashMap<Integer, List<DeliveryRow>>();
    rows.forEach(row ->
        byService.computeIfAbsent(row.service(), number -> new ArrayList<>()).add(row));
    var reasons = new ArrayList<Reason>();
    var there = new HashSet<ServiceId>();
    for (WebhookService service : then) {
      there.add(service.id());
      int number = now.number(service.id());
      List<DeliveryRow> own = byService.remove(number);
      reasons.add(own == null ? without(number, service) : with(number, service, own));
    }
    byService.forEach((number, own) -> reasons.add(with(number, null, own)));
    if (!then.isEmpty()) {
      reasons.addAll(later(there, byService));
    }
    return reasons;
  }

  private List<Reason> later(Set<ServiceId> there, Map<Integer, List<DeliveryRow>> others) {
    return now.settings().services().stream()
        .filter(service -> !there.contains(service.id()))
        .map(service -> now.number(service.id()))
        .filter(number -> !others.containsKey(number))
        .map(number -> Reason.notSent(
            number, By.ADDED_LATER, "", "The service was added after the event.", null))
        .toList();
  }

  private Reason without(int number, WebhookService service) {
    Finding filter = FilterCheck.explain(service.events(), event);
    if (service.profile().deleted()) {
      return Reason.notSent(
          number, By.REMOVED, "", "The service was removed at that time.", filter);
    }
    return filter.matches()
        ? new Reason(
            number,
            Result.NOT_SENT,
            By.NOT_KEPT,
            "",
            "The service wanted the event. What became of it is not kept any more.",
            filter,
            List.of())
        : filtered(number, filter);
  }

  private static Reason filtered(int number, Finding filter) {
    Finding.Part part = filter.decisive().orElseThrow();
    return Reason.notSent(number, By.FILTER, part.pointer(), part.sentence(), filter);
  }

  private Reason with(int number, @Nullable WebhookService service, List<DeliveryRow> rows) {
    DeliveryRow row = telling(rows);
    Finding filter = service == null ? null : FilterCheck.explain(service.events(), event);
    By by = by(row, service);
    String sentence = row.sentence().isEmpty() ? waiting(by, service) : row.sentence();
    return new Reason(
        number, Result.valueOf(row.state().name()), by, pointer(by), sentence, filter, rows);
  }

  /** The delivery that arrived, else the event's own, else the newest. */
  private static DeliveryRow telling(List<DeliveryRow> rows) {
    return rows.stream()
        .filter(row -> row.state() == State.DELIVERED)
        .findFirst()
        .or(() -> rows.stream().filter(row -> row.cause() == Cause.EVENT).findFirst())
        .orElse(rows.get(0));
  }

  private static By by(DeliveryRow row, @Nullable WebhookService service) {
    if (row.state() == State.SKIPPED) {
      return By.valueOf(SkipReason.kindOf(row.sentence()).name());
    }
    if (row.cause() != Cause.EVENT) {
      return row.cause() == Cause.REDELIVERY ? By.REDELIVERY : By.OTHER_SERVICE;
    }
    if (row.tries() > 0 || row.state() == State.DELIVERED || row.state() == State.FAILED) {
      return By.VERDICT;
    }
    boolean rated = service != null
        && (!service.shaping().rates().isEmpty() || service.shaping().rateGroup() != null);
    return rated && row.state() == State.WAITING ? By.RATE : By.QUEUE;
  }

  private static String waiting(By by, @Nullable WebhookService service) {
    if (by != By.RATE || service == null) {
      return "Not sent yet. It is on its way, or waits for what goes out with it or before it.";
    }
    var rates = service.shaping().rates();
    return "Not sent yet. It waits for its turn: "
        + (rates.isEmpty()
            ? "the services of the group “" + service.shaping().rateGroup() + "” share a rate."
            : "the service gets at most "
                + rates.stream().map(RateLimit::words).collect(Collectors.joining(" and ")) + ".");
  }

  private static String pointer(By by) {
    return by == By.RATE ? "/rate" : by == By.DISABLED ? "/enabled" : "";
  }

  private Reason future(WebhookService service, @Nullable String stopped) {
    int number = now.number(service.id());
    Finding filter = FilterCheck.explain(service.events(), event);
    if (service.profile().deleted()) {
      return Reason.notSent(
          number, By.REMOVED, "", "The service was removed; it can be restored.", filter);
    }
    if (!filter.matches()) {
      return filtered(number, filter);
    }
    String origin = event.at("origin") instanceof String text ? text : "";
    String loop = Hops.of(origin).whyNot(service, now.settings().global().loops());
    String whyNot =
        loop.isEmpty() ? SkipReason.of(now.settings().global(), service, stopped) : loop;
    if (!whyNot.isEmpty()) {
      By by = By.valueOf(SkipReason.kindOf(whyNot).name());
      return new Reason(number, Result.SKIPPED, by, pointer(by), whyNot, filter, List.of());
    }
    var part = filter.decisive();
    return new Reason(
        number,
        Result.WOULD_BE_SENT,
        By.FILTER,
        part.map(Finding.Part::pointer).orElse(""),
        part.map(one -> "It would be sent. " + one.sentence())
            .orElse("It would be sent. The service wants every event."),
        filter,
        List.of());
  }
}
