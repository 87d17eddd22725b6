package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Allowed;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.ServiceId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests for tests, and the wait for their answers. */
final class SenderFixture {
  static final ServiceId SERVICE = ServiceId.random();
  static final Duration LONG = Duration.ofSeconds(10);
  static final Duration SHORT = Duration.ofMillis(400);

  private SenderFixture() {}

  static ThreadFactory threadsNamed(String prefix) {
    var number = new AtomicInteger();
    return work -> new Thread(work, prefix + "-" + number.incrementAndGet());
  }

  /** A sender that calls receivers on this machine. */
  static Sender allowing(Sender sender) {
    sender.allow(Allowed.ANY);
    return sender;
  }

  /** What a name server answers. */
  static InetAddress[] addresses(String... literals) throws UnknownHostException {
    var found = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      found[i] = InetAddress.getByName(literals[i]);
    }
    return found;
  }

  static OutgoingRequest post(String url, Header... headers) {
    return request(HttpMethod.POST, url, LONG, headers);
  }

  static OutgoingRequest hurried(String url) {
    return request(HttpMethod.POST, url, SHORT);
  }

  static OutgoingRequest request(
      HttpMethod method, String url, Duration timeout, Header... headers) {
    byte[] body = "{\"a\":\"数据\"}".getBytes(StandardCharsets.UTF_8);
    return new OutgoingRequest(SERVICE, method, url, List.of(headers), body, timeout);
  }

  static CompletableFuture<Answer> start(Sender sender, OutgoingRequest request) {
    var answer = new CompletableFuture<Answer>();
    sender.send(request, given -> {
      if (!answer.complete(given)) {
        throw new AssertionError("answered twice");
      }
    });
    return answer;
  }

  static Answer send(Sender sender, OutgoingRequest request)
      throws InterruptedException, ExecutionException, TimeoutException {
    return start(sender, request).get(15, TimeUnit.SECONDS);
  }

  static Answer.Response respond(Sender sender, OutgoingRequest request) throws Exception {
    Answer answer = send(sender, request);
    if (answer instanceof Answer.Response response) {
      return response;
    }
    throw new AssertionError("no response but " + answer);
  }

  static Answer.Failure fail(Sender sender, OutgoingRequest request) throws Exception {
    Answer answer = send(sender, request);
    if (answer instanceof Answer.Failure failure) {
      return failure;
    }
    throw new AssertionError("no failure but " + answer);
  }
}
