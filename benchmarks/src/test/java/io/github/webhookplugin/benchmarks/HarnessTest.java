package io.github.webhookplugin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HarnessTest {
  @Test
  void the_receiver_answers_and_counts_every_request_however_large() throws Exception {
    List<String> paths = new CopyOnWriteArrayList<>();
    try (var receiver = new Receiver(request -> paths.add(request.path()))) {
      int port = receiver.listen();
      receiver.start();

      HttpResponse<String> small = post(port, "/one", "x");
      HttpResponse<String> large = post(port, "/two?n=2", "x".repeat(50_000));

      assertThat(List.of(small.statusCode(), large.statusCode())).containsOnly(200);
      assertThat(large.body()).isEqualTo("ok");
      assertThat(paths).containsExactly("/one", "/two?n=2");
      assertThat(receiver.answered()).isEqualTo(2);
    }
  }

  @Test
  void quantiles_are_exact_to_three_per_cent() {
    var latencies = new Latencies();
    for (long micros = 1; micros <= 1_000; micros++) {
      latencies.add(micros * 1_000);
    }

    assertThat(latencies.quantile(0.5).toNanos()).isBetween(500_000L, 516_000L);
    assertThat(latencies.quantile(0.99).toNanos()).isBetween(990_000L, 1_022_000L);
  }

  @Test
  void a_turn_and_an_order_survive_the_way_between_jvms() {
    var turn = new Turn(
        1,
        2,
        3,
        4,
        new Turn.Used(5, 6),
        new Times(7, 8),
        new Times(9, 10),
        new Times(11, 12),
        new Turn.Stored(13, 14));
    var order = new Order(Duration.ofMillis(1_500), 250, true);

    assertThat(Turn.ofLine(turn.toLine())).isEqualTo(turn);
    assertThat(Order.ofLine(order.toLine())).isEqualTo(order);
  }

  @Test
  void paced_publishers_keep_to_their_rate() throws Exception {
    var load = new Load(1_000);
    var published = new AtomicLong();
    var publishers = new AtomicReference<Publishers>();
    publishers.set(new Publishers(load, new Traffic() {
      @Override
      public int deliveries(long number) {
        return 2;
      }

      @Override
      public void publish(NotificationEvent.Builder event, long number) {
        published.incrementAndGet();
        publishers.get().settled();
        publishers.get().settled();
      }
    }));

    long start = System.nanoTime();
    publishers.get().start();
    Thread.sleep(300);
    load.stop();
    publishers.get().join();
    load.drain();
    double dueByNow = (System.nanoTime() - start) / 1e9 * load.perSecond();

    assertThat((double) published.get()).isBetween(1.0, dueByNow + 1);
    assertThat(load.ended()).isEqualTo(2 * published.get());
  }

  @Test
  void a_chain_publishes_its_next_event_when_all_deliveries_of_one_are_settled() throws Exception {
    var load = new Load(Load.UNLIMITED);
    var published = new AtomicLong();
    var chains = new Chains(load, 10, event -> {
      published.incrementAndGet();
      return CompletableFuture.completedStage(event);
    });

    chains.start();
    long atFirst = published.get();
    for (int i = 0; i < 25; i++) {
      chains.settled();
    }
    long afterwards = published.get();
    load.stop();
    for (long open = afterwards * 10 - 25; open > 0; open--) {
      chains.settled();
    }
    chains.join();
    load.drain();

    assertThat(atFirst).isEqualTo(Publishers.MOST_UNSETTLED / 10);
    assertThat(afterwards).isEqualTo(atFirst + 2);
    assertThat(published.get()).isEqualTo(afterwards);
    assertThat(load.publishing().count()).isEqualTo(afterwards);
  }

  @Test
  void a_fast_clock_goes_so_many_times_as_fast_in_every_zone() {
    Instant start = Instant.parse("2026-11-21T08:00:00Z");
    var real = new TurnedClock(start);
    var fast = new FastClock(real, 40);

    real.now = start.plusSeconds(90);

    assertThat(fast.instant()).isEqualTo(start.plusSeconds(3_600));
    assertThat(fast.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(fast.instant());
  }

  private static final class TurnedClock extends Clock {
    private Instant now;

    TurnedClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static HttpResponse<String> post(int port, String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofString(body))
        .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
