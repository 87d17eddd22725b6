package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Attempt;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.Ancestry;
import io.github.webhookplugin.outbox.Keys;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.sending.Sender;
import io.github.webhookplugin.signing.NewSecret;
import io.github.webhookplugin.verdict.Advice;
import io.github.webhookplugin.verdict.Tries;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single requests past the store and the lanes, to see what they look like and what comes of them. Any thread. */
public final class Trials {
  /** Events of a batch that is sent as a test. */
  private static final int BATCH = 3;

  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}}?", Pattern.DOTALL);

  private final Courier courier;
  private final Dispatch dispatch;
  private final Sender sender;
  private final Clock clock;
  private final Keys keys;
  private final String version;
  private final SecureRandom random = new SecureRandom();

  Trials(
      Courier courier, Dispatch dispatch, Sender sender, Clock clock, Keys keys, String version) {
    this.courier = courier;
    this.dispatch = dispatch;
    this.sender = sender;
    this.clock = clock;
    this.keys = keys;
    this.version = version;
  }

  /** The request that a service would send for an event, without sending it. Throws RenderException. */
  public ShownRequest preview(WebhookService service, GlobalSettings global, EventModel event) {
    Route route = Route.of(service, global, version);
    return ShownRequest.of(courier.request(route, work(service, event), clock.instant()), service);
  }

  /** Makes what versions of a service would send for the same event at the same moment, so that they can be compared. */
  public interface Bodies {
    TrialBody of(Version version);
  }

  /** A version of a service, compiled. */
  public static final class Version {
    private final Route route;

    private Version(Route route) {
      this.route = route;
    }
  }

  /** Compiles a version. Throws TemplateException or RenderException if it cannot be. */
  public Version version(WebhookService service, GlobalSettings global) {
    return new Version(Route.of(service, global, version));
  }

  /** Nothing is sent. */
  public Bodies bodies(EventModel event) {
    long key = keys.block(BATCH);
    Instant now = clock.instant();
    return version -> {
      WebhookService service = version.route.service();
      Work work = work(service, event, key);
      return TrialBody.of(
          () -> ShownRequest.of(courier.request(version.route, work, now), service));
    };
  }

  /** The request that a service would send for an event, as if it had a secret, and not yet signed with it. */
  public UnsignedRequest unsigned(WebhookService service, EventModel event) {
    Signing signing = service.delivery().signing();
    var signs = signing.signs()
        ? service
        : service.signed(signing.with(new Signing.Keys(Secret.of("any"), null)));
    return courier.unsigned(Route.ofFormer(signs, version), work(signs, event), clock.instant());
  }

  /** Whether a header of a service's request is secret. */
  public static boolean isSecret(Header header, WebhookService service) {
    return ShownRequest.isSecret(header, service);
  }

  /** A text that was made with a service, without its secrets. */
  public static String withoutSecrets(String text, WebhookService service) {
    return Redaction.ofSecrets(service).apply(text);
  }

  /** A service with a secret of the kind that its recipe needs, which is made up. */
  public WebhookService withMadeUpSecret(WebhookService service) {
    Signing signing = service.delivery().signing();
    return service.signed(signing.with(Signing.Keys.of(NewSecret.of(signing.recipe(), random))));
  }

  /**
   * How the request of a service would be signed; with a made-up secret if it has none. Throws RenderException.
   */
  public ShownSignature signature(WebhookService service, GlobalSettings global, EventModel event) {
    Signing signing = service.delivery().signing();
    WebhookService signed = signing.signs() ? service : withMadeUpSecret(service);
    Route route = Route.of(signed, global, version);
    return ShownSignature.of(
        courier, route, work(signed, event), clock.instant(), !signing.signs());
  }

  /**
   * Looks up whether the host of an address in settings may be called. Ends with what speaks against it, as a sentence; empty if nothing
   * does, or if the host is not known at the moment.
   */
  public CompletableFuture<Optional<String>> objection(String url) {
    // variables stand behind the host only, so that any text does for them
    return sender.objection(TAG.matcher(url).replaceAll("x"));
  }

  /** Sends one request for an event, once: whether sending is switched on or not. */
  public CompletableFuture<Trial> test(
      WebhookService service, GlobalSettings global, EventModel event) {
    return send(Route.of(service, global, version), logged(service, event));
  }

  /** Its keys are one event's, as the log has them: the event's own, then those of its deliveries. */
  private Work logged(WebhookService service, EventModel event) {
    return work(service, event, keys.block(1 + BATCH) + 1);
  }

  /** For a service with batches a batch: the event, and others like it. */
  private Work work(WebhookService service, EventModel event) {
    return work(service, event, keys.block(BATCH));
  }

  private static Work work(WebhookService service, EventModel event, long key) {
    int size = Math.min(BATCH, service.shaping().batching().size());
    var others = new ArrayList<Work.Part>();
    for (int i = 1; i < size; i++) {
      EventModel another = event.withId(event.eventId() + "-" + (i + 1));
      others.add(new Work.Part(QueuedDelivery.fresh(key + i, 0, 0), another));
    }
    var first = new Work.Part(QueuedDelivery.fresh(key, 0, 0), event);
    return new Work(first, others, Ancestry.NONE, null, 0, 0);
  }

  private CompletableFuture<Trial> send(Route route, Work work) {
    Instant startedAt = clock.instant();
    long start = System.nanoTime();
    OutgoingRequest request;
    try {
      request = courier.request(route, work, startedAt);
    } catch (RenderException e) {
      var rejected = new Verdict.Rejected(e.sentence());
      var attempt = new Attempt(1, startedAt, Duration.ZERO, null, rejected, "");
      return CompletableFuture.completedFuture(
          Trial.unsent(work.queued().delivery(), null, attempt));
    }
    ShownRequest shown = ShownRequest.of(request, route.service());
    if (shown.objection() != null) {
      var rejected = new Verdict.Rejected("Not sent. " + shown.objection());
      var attempt = new Attempt(1, startedAt, Duration.ZERO, null, rejected, "");
      return CompletableFuture.completedFuture(
          Trial.unsent(work.queued().delivery(), shown, attempt));
    }
    var result = new CompletableFuture<Trial>();
    dispatch.sendAfresh(route, request, sent -> {
      if (sent.aborted()) {
        result.completeExceptionally(Intake.closed());
        return;
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      Attempt attempt = Courier.judged(route, work, request, startedAt, elapsed, sent);
      Answer answer = sent.answer();
      result.complete(new Trial(
          work.queued().delivery(),
          shown,
          attempt,
          headers(answer, sent.redaction(route, request)),
          answer instanceof Answer.Response response && response.truncated(),
          advice(attempt, answer, route)));
    });
    return result;
  }

  private static List<Header> headers(Answer answer, Redaction redaction) {
    return answer instanceof Answer.Response response
        ? response.headers().stream()
            .map(header -> new Header(header.name(), redaction.apply(header.value())))
            .toList()
        : List.of();
  }

  /** A rule's own sentence says more of its receiver than the status does. */
  private static @Nullable Advice advice(Attempt attempt, Answer answer, Route route) {
    boolean byRule = route
        .judge()
        .judge(answer, Tries.NONE, attempt.startedAt(), text -> text)
        .byRule();
    return byRule || attempt.verdict() instanceof Verdict.Delivered
        ? null
        : Advice.forAnswer(answer).orElse(null);
  }
}
