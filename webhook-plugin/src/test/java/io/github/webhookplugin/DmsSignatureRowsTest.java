package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.receiving.StartedReceiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of DMS about its signature, verified by the code that DMS gives to receivers. */
class DmsSignatureRowsTest extends DmsChannel {
  /** What breaks a careless serializer. */
  private static NotificationEvent hostile() {
    return ticket()
        .actor(new Person("\\ \"", "\"\\/ </script> \u007f\u0085\u2028\u2029\u0001\u000b\u001f 😀"))
        .message("line\r\n\tline \b\f 中文 {}[],: \\u0041")
        .entity(Map.of("id", "null", "name", "{\"@type\":1}"))
        .build();
  }

  @Test
  void D_06_a_service_has_a_password_or_the_method_None() {
    configure(dms());

    var body = sent(ticket().build()).body();

    assertThat(json(body).path("signatureMethod").asText()).isEqualTo("HMAC_SHA1");
    assertVerified(receiver.url("/"), PASSWORD, body);
  }

  @Test
  void D_21_the_order_survives_any_receiver_or_is_that_of_the_sample() {
    configure(
        dms(),
        dms(
            "name", "Sample order",
            "url", receiver.url("/sample"),
            "signature", Map.of("recipe", "dms", "keyOrder", "asWritten")));

    webhooks.publish(ticket().build());
    got(2);

    assertThat(names(receiver.got("/").get(0)))
        .isEqualTo(
            "receivers targetUsers eventTime taskName submitterName category event message Module submitterUid");
    assertThat(names(receiver.got("/sample").get(0)))
        .isEqualTo(
            "submitterName submitterUid category event eventTime message Module receivers targetUsers taskName");
    for (Fastjson fastjson : Fastjson.values()) {
      assertThat(verified(
              fastjson,
              DmsSeedReceiver.class,
              receiver.url("/sample"),
              PASSWORD,
              receiver.got("/sample").get(0).body()))
          .isTrue();
    }
  }

  private String names(Receiver.Got got) {
    List<String> names = new ArrayList<>();
    messageEvent(got).fieldNames().forEachRemaining(names::add);
    return names.stream().collect(Collectors.joining(" "));
  }

  @Test
  void D_28_signature_input_is_url_password_json() {
    configure(dms());

    var body = sent(ticket().build()).body();

    for (Fastjson fastjson : Fastjson.values()) {
      String url = receiver.url("/");
      assertThat(verified(fastjson, DmsSeedReceiver.class, url, PASSWORD, body)).isTrue();
      assertThat(verified(fastjson, DmsSeedReceiver.class, url + "x", PASSWORD, body))
          .isFalse();
      assertThat(verified(fastjson, DmsSeedReceiver.class, url, "other", body)).isFalse();
      assertThat(verified(
              fastjson, DmsSeedReceiver.class, url, PASSWORD, body.replace("Tickets", "Tockets")))
          .isFalse();
    }
  }

  @Test
  void D_29_the_key_is_the_password_in_utf_8() {
    configure(dms("secret", "пароль 密码"));

    assertVerified(receiver.url("/"), "пароль 密码", sent(ticket().build()).body());
  }

  @Test
  void D_30_messageEvent_survives_parsing_and_printing() {
    configure(dms());

    assertVerified(receiver.url("/"), PASSWORD, sent(hostile()).body());
  }

  @Test
  void D_31_an_empty_password_is_refused_and_N_A_never_sent() {
    var problems = problems(dms("secret", ""));

    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0).pointer()).contains("secret");
  }

  @Test
  void D_35_the_raw_text_and_the_printed_object_are_the_same() {
    configure(dms());

    String body = sent(hostile()).body();

    for (Fastjson fastjson : Fastjson.values()) {
      assertThat(fastjson.readAndPrint(body, true)).isEqualTo(body);
      assertThat(fastjson.readAndPrint(body, false)).isEqualTo(body);
    }
  }

  @Test
  void D_40_user_and_password_in_the_address_become_basic_authentication() {
    String typed = receiver.url("/project/test-job").replace("//", "//userName:p%40ss@");
    configure(dms("url", typed));

    var got = sent(ticket().build());

    assertThat(got.path()).isEqualTo("/project/test-job");
    assertThat(got.headers())
        .containsEntry(
            "authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("userName:p@ss".getBytes(StandardCharsets.UTF_8)));
    assertThat(webhooks.settings().toString()).doesNotContain("p%40ss").doesNotContain("p@ss");
  }

  @Test
  void D_41_the_address_is_signed_as_typed_or_without_its_user() {
    String typed = receiver.url("/a?b=1").replace("//", "//userName:password@");
    configure(
        dms("url", typed),
        dms(
            "name", "Without",
            "url", receiver.url("/c").replace("//", "//u:p@"),
            "signature", Map.of("recipe", "dms", "url", "urlWithoutUser")));

    webhooks.publish(ticket().build());
    got(2);

    assertVerified(typed, PASSWORD, receiver.got("/a?b=1").get(0).body());
    assertVerified(receiver.url("/c"), PASSWORD, receiver.got("/c").get(0).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a/", "/a/../b", "/a//b", "/%7Ea?x=%C3%A9&y", "/?"})
  void D_42_the_address_is_never_normalised(String path) {
    configure(dms("url", receiver.url(path)));

    assertVerified(receiver.url(path), PASSWORD, sent(ticket().build()).body());
  }

  /** The example of the documents runs, with both versions, and answers as DMS's receivers do. */
  @ParameterizedTest
  @EnumSource
  void D_30_the_receiver_of_the_documents_verifies_what_the_plugin_sends(Fastjson fastjson)
      throws Exception {
    int port = StartedReceiver.freePort();
    String url = "http://127.0.0.1:" + port + "/";
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-ea",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            fastjson.jars().stream().map(Path::toString).collect(Collectors.joining(":")),
            Path.of("../docs/examples/dms-receiver/DmsReceiver.java").toString(),
            String.valueOf(port),
            url,
            PASSWORD)
        .redirectErrorStream(true)
        .start();
    try {
      String started;
      var output = process.inputReader();
      do {
        started = output.readLine();
      } while (started != null && !started.startsWith("listening"));
      assertThat(started).contains(String.valueOf(port));
      configure(
          dms("url", url, "retry", Map.of("mode", "fixed", "count", 0, "interval", 60)),
          dms(
              "name",
              "Other key",
              "url",
              url,
              "secret",
              "other",
              "retry",
              Map.of("mode", "fixed", "count", 0, "interval", 60)));

      webhooks.publish(hostile());

      var byService = receipts(2).stream()
          .collect(Collectors.toMap(receipt -> receipt.service(), receipt -> receipt));
      assertThat(byService.get("DMS").outcome())
          .as(byService.get("DMS").reason())
          .isEqualTo(Outcome.DELIVERED);
      assertThat(byService.get("Other key").outcome()).isEqualTo(Outcome.FAILED);
      assertThat(byService.get("Other key").reason()).contains("the signature does not fit");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void the_receiver_of_the_documents_is_the_code_of_the_seed() throws Exception {
    String documented = Files.readString(Path.of("../docs/examples/dms-receiver/DmsReceiver.java"));
    String tested =
        Files.readString(Path.of("src/test/java/io/github/webhookplugin/DmsSeedReceiver.java"));

    String function = documented.substring(documented.indexOf("String signatureByHmacSha1"));
    for (String line : function.substring(0, function.indexOf("return result;")).split("\n")) {
      assertThat(tested).contains(line.strip());
    }
  }
}
