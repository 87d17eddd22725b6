package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that follow what changes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveTest extends OpenHost {
  final HttpClient client = HttpClient.newHttpClient();

  @Test
  void an_open_page_hears_what_changes() throws Exception {
    var answer = follow("?q=a%20b");
    var lines = lines(answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/event-stream; charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(next(lines)).isEqualTo("event: hello");
    assertThat(lines.readLine()).isEqualTo("data: live a b");

    host.get("/plugins/dummy/ring?size=3");

    assertThat(next(lines)).isEqualTo("event: rung");
    assertThat(lines.readLine()).isEqualTo("data: xxx");
    assertThat(lines.readLine()).isEmpty();
  }

  @Test
  void where_there_is_nothing_to_follow_it_says_so() throws Exception {
    assertThat(host.get("/plugins/dummy/live?q=nothing").statusCode()).isEqualTo(404);
    assertThat(host.get("/plugins/other/live").statusCode()).isEqualTo(404);
    assertThat(host.send(host.to("/plugins/dummy/live")).statusCode()).isEqualTo(401);
    assertThat(host.host.following()).isZero();
  }

  @Test
  void a_page_that_closes_is_forgotten() throws Exception {
    var answer = follow("");
    next(lines(answer.body()));
    assertThat(host.get("/plugins/dummy/ring").body()).isEqualTo("1");

    answer.body().close();

    await()
        .untilAsserted(() -> assertThat(host.get("/plugins/dummy/ring").body()).isEqualTo("0"));
    assertThat(host.host.following()).isZero();
  }

  @Test
  void a_slow_browser_holds_nobody_up() throws Exception {
    try (var slow = new Socket("127.0.0.1", URI.create(host.host.base()).getPort())) {
      slow.setReceiveBufferSize(4_096);
      slow.getOutputStream()
          .write(("GET /plugins/dummy/live HTTP/1.1\r\nHost: 127.0.0.1:" + slow.getPort()
                  + "\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> host.host.following() == 1);

      assertThat(host.get("/plugins/dummy/ring?times=400&size=200000").body()).isEqualTo("0");

      var lines = lines(follow("").body());
      host.get("/plugins/dummy/ring?size=2");
      assertThat(next(lines)).isEqualTo("event: hello");
      assertThat(next(lines)).isEqualTo("event: rung");
    }
  }

  @Test
  void twenty_pages_follow_and_the_next_has_to_wait() throws Exception {
    var open = new ArrayList<InputStream>();
    for (int i = 0; i < Live.MOST; i++) {
      open.add(follow("").body());
    }

    var refused = host.get("/plugins/dummy/live");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");

    open.get(0).close();
    await().untilAsserted(() -> {
      host.get("/plugins/dummy/ring");
      assertThat(host.host.following()).isEqualTo(Live.MOST - 1);
    });
    assertThat(follow("").statusCode()).isEqualTo(200);
  }

  @Test
  void the_streams_end_with_the_plugin() throws Exception {
    var lines = lines(follow("").body());
    assertThat(next(lines)).isEqualTo("event: hello");

    host.host.stop("dummy");

    assertThat(lines.lines()).allSatisfy(line -> assertThat(line).isNotEqualTo("event: rung"));
    await().until(() -> host.host.following() == 0);
  }

  @Test
  void the_streams_end_with_the_host() throws Exception {
    var lines = lines(follow("").body());
    assertThat(next(lines)).isEqualTo("event: hello");

    host.close();

    assertThat(linesToTheEnd(lines)).isLessThan(5);
  }

  @Test
  void a_silent_stream_says_that_it_is_there() throws Exception {
    var browser = new PipedInputStream(100_000);
    var closed = new AtomicBoolean();
    var stream = new LiveStream(new PipedOutputStream(browser), Duration.ofMillis(1));
    stream.offer(new AdminEvent("two\nlines", "1\r\n2"));
    stream.start(() -> closed.set(true), () -> {});

    var lines = lines(browser);
    assertThat(next(lines)).isEqualTo("event: two lines");
    assertThat(lines.readLine()).isEqualTo("data: 1");
    assertThat(lines.readLine()).isEqualTo("data: 2");
    assertThat(lines.readLine()).isEmpty();
    assertThat(lines.readLine()).isEqualTo(": still here");

    stream.end();
    assertThat(closed).isTrue();
  }

  private HttpResponse<InputStream> follow(String query) throws Exception {
    return client.send(
        host.to("/plugins/dummy/live" + query)
            .header("Authorization", "Bearer " + TOKEN)
            .build(),
        BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** A host that closes may end a stream in the middle of what it says; a browser takes one end as the other. */
  private static int linesToTheEnd(BufferedReader lines) {
    int count = 0;
    try {
      while (lines.readLine() != null) {
        count++;
      }
    } catch (IOException cutOff) {
      // ended as well
    }
    return count;
  }

  /** The next line that begins an event. */
  private static String next(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (!line.startsWith("event: ")) {
      line = lines.readLine();
    }
    return line;
  }
}
