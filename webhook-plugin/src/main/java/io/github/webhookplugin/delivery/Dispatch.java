package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.delivery.TokenSource.Found;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.sending.Sender;
import io.github.webhookplugin.verdict.TokenAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of attempts: as they are, or with the token that their service gets for them. Tokens are in this
 * node's memory only. Shared between threads.
 */
final class Dispatch {
  private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
  private static final Answer.Failure NO_SECRET = new Answer.Failure(
      Answer.Kind.TOKEN, "No token could be had. Enter the client secret of this service.");

  private static final Answer.Failure UNREAD =
      new Answer.Failure(Answer.Kind.TOKEN, "No token could be had: an error in the plugin.");

  private final Sender sender;
  private final Clock clock;
  private final String userAgent;
  private final Map<Key, TokenSource> sources = new ConcurrentHashMap<>();

  Dispatch(Sender sender, Clock clock, String version) {
    this.sender = sender;
    this.clock = clock;
    this.userAgent = "WebhookPlugin/" + version;
  }

  /** A change of what gets the token is another token's. */
  private record Key(ServiceId service, ClientCredentials credentials, TlsRules tls) {
    Key(WebhookService service, ClientCredentials credentials) {
      this(service.id(), credentials, service.delivery().tls());
    }
  }

  /** Sends a request; never blocks. Twice, if its receiver refuses a token that was got before. */
  void send(Route route, OutgoingRequest request, Consumer<Sent> then) {
    ClientCredentials credentials = route.service().delivery().credentials();
    if (credentials == null) {
      sender.send(request, answer -> then.accept(Sent.plain(answer)));
      return;
    }
    TokenSource source = sources.computeIfAbsent(
        new Key(route.service(), credentials), key -> source(key, route.service()));
    new Bearer(sender, source, request, then).send();
  }

  /** The same with a token that is got for this request alone, to see whether one can be had. */
  void sendAfresh(Route route, OutgoingRequest request, Consumer<Sent> then) {
    ClientCredentials credentials = route.service().delivery().credentials();
    if (credentials == null) {
      send(route, request, then);
    } else {
      Consumer<Sent> told = sent -> then.accept(
          sent.tokens().isEmpty()
              ? sent
              : new Sent(
                  sent.answer(),
                  sent.tokens(),
                  (gotten(sent.tokens().get(0)) + " " + sent.remark()).strip()));
      var key = new Key(route.service(), credentials);
      new Bearer(sender, source(key, route.service()), request, told).send();
    }
  }

  private static String gotten(Token token) {
    return token.life() == null
        ? "A new token was got first; the endpoint does not say how long it lasts."
        : "A new token was got first; it lasts " + token.life().toSeconds() + " s.";
  }

  private TokenSource source(Key key, WebhookService service) {
    Redaction redaction = Redaction.ofSecrets(service);
    return new TokenSource((timeout, then) -> fetch(key, redaction, timeout, then), clock);
  }

  private void fetch(Key key, Redaction redaction, Duration timeout, Consumer<Found> then) {
    Secret secret = key.credentials().clientSecret();
    if (secret == null) {
      then.accept(new Found.Failed(NO_SECRET));
      return;
    }
    sender.send(
        TokenRequest.of(key.service(), key.credentials(), secret, userAgent, timeout, key.tls()),
        answer -> then.accept(surelyFound(answer, redaction)));
  }

  /** All who need the token wait for this one answer. */
  private Found surelyFound(Answer answer, Redaction redaction) {
    try {
      return found(answer, redaction);
    } catch (RuntimeException | Error e) {
      // the kind alone: what it says may have a secret in it
      String kind = e.getClass().getName();
      log.warn("the answer of a token endpoint could not be read: {}", OneLine.of(kind));
      return new Found.Failed(UNREAD);
    }
  }

  private Found found(Answer answer, Redaction redaction) {
    if (answer instanceof Answer.Failure failure && failure.kind() == Answer.Kind.ABORTED) {
      return new Found.Failed(failure);
    }
    TokenAnswer read = TokenAnswer.of(answer, redaction::apply);
    return read instanceof TokenAnswer.Granted granted
        ? new Found.Got(Token.of(granted, clock.instant()), true)
        : new Found.Failed(
            new Answer.Failure(Answer.Kind.TOKEN, ((TokenAnswer.Refused) read).sentence()));
  }

  /** Forgets the tokens of services that are gone or get theirs in another way. */
  void apply(ActiveSettings active) {
    Set<Key> inForce = new HashSet<>();
    active.settings().services().forEach(service -> {
      ClientCredentials credentials = service.delivery().credentials();
      if (credentials != null) {
        inForce.add(new Key(service, credentials));
      }
    });
    sources.keySet().retainAll(inForce);
  }

  /** Forgets all. */
  void close() {
    sources.clear();
  }
}
