package io.github.webhookplugin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.HostContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks that go past the plugin's surface follow its tables and its engine. */
class StoredRowsTest {
  private static final int DUE = 20;
  private static final int WAITING = 30;

  @TempDir
  Path data;

  @Test
  void the_plugin_sends_what_was_put_into_its_store_once_it_is_due() throws Exception {
    var arrived = new CountDownLatch(DUE);
    try (var receiver = new Receiver(request -> {
      arrived.countDown();
      return true;
    })) {
      configured(List.of(service("Receiver", receiver.listen()))).close();
      receiver.start();
      try (var rows = StoredRows.inFile(data)) {
        rows.due(DUE);
      }

      try (var plugin = new ClassPathPlugin(HostContext.builder(data)
          .allowNetwork("127.0.0.0/8")
          .allowHost("localhost")
          .build())) {
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      }

      assertThat(receiver.answered()).isEqualTo(DUE);
      try (var rows = StoredRows.inFile(data)) {
        assertThat(rows.someWait()).isFalse();
        assertThat(rows.delivered()).isEqualTo(DUE);
      }
    }
  }

  @Test
  void what_waits_for_a_far_retry_stays_and_what_has_ended_counts() throws Exception {
    try (var receiver = new Receiver(request -> true)) {
      configured(List.of(service("Receiver", receiver.listen()))).close();

      try (var rows = StoredRows.inFile(data)) {
        rows.waiting(WAITING, false);
        assertThat(rows.someWait()).isTrue();
        rows.clear();
        rows.delivered(WAITING, Duration.ofHours(1));
        assertThat(rows.delivered()).isEqualTo(WAITING);
      }
    }
  }

  @Test
  void the_past_that_pages_are_measured_with_fits_the_tables() throws Exception {
    var services = IntStream.rangeClosed(1, PastMonth.SERVICES)
        .mapToObj(i -> service("Receiver" + i, 9))
        .toList();
    configured(services).close();

    try (var past = new PastMonth(data)) {
      assertThat(past.write(1_000).healthy()).isNotEmpty();
    }

    try (var rows = StoredRows.inFile(data)) {
      assertThat(rows.someWait()).isTrue();
      assertThat(rows.delivered()).isBetween(880L, 940L);
    }
  }

  @Test
  void an_event_can_be_published_to_one_service_alone() throws Exception {
    Queue<String> paths = new ConcurrentLinkedQueue<>();
    var arrived = new CountDownLatch(3);
    try (var receiver = new Receiver(request -> {
      paths.add(request.path());
      arrived.countDown();
      return true;
    })) {
      int port = receiver.listen();
      receiver.start();
      try (var plugin = configured(List.of(service("One", port), service("Other", port)))) {
        plugin.to("One").publish(Samples.event(1).build());
        plugin.to("One").publish(Samples.event(2).build());
        plugin.to("Other").publish(Samples.event(3).build());
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }

    assertThat(paths).containsExactlyInAnyOrder("/One", "/One", "/Other");
  }

  private ClassPathPlugin configured(List<Map<String, Object>> services) {
    var plugin = new ClassPathPlugin(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());
    plugin.configure(services);
    return plugin;
  }

  private static Map<String, Object> service(String name, int port) {
    return Map.of("name", name, "url", "http://127.0.0.1:" + port + "/" + name);
  }
}
