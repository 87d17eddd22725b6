package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.WebhookHops;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.rendering.BatchModel;
import io.github.webhookplugin.rendering.DeliveryModel;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.sending.Sender;
import io.github.webhookplugin.signing.StandardWebhooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt: renders, signs, sends, judges. Whatever goes wrong is that attempt's result and nothing else's.
 * Shared between threads.
 */
final class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);

  private final Sender sender;
  private final Clock clock;
  private final PublicIds ids;

  Courier(Sender sender, Clock clock, PublicIds ids) {
    this.sender = sender;
    this.clock = clock;
    this.ids = ids;
  }

  /** Takes an attempt's result, on any thread. */
  interface Finish {
    /** The attempt, and the body that was sent or would have been. */
    void ended(Attempt attempt, byte[] body);

    /** The plugin is stopping: the attempt does not count. */
    void aborted();
  }

  void attempt(Route route, Work work, Finish finish) {
    Instant startedAt = clock.instant();
    long start = System.nanoTime();
    OutgoingRequest request;
    try {
      request = request(route, work, startedAt);
    } catch (RenderException e) {
      finish.ended(unsent(work, startedAt, e.sentence()), new byte[0]);
      return;
    } catch (RuntimeException | Error e) {
      log.warn("delivery {} could not be rendered", work.delivery(), e);
      finish.ended(
          unsent(work, startedAt, "The request could not be made: an error in the plugin."),
          new byte[0]);
      return;
    }
    sender.send(request, answer -> {
      if (answer instanceof Answer.Failure failure && failure.kind() == Answer.Kind.ABORTED) {
        finish.aborted();
        return;
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      finish.ended(judged(route, work, request, startedAt, elapsed, answer), request.body());
    });
  }

  /** The request of an attempt that starts now. Throws RenderException with a sentence for people. */
  OutgoingRequest request(Route route, Work work, Instant now) {
    return Fitting.fitted(route, work, fitting -> made(route, fitting, now));
  }

  private OutgoingRequest made(Route route, Work work, Instant now) {
    String id = ids.of(work.identity()).toString();
    StandardWebhooks signer = route.signer();
    String fallbackOf = work.ancestry().first();
    DeliveryModel model =
        work.model().forDelivery(route.service(), id, now, "").fallbackOf(fallbackOf);
    byte[] body = work.frozen() != null ? work.frozen() : body(route, work, model, now, id, "");
    if (signer != null && route.usesSign(work)) {
      // {{sign}} covers the body as it reads without it, and the event's time; in the body it stays
      byte[] unsigned = work.frozen() == null ? body : body(route, work, model, now, id, "");
      String sign = signer.sign(id, work.model().time(), unsigned);
      model = work.model().forDelivery(route.service(), id, now, sign).fallbackOf(fallbackOf);
      body = work.frozen() != null ? work.frozen() : body(route, work, model, now, id, sign);
    }
    List<Header> headers = new ArrayList<>(route.templates().headers(model));
    headers.add(new Header("webhook-id", id));
    headers.add(new Header("webhook-timestamp", String.valueOf(now.getEpochSecond())));
    headers.add(new Header(WebhookHops.HEADER, hops(work).header(route.service().id())));
    if (!fallbackOf.isEmpty()) {
      headers.add(new Header("webhook-fallback-of", HeaderSafe.of(fallbackOf)));
    }
    if (signer != null) {
      headers.add(new Header("webhook-signature", signer.sign(id, now, body)));
    }
    return new OutgoingRequest(
        route.service().request().method(),
        route.templates().url(model),
        headers,
        body,
        route.timeout());
  }

  private static Hops hops(Work work) {
    return work.others().isEmpty()
        ? Hops.of(work.model().origin())
        : Hops.together(work.events().stream().map(EventModel::origin).toList());
  }

  private static byte[] body(
      Route route, Work work, DeliveryModel model, Instant now, String id, String sign) {
    return route.sendsTogether(work)
        ? route.templates().body(BatchModel.of(work.events(), route.service(), id, now, sign))
        : route.templates().body(model);
  }

  private static Attempt unsent(Work work, Instant startedAt, String reason) {
    return new Attempt(
        work.tries() + 1, startedAt, Duration.ZERO, null, new Verdict.Rejected(reason), "");
  }

  static Attempt judged(
      Route route,
      Work work,
      OutgoingRequest request,
      Instant startedAt,
      Duration elapsed,
      Answer answer) {
    Redaction redaction = answer instanceof Answer.Response
        ? route.redaction().and(request, route.service())
        : route.redaction();
    Verdict verdict = route.judge()
        .judge(answer, work.before(), startedAt.plus(elapsed), redaction::apply)
        .verdict();
    if (verdict instanceof Verdict.Delivered delivered) {
      verdict = Fitting.warned(route, request, delivered);
    }
    log.debug("delivery {} attempt {}: {}", work.delivery(), work.tries() + 1, verdict.reason());
    if (answer instanceof Answer.Response response) {
      String excerpt = redaction.apply(response.text());
      return new Attempt(work.tries() + 1, startedAt, elapsed, response.status(), verdict, excerpt);
    }
    return new Attempt(work.tries() + 1, startedAt, elapsed, null, verdict, "");
  }
}
