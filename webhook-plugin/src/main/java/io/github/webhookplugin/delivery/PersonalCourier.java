package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what is for somebody's own webhook goes there: finds its address of the moment. Shared between threads.
 */
final class PersonalCourier implements Lane.Attempts {
  private final Courier courier;
  private final People people;
  private final PersonalRoutes routes;
  private final Clock clock;

  PersonalCourier(Courier courier, People people, PersonalRoutes routes, Clock clock) {
    this.courier = courier;
    this.people = people;
    this.routes = routes;
    this.clock = clock;
  }

  /** Like the courier's; begins on another thread if a webhook has to be asked for. */
  @Override
  public void attempt(Route route, Work work, Courier.Finish finish) {
    Person person = work.queued().lineage().recipient();
    if (person == null) {
      courier.attempt(route, work, finish);
      return;
    }
    people.find(person.id(), found -> {
      if (found.closed()) {
        finish.aborted();
      } else if (!found.trouble().isEmpty()) {
        finish.ended(unsent(work, new Verdict.Retry(found.trouble())), new byte[0]);
      } else {
        attempt(route, work, finish, person, found.webhook());
      }
    });
  }

  private void attempt(
      Route route,
      Work work,
      Courier.Finish finish,
      Person person,
      @Nullable PersonalWebhook webhook) {
    if (webhook == null || !webhook.enabled()) {
      String state =
          webhook == null ? "has no webhook any more." : "has switched their webhook off.";
      finish.ended(unsent(work, new Verdict.Rejected(shown(person) + " " + state)), new byte[0]);
      return;
    }
    Route way;
    try {
      way = routes.of(route, webhook);
    } catch (RuntimeException e) {
      finish.ended(
          unsent(
              work,
              new Verdict.Rejected("The webhook of " + shown(person)
                  + " cannot be used: its address, its secret or its signature is not valid.")),
          new byte[0]);
      return;
    }
    courier.attempt(way, work, finish);
  }

  void close() {
    routes.clear();
  }

  private Attempt unsent(Work work, Verdict verdict) {
    Instant now = clock.instant();
    return new Attempt(work.tries() + 1, now, Duration.ZERO, null, verdict, "");
  }

  static String shown(Person person) {
    return person.name().isBlank() ? person.id() : person.name();
  }
}
