package io.github.webhookplugin.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension as a host's test uses it. */
class ReceiversTest {
  static final Slack slack = new Slack();

  final WeCom wecom = new WeCom();

  @RegisterExtension
  static final Receivers receivers = Receivers.on(slack);

  @RegisterExtension
  final Receivers own = Receivers.on(wecom);

  @RepeatedTest(2)
  void each_test_finds_an_empty_memory_and_a_full_quota() throws Exception {
    assertThat(slack.received()).isEmpty();

    assertThat(post(receivers.url(slack), "{\"text\":\"Order &lt;4711&gt;\"}")).isEqualTo("ok");

    assertThat(slack.taken()).hasSize(1);
    assertThat(Slack.shown(slack.taken().get(0))).isEqualTo("Order <4711>");
  }

  @Test
  void in_a_field_of_the_test_they_listen_for_one_test() throws Exception {
    assertThat(post(own.url(wecom), "{\"msgtype\":\"text\",\"text\":{\"content\":\"好\"}}"))
        .isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
    assertThat(wecom.taken().get(0).request().json().at("/text/content").asText())
        .isEqualTo("好");
  }

  private static String post(String url, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url))
        .POST(BodyPublishers.ofString(body))
        .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
