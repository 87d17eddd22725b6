package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.EventOrigin;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Hops;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.PublicIds;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.rendering.BatchModel;
import io.github.webhookplugin.rendering.DeliveryModel;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.rendering.SignMarks;
import io.github.webhookplugin.signing.Signer.Fields;
import io.github.webhookplugin.signing.SigningException;
import java.nio.charset.StandardCharsets;
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
  private static final String DAMAGED =
      "The stored event cannot be read: the database was damaged. Nothing was sent of it.";

  private static final String UNJUDGED = "The answer could not be judged: an error in the plugin.";

  private static final String ITS_OWN =
      "Loop guard: this address is this host's own, so the notification would come back as a new event.";

  private final Dispatch dispatch;
  private final Clock clock;
  private final PublicIds ids;
  private final OwnAddresses own;

  /** Sends nothing to the host's {@code own} addresses. */
  Courier(Dispatch dispatch, Clock clock, PublicIds ids, OwnAddresses own) {
    this.dispatch = dispatch;
    this.clock = clock;
    this.ids = ids;
    this.own = own;
  }

  /** Takes an attempt's result, on any thread. */
  interface Finish {
    /** The attempt, and the body to keep of it: what was sent, with its marks. */
    void ended(Attempt attempt, byte[] body);

    /** The plugin is stopping: the attempt does not count. */
    void aborted();
  }

  void attempt(Route route, Work work, Finish finish) {
    Instant startedAt = clock.instant();
    long start = System.nanoTime();
    if (work.events().stream().anyMatch(EventModel::isDamaged)) {
      finish.ended(unsent(work, startedAt, DAMAGED), new byte[0]);
      return;
    }
    Prepared prepared;
    try {
      prepared = prepared(route, work, startedAt);
    } catch (RenderException e) {
      finish.ended(unsent(work, startedAt, e.sentence()), new byte[0]);
      return;
    } catch (RuntimeException | Error e) {
      log.warn("delivery {} could not be rendered", work.delivery(), OneLine.trace(e));
      finish.ended(
          unsent(work, startedAt, "The request could not be made: an error in the plugin."),
          new byte[0]);
      return;
    }
    OutgoingRequest request = prepared.request();
    if (own.cover(request.url())) {
      finish.ended(unsent(work, startedAt, ITS_OWN), new byte[0]);
      return;
    }
    dispatch.send(route, request, sent -> {
      if (sent.aborted()) {
        finish.aborted();
        return;
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      finish.ended(surelyJudged(route, work, request, startedAt, elapsed, sent), prepared.kept());
    });
  }

  /** An attempt that never ends would keep its place in the lane, and its delivery, for ever. */
  private static Attempt surelyJudged(
      Route route,
      Work work,
      OutgoingRequest request,
      Instant startedAt,
      Duration elapsed,
      Sent sent) {
    try {
      return judged(route, work, request, startedAt, elapsed, sent);
    } catch (RuntimeException | Error e) {
      // the kind alone: what it says may have a secret in it
      String kind = e.getClass().getName();
      log.warn(
          "the answer to delivery {} could not be judged: {}", work.delivery(), OneLine.of(kind));
      return new Attempt(
          work.tries() + 1, startedAt, elapsed, null, new Verdict.Retry(UNJUDGED), "");
    }
  }

  /** The request of an attempt that starts now. Throws RenderException with a sentence for people. */
  OutgoingRequest request(Route route, Work work, Instant now) {
    return prepared(route, work, now).request();
  }

  /** As {@link #request}, with what is kept of it. */
  Prepared prepared(Route route, Work work, Instant now) {
    return Fitting.fitted(route, work, fitting -> made(route, fitting, now));
  }

  private Prepared made(Route route, Work work, Instant now) {
    try {
      return signed(route, work, now);
    } catch (SigningException e) {
      throw new RenderException(e.sentence());
    }
  }

  private Prepared signed(Route route, Work work, Instant now) {
    String id = id(work);
    DeliveryModel model = model(route, work, now);
    byte[] frozen = work.frozen();
    byte[] kept = frozen != null ? frozen : body(route, work, model);
    Filling filling = Filling.of(route, id, now, kept, marked(route, work));
    DeliveryModel signed = filling.model(model);
    Fields fields =
        route.signer() == null ? Fields.NONE : route.signer().fields(id, now, filling.body());
    var request = new OutgoingRequest(
        route.service().id(),
        route.service().request().method(),
        route.templates().url(signed, fields.query()),
        headers(route, work, signed, now, fields),
        filling.body(),
        route.timeout(),
        route.tls().at(now));
    return new Prepared(request, kept);
  }

  private static boolean marked(Route route, Work work) {
    byte[] frozen = work.frozen();
    return frozen == null ? route.marksBody(work) : SignMarks.any(frozen);
  }

  private List<Header> headers(
      Route route, Work work, DeliveryModel model, Instant now, Fields fields) {
    List<Header> headers = new ArrayList<>(route.templates().headers(model));
    headers.add(new Header("webhook-id", id(work)));
    headers.add(new Header("webhook-timestamp", String.valueOf(now.getEpochSecond())));
    headers.add(new Header(EventOrigin.HEADER, hops(work).header(route.service().id())));
    String fallbackOf = work.ancestry().first();
    if (!fallbackOf.isEmpty()) {
      headers.add(new Header("webhook-fallback-of", HeaderSafe.of(fallbackOf)));
    }
    headers.addAll(fields.headers());
    return headers;
  }

  private static Hops hops(Work work) {
    return work.others().isEmpty()
        ? Hops.of(work.model().origin())
        : Hops.together(work.events().stream().map(EventModel::origin).toList());
  }

  /** The body of a delivery, with its marks. Throws RenderException. */
  byte[] body(Route route, Work work, Instant now) {
    return prepared(route, work, now).kept();
  }

  /** The request of a service that signs, before that is done. Throws RenderException. */
  UnsignedRequest unsigned(Route route, Work work, Instant now) {
    DeliveryModel model = model(route, work, now);
    byte[] body =
        SignMarks.filled(body(route, work, model), UnsignedRequest.SIGN, UnsignedRequest.TIMESTAMP);
    DeliveryModel signed = model.signed(UnsignedRequest.SIGN, UnsignedRequest.TIMESTAMP);
    return new UnsignedRequest(
        route.service().request().method(),
        route.templates().headers(signed),
        route.templates().url(signed),
        new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] body(Route route, Work work, DeliveryModel model) {
    DeliveryModel seen = route.marksBody(work) ? model.marked() : model;
    return route.sendsTogether(work)
        ? route.templates().body(BatchModel.of(work.events(), seen))
        : route.templates().body(seen);
  }

  private DeliveryModel model(Route route, Work work, Instant now) {
    return work.model()
        .forDelivery(route.service(), id(work), now, "")
        .fallbackOf(work.ancestry().first());
  }

  String id(Work work) {
    return ids.of(work.identity()).toString();
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
      Sent sent) {
    Answer answer = sent.answer();
    Redaction redaction = sent.redaction(route, request);
    Verdict verdict = route
        .judge()
        .judge(answer, work.before(), startedAt.plus(elapsed), redaction::apply)
        .verdict();
    if (verdict instanceof Verdict.Delivered delivered) {
      verdict = Fitting.warned(route, request, delivered);
    }
    verdict = sent.remarked(verdict);
    if (log.isDebugEnabled()) {
      String reason = OneLine.of(verdict.reason());
      log.debug("delivery {} attempt {}: {}", work.delivery(), work.tries() + 1, reason);
    }
    if (answer instanceof Answer.Response response) {
      String excerpt = redaction.apply(response.text());
      return new Attempt(work.tries() + 1, startedAt, elapsed, response.status(), verdict, excerpt);
    }
    Answer.Kind missing = ((Answer.Failure) answer).kind();
    return new Attempt(work.tries() + 1, startedAt, elapsed, null, verdict, "", missing);
  }
}
