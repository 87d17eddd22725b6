package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.LONG;
import static io.github.webhookplugin.sending.SenderFixture.addresses;
import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.hurried;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static io.github.webhookplugin.sending.SenderFixture.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names, and name servers that do not answer. */
class SenderLookupsTest {
  private final CountDownLatch released = new CountDownLatch(1);
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private Sender sender;
  private RawReceiver receiver;

  @BeforeEach
  void open() throws Exception {
    receiver = new RawReceiver(c -> c.serve(RawReceiver.OK));
    sender = SenderFixture.allowing(
        new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("lookups"), this::resolve));
  }

  @AfterEach
  void stop() throws Exception {
    released.countDown();
    sender.close();
    receiver.close();
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    asked.computeIfAbsent(host, name -> new AtomicInteger()).incrementAndGet();
    if (host.startsWith("hanging")) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnknownHostException(host);
      }
    }
    return switch (host) {
      case "unknown.test" -> throw new UnknownHostException(host);
      case "buggy.test" -> throw new IllegalStateException("a resolver with a bug");
      case "careless.test" ->
        throw SenderLookupsTest.<RuntimeException>unchecked(
            new java.io.IOException("a resolver in a language without checked exceptions"));
      case "empty.test" -> new InetAddress[0];
      case "second.test" -> addresses("127.0.0.9", "127.0.0.1");
      case "fifth.test" ->
        addresses("127.0.0.5", "127.0.0.6", "127.0.0.7", "127.0.0.8", "127.0.0.1");
      default -> addresses("127.0.0.1");
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable checked) throws T {
    throw (T) checked;
  }

  private String at(String host) {
    return "http://" + host + ":" + receiver.port() + "/";
  }

  @Test
  void only_the_resolver_decides_where_a_name_leads() throws Exception {
    assertThat(respond(sender, post(at("nowhere.else.invalid"))).status()).isEqualTo(200);
    assertThat(receiver.requests.get(0)).contains("Host: nowhere.else.invalid:");
  }

  @Test
  void an_address_needs_no_resolver() throws Exception {
    respond(sender, post(at("127.0.0.1")));

    assertThat(asked).isEmpty();
  }

  @Test
  void names_may_have_underscores_as_those_of_containers_do() throws Exception {
    assertThat(respond(sender, post(at("my_service-1"))).status()).isEqualTo(200);
  }

  @Test
  void a_name_is_looked_up_once_for_many_requests() throws Exception {
    for (int i = 0; i < 10; i++) {
      respond(sender, post(at("good.test")));
    }

    assertThat(asked.get("good.test")).hasValue(1);
  }

  @Test
  void tries_the_next_address_if_one_refuses() throws Exception {
    assertThat(respond(sender, post(at("second.test"))).status()).isEqualTo(200);
  }

  @Test
  void tries_four_addresses_and_no_more() throws Exception {
    assertThat(fail(sender, post(at("fifth.test"))).kind()).isEqualTo(Kind.CONNECT);
  }

  @Test
  void an_unknown_name_is_a_failure_and_is_asked_for_again_next_time() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(fail(sender, post(at("unknown.test"))))
          .isEqualTo(new Answer.Failure(Kind.DNS, "The name unknown.test could not be resolved."));
    }
    assertThat(asked.get("unknown.test")).hasValue(2);
  }

  @Test
  void a_resolver_with_a_bug_is_a_failure() throws Exception {
    assertThat(fail(sender, post(at("buggy.test"))).kind()).isEqualTo(Kind.DNS);
    assertThat(fail(sender, post(at("careless.test"))).kind()).isEqualTo(Kind.DNS);
    assertThat(fail(sender, post(at("empty.test"))).kind()).isEqualTo(Kind.DNS);
  }

  @Test
  void a_hundred_names_that_hang_delay_nobody_else() throws Exception {
    var hanging = new ArrayList<CompletableFuture<Answer>>();
    for (int i = 0; i < 100; i++) {
      hanging.add(start(sender, post(at("hanging" + i + ".test"))));
      hanging.add(start(sender, post(at("hanging" + i + ".test"))));
    }

    assertThat(respond(sender, post(at("good.test"))).status()).isEqualTo(200);

    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    assertThat(asked.get("hanging7.test")).hasValue(1);
    released.countDown();
    for (var answer : hanging) {
      assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(Answer.Response.class);
    }
  }

  @Test
  void more_names_than_threads_wait_for_their_turn() throws Exception {
    var waiting = new ArrayList<CompletableFuture<Answer>>();
    for (int i = 0; i < 300; i++) {
      waiting.add(start(sender, post(at("hanging" + i + ".test"))));
    }
    released.countDown();

    for (var answer : waiting) {
      assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(Answer.Response.class);
    }
  }

  @Test
  void a_look_up_counts_against_the_deadline_and_nothing_is_sent_after_it() throws Exception {
    assertThat(fail(sender, hurried(at("hanging.test"))))
        .isEqualTo(new Answer.Failure(
            Kind.TIMEOUT, "Timed out after 400 ms. The name was still being looked up."));

    var later = start(sender, post(at("hanging.test")));
    released.countDown();
    assertThat(later.get(LONG.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Answer.Response.class);
    assertThat(receiver.requests).hasSize(1);
  }
}
