package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.benchmarks.Gateway.Planting;
import io.github.webhookplugin.receivers.chaos.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/** What it brings to use connections again, and how often a planted answer is taken for one's own (ADR 63). */
final class ConnectionReuse implements Scenario {
  private static final int IN_FLIGHT = 64;
  private static final int PAIRS = 1_000;
  private static final List<Defence> MEASURED = List.of(Defence.USUAL, Defence.OWN, Defence.NEW);
  private static final String BODY = "{\"event\":\"" + "x".repeat(600) + "\"}";

  @Override
  public List<Goal> goals() {
    return List.of(Goal.SHARING, Goal.PLANTED);
  }

  @Override
  public void run(Bench bench) throws Exception {
    bench
        .report()
        .section("Connections used again, bare client, " + IN_FLIGHT + " requests at once");
    bench
        .report()
        .columns(List.of(
            "connections",
            "plain: requests/s",
            "CPU each, both ends",
            "TLS: requests/s",
            "CPU each, both ends"));
    Map<Defence, Rates> plain = rates(bench, false);
    Map<Defence, Rates> secure = rates(bench, true);
    for (Defence defence : MEASURED) {
      Rates one = Objects.requireNonNull(plain.get(defence));
      Rates other = Objects.requireNonNull(secure.get(defence));
      bench
          .report()
          .row(
              List.of(defence.words(), one.perSecond(), one.cpu(), other.perSecond(), other.cpu()));
    }
    bench
        .scorecard()
        .measured(
            Goal.SHARING,
            Objects.requireNonNull(plain.get(Defence.OWN)).median()
                / Objects.requireNonNull(plain.get(Defence.USUAL)).median());
    bench.report().line("");
    bench.report().section("Planted answers taken by the next request, of " + PAIRS);
    bench
        .report()
        .columns(List.of(
            "connections",
            "up to 2 ms later: others' requests",
            "its own next",
            "once asked again: others' requests",
            "its own next"));
    for (Defence defence : Defence.values()) {
      Leaks soon = leaks(defence, Planting.SOON);
      Leaks asked = leaks(defence, Planting.WHEN_ASKED_AGAIN);
      bench
          .report()
          .row(List.of(
              defence.words(),
              Numbers.whole(soon.others()),
              Numbers.whole(soon.own()),
              Numbers.whole(asked.others()),
              Numbers.whole(asked.own())));
      if (defence == Defence.OWN) {
        bench.scorecard().measured(Goal.PLANTED, soon.others() + asked.others());
      }
    }
    bench.report().line("");
  }

  /** Of the rounds of one side. */
  private record Rates(List<Double> rates, List<Double> micros) {
    double median() {
      return Numbers.median(rates);
    }

    String perSecond() {
      return Numbers.whole(median());
    }

    String cpu() {
      return Numbers.decimals(Numbers.median(micros)) + " us";
    }
  }

  /** How many requests of each got a planted answer. */
  private record Leaks(int others, int own) {}

  private static Map<Defence, Rates> rates(Bench bench, boolean secure) throws Exception {
    var rates = new EnumMap<Defence, Rates>(Defence.class);
    ServerSocket socket = secure
        ? Identity.listen(0, 1_024)
        : new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    try (var gateway = new Gateway(socket, Planting.NEVER)) {
      for (int round = 0; round <= bench.settings().rounds(); round++) {
        for (Defence defence : MEASURED) {
          try (CloseableHttpAsyncClient client = defence.client(secure ? trusting() : null)) {
            // the first round is the warm-up of all
            Duration time = bench.settings().measured().dividedBy(2);
            turn(
                client,
                defence,
                url(gateway, secure),
                time,
                round == 0
                    ? null
                    : rates.computeIfAbsent(
                        defence, key -> new Rates(new ArrayList<>(), new ArrayList<>())));
          }
        }
      }
    }
    return rates;
  }

  private static String url(Gateway gateway, boolean secure) {
    return (secure ? "https://localhost:" : "http://127.0.0.1:") + gateway.port();
  }

  private static SSLContext trusting() throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", Identity.authority());
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static void turn(
      CloseableHttpAsyncClient client,
      Defence defence,
      String url,
      Duration time,
      @Nullable Rates into)
      throws InterruptedException {
    var running = new Semaphore(IN_FLIGHT);
    var ended = new AtomicLong();
    var failed = new AtomicLong();
    Duration before = Cpu.ofThisJvm();
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      running.acquire();
      var unused = send(client, defence, "A", url, "/good").whenComplete((answer, problem) -> {
        (problem == null ? ended : failed).incrementAndGet();
        running.release();
      });
    }
    running.acquire(IN_FLIGHT);
    double nanos = System.nanoTime() - start;
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " requests failed");
    }
    if (into != null) {
      into.rates().add(ended.get() * 1e9 / nanos);
      into.micros().add(Cpu.ofThisJvm().minus(before).toNanos() / 1e3 / ended.get());
    }
  }

  /** One service's receiver plants; it and others behind the same gateway are called in turns. */
  private static Leaks leaks(Defence defence, Planting planting)
      throws IOException, InterruptedException, ExecutionException {
    int others = 0;
    int own = 0;
    try (var gateway = new Gateway(planting);
        CloseableHttpAsyncClient client = defence.client(null)) {
      String url = url(gateway, false);
      for (int i = 0; i < PAIRS; i++) {
        answer(client, defence, "A", url, "/evil");
        if (answer(client, defence, "B", url, "/good").equals("planted")) {
          others++;
        }
        answer(client, defence, "A", url, "/evil");
        if (answer(client, defence, "A", url, "/evil").equals("planted")) {
          own++;
        }
      }
    }
    return new Leaks(others, own);
  }

  /** The text of an answer; empty if there was none. */
  private static String answer(
      CloseableHttpAsyncClient client, Defence defence, String service, String url, String path)
      throws InterruptedException, ExecutionException {
    return send(client, defence, service, url, path)
        .handle((answer, problem) -> answer == null ? "" : String.valueOf(answer.getBodyText()))
        .get();
  }

  private static CompletableFuture<SimpleHttpResponse> send(
      CloseableHttpAsyncClient client, Defence defence, String service, String url, String path) {
    var answer = new CompletableFuture<SimpleHttpResponse>();
    SimpleHttpRequest request = SimpleRequestBuilder.post(url + path)
        .setBody(BODY, ContentType.APPLICATION_JSON)
        .build();
    var context = HttpClientContext.create();
    context.setUserToken(defence.owner(service, path));
    var unused = client.execute(request, context, new FutureCallback<>() {
      @Override
      public void completed(SimpleHttpResponse whole) {
        answer.complete(whole);
      }

      @Override
      public void failed(Exception problem) {
        answer.completeExceptionally(problem);
      }

      @Override
      public void cancelled() {
        answer.cancel(false);
      }
    });
    return answer;
  }
}
