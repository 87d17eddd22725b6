package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiversTest extends OpenHost {
  @Test
  void fine_says_ok() throws Exception {
    assertThat(post("fine", "1", "{}").body()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void busy_refuses_the_first_request_of_each_message() throws Exception {
    var first = post("busy", "1", "{}");

    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(post("busy", "1", "{}").statusCode()).isEqualTo(200);
    assertThat(post("busy", "2", "{}").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({"broken, 500", "down, 503", "full, 429", "gone, 410"})
  void some_never_take_anything(String name, int status) throws Exception {
    assertThat(post(name, "1", "{}").statusCode()).isEqualTo(status);
    assertThat(post(name, "1", "{}").statusCode()).isEqualTo(status);
  }

  @Test
  void full_asks_for_a_minute() throws Exception {
    assertThat(post("full", "1", "{}").headers().firstValue("Retry-After")).hasValue("60");
  }

  @Test
  void flaky_fails_for_some_messages_and_for_these_each_time() throws Exception {
    int failed = 0;
    for (int i = 0; i < 100; i++) {
      int status = post("flaky", "m-" + i, "{}").statusCode();
      assertThat(post("flaky", "m-" + i, "{}").statusCode()).isEqualTo(status);
      failed += status == 500 ? 1 : 0;
    }
    assertThat(failed).isBetween(10, 40);
  }

  @Test
  void messages_without_an_id_are_told_apart_by_their_bodies() throws Exception {
    var request = host.to("/receivers/busy").POST(BodyPublishers.ofString("{\"n\":1}"));

    assertThat(host.send(request).statusCode()).isEqualTo(503);
    assertThat(host.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void picky_says_200_and_means_no_the_first_time() throws Exception {
    var first = post("picky", "1", "{}");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
    assertThat(post("picky", "1", "{}").body()).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
  }

  @Test
  void slow_answers_late() throws Exception {
    long before = System.nanoTime();

    assertThat(post("slow", "1", "{}").statusCode()).isEqualTo(200);
    assertThat(System.nanoTime() - before).isGreaterThan(1_900_000_000L);
  }

  @Test
  void a_body_that_is_not_json_is_refused() throws Exception {
    assertThat(post("fine", "1", "{\"a\":").statusCode()).isEqualTo(400);
  }

  @Test
  void what_came_is_remembered_with_its_secrets_masked() throws Exception {
    host.send(host.to("/receivers/fine?access_token=abc&page=2")
        .header("Authorization", "Bearer abc")
        .header("X-Api-Key", "abc")
        .header("X-Sample", "seen")
        .POST(BodyPublishers.ofString("{\"text\":\"你好\"}")));
    var request = tree(host.get("/api/receivers/fine")).get(0);

    assertThat(request.at("/body").textValue()).isEqualTo("{\"text\":\"你好\"}");
    assertThat(request.at("/answered").intValue()).isEqualTo(200);
    assertThat(request.at("/headers/X-Sample").textValue()).isEqualTo("seen");
    assertThat(request.at("/headers/Authorization").textValue()).isEqualTo("***");
    assertThat(request.at("/headers/X-Api-Key").textValue()).isEqualTo("***");
    assertThat(request.at("/query/access_token").textValue()).isEqualTo("***");
    assertThat(request.at("/query/page/0").textValue()).isEqualTo("2");
  }

  @Test
  void only_the_last_hundred_requests_are_kept() throws Exception {
    for (int i = 0; i < 101; i++) {
      post("fine", "id", "{\"n\":" + i + "}");
    }
    var kept = tree(host.get("/api/receivers/fine"));

    assertThat(kept).hasSize(100);
    assertThat(kept.at("/0/body").textValue()).isEqualTo("{\"n\":100}");
    assertThat(kept.at("/99/body").textValue()).isEqualTo("{\"n\":1}");
  }

  @Test
  void there_are_nine_of_them_beside_the_simulators() throws Exception {
    assertThat(host.get("/api/receivers").body())
        .contains(
            "\"busy\"", "\"fine\"", "\"picky\"", "\"slow\"", "\"slack\"", "\"dingtalk-flow\"");
    assertThat(tree(host.get("/api/receivers"))).hasSize(29);
    assertThat(post("other", "1", "{}").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String receiver, String id, String body) throws Exception {
    return host.send(host.to("/receivers/" + receiver)
        .header("webhook-id", id)
        .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void a_simulator_answers_as_the_real_one_and_what_it_made_of_a_request_is_remembered()
      throws Exception {
    var request = host.to(
            "/receivers/wecom/cgi-bin/webhook/send?key=01234567-89ab-cdef-0123-456789abcdef")
        .POST(BodyPublishers.ofString("{\"msgtype\":\"text\",\"text\":{\"content\":\"hi\"}}"));

    // busy at first, as the real one now and then
    assertThat(host.send(request).body()).isEqualTo("{\"errcode\":-1,\"errmsg\":\"system busy\"}");
    assertThat(host.send(request).body()).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");

    var remembered = tree(host.get("/api/receivers/wecom"));
    assertThat(remembered.at("/0/verdict").textValue()).isEqualTo("taken");
    assertThat(remembered.at("/1/verdict").textValue()).isEqualTo("-1 system busy");
    assertThat(remembered.at("/0/query/key").textValue()).isEqualTo("***");
    assertThat(post("wecom", "1", "{}").statusCode()).isEqualTo(404);
  }
}
