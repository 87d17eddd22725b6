package io.github.webhookplugin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private static HttpResponse<String> post(int port, String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofString(body))
        .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
