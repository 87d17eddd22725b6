package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventApiTest extends SharedHost {
  @BeforeAll
  static void applySamples() {
    host.host.applySamples();
  }

  @Test
  void one_event_is_answered_with_one_receipt() throws Exception {
    var answer = host.json("POST", "/api/events", "{\"type\":\"task.finished\",\"id\":\"e-1\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"eventId\":\"e-1\",\"deliveries\":3,\"skipped\":0,\"duplicate\":false}");
  }

  @Test
  void an_event_whose_deduplication_key_was_used_is_answered_with_the_first_ones_id()
      throws Exception {
    String event = "{\"type\":\"task.finished\",\"id\":\"%s\",\"deduplicationKey\":\"import-7\"}";
    host.json("POST", "/api/events", event.formatted("e-first"));

    var answer = host.json("POST", "/api/events", event.formatted("e-second"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo("{\"eventId\":\"e-first\",\"deliveries\":0,\"skipped\":0,\"duplicate\":true}");
  }

  @Test
  void an_array_is_answered_with_a_receipt_each_and_missing_ids_are_given() throws Exception {
    var answer =
        host.json("POST", "/api/events", "[{\"type\":\"a\",\"id\":\"e-1\"},{\"type\":\"b\"}]");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(tree(answer)).hasSize(2);
    assertThat(tree(answer).at("/0/eventId").textValue()).isEqualTo("e-1");
    assertThat(tree(answer).at("/1/eventId").textValue()).hasSizeGreaterThan(20);
  }

  @Test
  void all_problems_of_all_events_are_reported_at_once_by_pointer() throws Exception {
    var answer = host.json("POST", "/api/events", """
            [{"type":"fine"},
             {"type":" ","titel":"x","title":7,"time":"yesterday","actor":{"id":""},"data":[],
              "recipients":[{"name":"no id"},{"id":"1","mail":"m"}],"a/b~c":1},
             {"title":"no type"},
             12]
            """);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(tree(answer).findValuesAsText("pointer"))
        .containsExactly(
            "/1/type",
            "/1/titel",
            "/1/title",
            "/1/time",
            "/1/actor/id",
            "/1/data",
            "/1/recipients/0",
            "/1/recipients/1/mail",
            "/1/a~1b~0c",
            "/2/type",
            "/3");
    assertThat(tree(answer).at("/errors/1/message").textValue())
        .startsWith("unknown field 'titel'; an event has type, id, deduplicationKey, title");
  }

  @Test
  void data_deeper_than_the_api_allows_is_a_problem_of_the_field() throws Exception {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    var answer = host.json("POST", "/api/events", "{\"type\":\"a\",\"data\":" + deep + "}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(tree(answer).at("/errors/0/pointer").textValue()).isEqualTo("/data");
    assertThat(tree(answer).at("/errors/0/message").textValue()).contains("deeper than 32");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          {"type":"a",}              | 400 | line 1, column 13
          {"type":"a","type":"b"}    | 400 | Duplicate field 'type'
          {"type":"a"} x             | 400 | the body is not JSON
          ''                         | 400 | the body is empty
          []                         | 422 | the array is empty
          """)
  void a_body_that_makes_no_sense_is_refused_with_the_place(String body, int status, String detail)
      throws Exception {
    var answer = host.json("POST", "/api/events", body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(tree(answer).at("/detail").textValue()).contains(detail);
  }

  @Test
  void too_many_events_are_refused_and_a_thousand_are_not() throws Exception {
    var thousand =
        IntStream.range(0, 1000).mapToObj(i -> "{\"type\":\"a\"}").collect(Collectors.joining(","));

    assertThat(host.json("POST", "/api/events", "[" + thousand + "]").statusCode())
        .isEqualTo(202);
    assertThat(host.json("POST", "/api/events", "[" + thousand + ",{\"type\":\"a\"}]")
            .statusCode())
        .isEqualTo(413);
  }

  @Test
  void a_body_of_more_than_a_mebibyte_is_refused() throws Exception {
    String event = "{\"type\":\"a\",\"message\":\"%s\"}";
    int rest = Exchange.MOST_BYTES - event.length() + 2;

    assertThat(
            host.json("POST", "/api/events", event.formatted("x".repeat(rest))).statusCode())
        .isEqualTo(202);
    assertThat(host.json("POST", "/api/events", event.formatted("x".repeat(rest + 1)))
            .statusCode())
        .isEqualTo(413);
  }

  @Test
  void a_body_that_is_not_said_to_be_json_is_refused() throws Exception {
    var answer = host.send(host.to("/api/events")
        .header("Authorization", "Bearer " + RunningHost.TOKEN)
        .header("Content-Type", "text/plain")
        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"type\":\"a\"}")));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void a_busy_channel_asks_to_come_again_and_names_what_was_not_taken() throws Exception {
    var answer =
        host.json("POST", "/api/events", "[{\"type\":\"a\",\"id\":\"e-1\"},{\"type\":\"busy\"}]");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(tree(answer).findValuesAsText("pointer")).containsExactly("/1");
    assertThat(tree(answer).at("/accepted/0/eventId").textValue()).isEqualTo("e-1");
  }

  @Test
  void an_event_that_a_channel_cannot_take_is_the_callers_problem() throws Exception {
    var answer = host.json("POST", "/api/events", "{\"type\":\"invalid\"}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(tree(answer).at("/errors/0/message").textValue()).isEqualTo("too large");
  }

  @Test
  void a_channel_that_crashes_is_an_error_with_an_id_and_no_details() throws Exception {
    var answer = host.json("POST", "/api/events", "{\"type\":\"crash\"}");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .doesNotContain("secret")
        .contains(tree(answer).at("/id").textValue());
    assertThat(tree(answer).at("/id").textValue()).hasSize(36);
  }
}
