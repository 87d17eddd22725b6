package io.github.webhookplugin.sending;

import static io.github.webhookplugin.sending.SenderFixture.addresses;
import static io.github.webhookplugin.sending.SenderFixture.fail;
import static io.github.webhookplugin.sending.SenderFixture.post;
import static io.github.webhookplugin.sending.SenderFixture.respond;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.Allowed;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Answer.Kind;
import io.github.webhookplugin.model.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be called and what may not, with name servers that mean no good. */
class AddressGuardTest {
  private static final AddressRules LOOPBACK =
      new AddressRules(List.of(Network.of("127.0.0.0/8")), List.of());

  private final Map<String, Iterator<InetAddress[]>> answers = new ConcurrentHashMap<>();
  private Sender sender;
  private RawReceiver receiver;

  @BeforeEach
  void open() throws Exception {
    receiver = new RawReceiver(c -> c.serve(RawReceiver.OK));
    sender = new Sender(Sender.Options.DEFAULT, SenderFixture.threadsNamed("guard"), this::resolve);
  }

  @AfterEach
  void close() throws Exception {
    sender.close();
    receiver.close();
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    var next = answers.get(host);
    if (next == null || !next.hasNext()) {
      throw new UnknownHostException(host);
    }
    return next.next();
  }

  /** What the name server says, one look-up after the other. */
  private void says(String host, InetAddress[]... lookups) {
    answers.put(host, List.of(lookups).iterator());
  }

  private String at(String host) {
    return "http://" + host + ":" + receiver.port() + "/";
  }

  @Test
  void a_sender_calls_public_addresses_only_until_it_is_told_otherwise() throws Exception {
    assertThat(fail(sender, post(at("127.0.0.1"))))
        .isEqualTo(new Answer.Failure(
            Kind.ADDRESS, "Not sent. 127.0.0.1 is in a private network that is not allowed."));

    sender.allow(LOOPBACK);

    assertThat(respond(sender, post(at("127.0.0.1"))).status()).isEqualTo(200);
  }

  @Test
  void a_name_that_leads_inside_is_not_called() throws Exception {
    says("inside.test", addresses("127.0.0.1"));

    assertThat(fail(sender, post(at("inside.test"))).kind()).isEqualTo(Kind.ADDRESS);
    assertThat(receiver.requests).isEmpty();
  }

  @Test
  void one_bad_address_among_good_ones_spoils_them_all() throws Exception {
    sender.allow(LOOPBACK);
    says("mixed.test", addresses("127.0.0.1", "10.0.0.1"));
    says("late.test", addresses("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "10.0.0.1"));

    assertThat(fail(sender, post(at("mixed.test"))).kind()).isEqualTo(Kind.ADDRESS);
    assertThat(fail(sender, post(at("late.test"))).kind()).isEqualTo(Kind.ADDRESS);
    assertThat(receiver.requests).isEmpty();
  }

  @Test
  void a_second_look_up_with_another_answer_never_happens() throws Exception {
    sender.allow(LOOPBACK);
    says("rebinding.test", addresses("127.0.0.1"), addresses("169.254.169.254"));

    assertThat(respond(sender, post(at("rebinding.test"))).status()).isEqualTo(200);
    assertThat(answers.get("rebinding.test").hasNext())
        .as("one look-up for one request")
        .isTrue();
  }

  @Test
  void a_name_that_turns_bad_later_is_refused_by_what_it_says_then() throws Exception {
    sender.allow(LOOPBACK);
    says("turning.test", addresses("169.254.169.254"));

    assertThat(fail(sender, post(at("turning.test"))).sentence())
        .startsWith("Not sent. turning.test is at an address that is never called");
  }

  @Test
  void a_thousand_answers_are_all_looked_at_and_four_of_them_tried() throws Exception {
    sender.allow(Allowed.ANY);
    String[] many = IntStream.range(0, 1_000)
        .mapToObj(i -> "127.1." + i / 250 + "." + (i % 250 + 1))
        .toArray(String[]::new);
    many[3] = "127.0.0.1";
    says("many.test", addresses(many));
    String[] spoilt = many.clone();
    spoilt[999] = "169.254.169.254";
    says("spoilt.test", addresses(spoilt));

    assertThat(respond(sender, post(at("many.test"))).status()).isEqualTo(200);
    assertThat(fail(sender, post(at("spoilt.test"))).kind()).isEqualTo(Kind.ADDRESS);
  }

  @Test
  void rules_count_from_the_moment_they_change_for_names_that_are_known_as_well() throws Exception {
    sender.allow(LOOPBACK);
    says("known.test", addresses("127.0.0.1"));
    respond(sender, post(at("known.test")));

    sender.allow(AddressRules.PUBLIC);

    assertThat(fail(sender, post(at("known.test"))).kind()).isEqualTo(Kind.ADDRESS);
  }

  @Test
  void an_allowed_name_may_lead_inside_but_never_to_the_keys_of_a_cloud() throws Exception {
    sender.allow(new AddressRules(List.of(), List.of("*.lan")));
    says("nas.lan", addresses("127.0.0.1"));
    says("evil.lan", addresses("169.254.169.254"));

    assertThat(respond(sender, post(at("nas.lan"))).status()).isEqualTo(200);
    assertThat(fail(sender, post(at("evil.lan"))).kind()).isEqualTo(Kind.ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata",
        "metadata.google.internal",
        "METADATA.google.internal.",
        "instance-data",
        "169.254.169.254",
        "[fe80::1]",
        "[::]",
        "[64:ff9b::a9fe:a9fe]",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255"
      })
  void some_hosts_are_never_called_whatever_is_allowed(String host) throws Exception {
    sender.allow(Allowed.ANY);
    says("metadata", addresses("127.0.0.1"));
    says("metadata.google.internal", addresses("127.0.0.1"));
    says("metadata.google.internal.", addresses("127.0.0.1"));
    says("instance-data", addresses("127.0.0.1"));

    assertThat(fail(sender, post(at(host))).kind()).isEqualTo(Kind.ADDRESS);
    assertThat(receiver.requests).isEmpty();
  }

  @Test
  void before_something_is_saved_its_host_is_looked_up_and_not_called() throws Exception {
    says("inside.test", addresses("192.168.1.4"));

    assertThat(sender.objection(at("inside.test")).join())
        .contains("This address is in a private network. Allow it in Settings › Security first.");
    assertThat(sender.objection(at("unknown.test")).join()).isEmpty();
    assertThat(sender.objection(at("1.1.1.1")).join()).isEmpty();
    assertThat(receiver.requests).isEmpty();
  }
}
