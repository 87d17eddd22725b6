package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rates that services share, over the JSON API (seed row T-37). */
class RateGroupApiTest extends AdminFixture {
  private static final String TABLES = "{'name': 'Tables', 'count': 50, 'per': 'second'}";

  private JsonNode groups() {
    return json(get("rate-groups")).path("rateGroups");
  }

  @Test
  void a_group_is_added_and_says_who_uses_it() {
    assertThat(post("rate-groups", TABLES).status()).isEqualTo(201);
    String id = service("Ops", ", 'rateGroup': 'Tables'");

    JsonNode group = groups().path(0);

    assertThat(group.path("count").asInt()).isEqualTo(50);
    assertThat(group.at("/services/0/id").asText()).isEqualTo(id);
    assertThat(group.at("/services/0/name").asText()).isEqualTo("Ops");
  }

  @Test
  void what_one_got_may_be_sent_back() {
    post("rate-groups", TABLES);
    String got = groups().path(0).toString();

    assertThat(raw(
                "PUT",
                "rate-groups?name=Tables",
                Map.of("Content-Type", "application/json"),
                got.replace("50", "60"))
            .status())
        .isEqualTo(200);
    assertThat(groups().path(0).path("count").asInt()).isEqualTo(60);
  }

  @Test
  void services_stay_in_a_group_that_gets_another_name() {
    post("rate-groups", TABLES);
    String id = service("Ops", ", 'rateGroup': 'Tables'");

    send("PUT", "rate-groups?name=Tables", TABLES.replace("Tables", "Chairs"));

    assertThat(json(get("services/" + id)).path("rateGroup").asText()).isEqualTo("Chairs");
    assertThat(groups()).hasSize(1);
    assertThat(json(get("history")).at("/changes").findValuesAsText("document"))
        .contains("global", id);
  }

  @Test
  void a_group_in_use_is_not_removed() {
    post("rate-groups", TABLES);
    String id = service("Ops", ", 'rateGroup': 'Tables'");

    assertProblem(send("DELETE", "rate-groups?name=Tables", ""), 409);
    send("PATCH", "services/" + id, "{'rateGroup': null}");

    assertThat(send("DELETE", "rate-groups?name=Tables", "").status()).isEqualTo(204);
    assertThat(groups()).isEmpty();
  }

  @Test
  void what_is_wrong_is_said_all_at_once() {
    post("rate-groups", TABLES);

    assertProblem(post("rate-groups", "{'name': 'TABLES', 'count': 0}"), 422, "/name", "/per");
    assertProblem(post("rate-groups", "{'name': '', 'rate': [{'count': 1}]}"), 422, "/rate/0/per");
    assertProblem(post("rate-groups", "[]"), 400, "");
    assertThat(groups()).hasSize(1);
  }

  @Test
  void another_group_keeps_its_name() {
    post("rate-groups", TABLES);
    post("rate-groups", TABLES.replace("Tables", "Chairs"));

    assertProblem(send("PUT", "rate-groups?name=Chairs", TABLES), 422, "/name");
    assertThat(send("PUT", "rate-groups?name=Chairs", TABLES.replace("Tables", "CHAIRS"))
            .status())
        .isEqualTo(200);
  }

  @Test
  void one_that_is_not_there_is_not_found() {
    assertProblem(send("PUT", "rate-groups?name=Tables", TABLES), 404);
    assertProblem(send("DELETE", "rate-groups?name=Tables", ""), 404);
    assertProblem(send("DELETE", "rate-groups", ""), 400);
  }

  @Test
  void who_saw_other_groups_changes_nothing() {
    String before = get("rate-groups").headers().get("ETag");
    post("rate-groups", TABLES);

    var late = call(
        "POST",
        "rate-groups",
        Map.of("Content-Type", "application/json", "If-Match", before),
        TABLES.replace("Tables", "Chairs"));

    assertProblem(late, 412);
    assertThat(groups()).hasSize(1);
  }

  @Test
  void fifty_are_the_most() {
    for (int i = 0; i < 50; i++) {
      post("rate-groups", TABLES.replace("Tables", "G" + i));
    }

    assertProblem(post("rate-groups", TABLES), 422, "");
  }
}
