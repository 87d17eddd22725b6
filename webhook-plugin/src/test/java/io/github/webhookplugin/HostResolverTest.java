package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that looks names up itself, as its tests do: the same guard decides. */
class HostResolverTest extends AdminFixture {
  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
  private final List<String> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);

  @AfterEach
  void release() {
    held.countDown();
  }

  @Override
  HostContext.Builder context() {
    return HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .clock(clock)
        .resolver(this::resolve);
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    threads.add(Thread.currentThread().getName());
    if (host.equals("slow.test")) {
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    List<InetAddress> found = names.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return found;
  }

  private static List<InetAddress> at(String... addresses) throws UnknownHostException {
    var found = new ArrayList<InetAddress>();
    for (String address : addresses) {
      found.add(InetAddress.getByName(address));
    }
    return found;
  }

  /** A service at a name, and what became of one event for it. */
  private String sentence(String host, String state) {
    String url = receiver.url("/in").replaceFirst("//[^:/]+", "//" + host);
    var saved = post(
        "services",
        "{'name': '%s', 'url': '%s', 'timeout': 1, 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}}"
            .formatted(host, url));
    assertThat(saved.status()).as(text(saved)).isEqualTo(201);
    publish(NotificationEvent.of("a").title("one").build());
    return json(get("deliveries/" + deliveries(state, 1).get(0)))
        .path("sentence")
        .asText();
  }

  @Test
  void names_are_looked_up_by_the_host_on_threads_of_the_plugin() throws Exception {
    names.put("receiver.test", at("127.0.0.1"));

    sentence("receiver.test", "delivered");

    assertThat(receiver.got()).hasSize(1);
    assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("webhook-http-"));
  }

  @Test
  void a_name_that_leads_inside_after_it_was_not_known_is_not_called() throws Exception {
    String url = receiver.url("/in").replaceFirst("//[^:/]+", "//rebinding.test");
    String draft = "{'name': 'N', 'url': '" + url + "'}";
    assertThat(text(post("test", draft))).contains("could not be resolved");

    names.put("rebinding.test", at("10.0.0.7"));

    assertThat(text(post("test", draft))).contains("private network");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void one_forbidden_address_among_a_thousand_spoils_them_all() throws Exception {
    var many = new ArrayList<>(Collections.nCopies(1_000, at("127.0.0.1").get(0)));
    names.put("many.test", many);
    assertThat(sentence("many.test", "delivered")).isNotEmpty();

    var mixed = new ArrayList<>(many);
    mixed.add(at("169.254.169.254").get(0));
    names.put("mixed.test", mixed);
    String url = receiver.url("/in").replaceFirst("//[^:/]+", "//mixed.test");

    assertThat(text(post("test", "{'name': 'M', 'url': '" + url + "'}"))).contains("never called");
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void a_slow_look_up_ends_at_the_timeout() {
    assertThat(sentence("slow.test", "failed"))
        .isEqualTo("Timed out after 1 s. The name was still being looked up.");
  }

  @Test
  void a_look_up_that_finds_nothing_or_fails_is_a_name_that_is_not_known() {
    names.put("empty.test", List.of());

    assertThat(sentence("empty.test", "failed"))
        .isEqualTo("The name empty.test could not be resolved.");
  }
}
