package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.outbox.DeliveryRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Receivers echo requests, for example on their error pages; the log must not learn secrets from them. */
class RedactionTest extends OpenChannel {
  private static final String TOKEN = "t0ken/with+signs=and\"quotes";
  private static final String KEY = "k3y-äöü";
  private static final String PASSWORD = "p@ss:w0rd";
  private static final String QUERY = "query secret&1";

  static Stream<Arguments> echoes() {
    return Stream.of(
        echo("as it is", text -> text),
        echo("as JSON", text -> text.replace("\\", "\\\\").replace("\"", "\\\"")),
        echo(
            "as JSON that escapes slashes", text -> text.replace("\"", "\\\"").replace("/", "\\/")),
        echo("as a form", text -> URLEncoder.encode(text, StandardCharsets.UTF_8)),
        echo("percent-encoded", RedactionTest::percent),
        echo("percent-encoded in small letters", RedactionTest::smallPercent),
        echo("as JSON in ASCII", RedactionTest::asciiJson),
        echo("as HTML", text -> text.replace("&", "&amp;").replace("\"", "&quot;")),
        echo("in Base64", text -> base64(Base64.getEncoder(), text)),
        echo(
            "in Base64 without padding",
            text -> base64(Base64.getEncoder().withoutPadding(), text)),
        echo("in Base64 behind one byte", text -> base64(Base64.getEncoder(), ":" + text + ":")),
        echo("in Base64 behind two bytes", text -> base64(Base64.getEncoder(), "n:" + text + ":")),
        echo("in Base64 for URLs", text -> base64(Base64.getUrlEncoder(), text)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("echoes")
  void no_echo_of_a_secret_reaches_the_log(String name, UnaryOperator<String> encoding) {
    configure(secretive());
    List<String> secrets = List.of(TOKEN, KEY, PASSWORD, QUERY);
    StringBuilder page = new StringBuilder("start ");
    secrets.forEach(secret -> page.append('<').append(encoding.apply(secret)).append("> "));
    receiver.answers(503, page + "end");

    webhooks.publish(anEvent());

    // in Base64 a few bits of the neighbours may be left around a blot
    assertThat(waitingAfter(1).excerpt())
        .matches("start (<[^<>]{0,4}\\*\\*\\*[^<>]{0,4}> ){" + secrets.size() + "}end");
  }

  @Test
  void a_receiver_that_echoes_the_whole_request_tells_the_log_no_secret() {
    configure(secretive());
    receiver.answers(request -> new Receiver.Reply(
        503,
        request.method() + " " + request.path() + "\n" + request.headers() + "\n"
            + request.body()));

    webhooks.publish(anEvent());

    String excerpt = waitingAfter(1).excerpt();
    Receiver.Got got = got();
    assertThat(excerpt)
        .startsWith("POST /orders?")
        .contains("webhook-id=" + got.id(), "Order 10477");
    assertThat(got.headers().get("authorization")).as("was sent").contains(TOKEN);
    assertThat(excerpt).doesNotContain("t0ken", "k3y", "p@ss", "w0rd", "query%20secret");
  }

  @Test
  void user_and_password_of_the_address_are_blotted_out_in_the_header_that_is_made_of_them() {
    String url = receiver.url("/orders").replace("://", "://ann:p%40ss%3Aw0rd@");
    configure(Map.of("name", "Orders", "url", url));
    receiver.answers(
        request -> new Receiver.Reply(401, "bad: " + request.headers().get("authorization")));

    webhooks.publish(anEvent());

    receipt();
    assertThat(log().get(0).excerpt()).isEqualTo("bad: Basic ***");
    String sent = got().headers().get("authorization").replace("Basic ", "");
    assertThat(new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8))
        .isEqualTo("ann:" + PASSWORD);
  }

  @Test
  void a_secret_is_blotted_out_of_the_attempts_before_the_last_as_well() {
    configure(secretive());
    receiver.answers(503, "no " + TOKEN);
    webhooks.publish(anEvent());
    waitingAfter(1);
    receiver.answers(200, "yes " + TOKEN);
    clock.forward(INTERVAL);

    receipts(1);

    DeliveryRow row = log().get(0);
    assertThat(row.excerpt()).isEqualTo("yes ***");
    assertThat(webhooks.deliveries().attempts(row.delivery()).get(0).excerpt()).isEqualTo("no ***");
  }

  @Test
  void the_fixed_part_of_a_secret_with_a_variable_is_blotted_out() {
    configure(service(
        "Orders",
        "/orders",
        "headers",
        List.of(
            Map.of("name", "X-Key", "value", "s3cr3t-{{eventId}}", "secret", true),
            Map.of("name", "X-Other", "value", "Bearer {{data.token}}", "secret", true))));
    receiver.answers(503, "s3cr3t-17 is not known, use Bearer");

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).excerpt()).isEqualTo("***17 is not known, use Bearer");
  }

  @Test
  void what_is_no_secret_stays_readable() {
    configure(service("Orders", "/orders", "headers", "X-Team: operations"));
    receiver.answers(503, "team operations is not known");

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).excerpt()).isEqualTo("team operations is not known");
  }

  private Map<String, Object> secretive() {
    Map<String, Object> service = service(
        "Orders",
        "/orders",
        "headers",
        List.of(
            Map.of("name", "Authorization", "value", "Bearer " + TOKEN, "secret", true),
            Map.of("name", "X-Key", "value", KEY, "secret", true)),
        "queryParams",
        List.of(Map.of("name", "q", "value", QUERY, "secret", true)));
    service.put("url", receiver.url("/orders").replace("://", "://ann:p%40ss%3Aw0rd@"));
    return service;
  }

  private static Arguments echo(String name, UnaryOperator<String> encoding) {
    return Arguments.of(name, encoding);
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String smallPercent(String text) {
    return Pattern.compile("%..")
        .matcher(percent(text))
        .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  private static String asciiJson(String text) {
    return text.chars()
        .mapToObj(c -> c > 127 || c == '"' ? "\\u%04x".formatted(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String base64(Base64.Encoder encoder, String text) {
    return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
