package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.admin.Router.Served;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every route of the API and of the pages. A new one is found by itself, and has to be decided on here. */
class RoutesTest extends PagesFixture {
  /** Asking these changes nothing, though much is sent along: who may look may ask. */
  private static final Set<String> ONLY_LOOKED_AT = Set.of(
      "POST api/v1/preview",
      "POST api/v1/signature/preview",
      "POST api/v1/signature/verify",
      "POST api/v1/verdict/preview",
      "POST api/v1/filters/preview",
      "POST api/v1/events/why",
      "POST api/v1/impact",
      "POST api/v1/receiver-code",
      "POST api/v1/presets/recognise",
      "POST api/v1/presets/{id}/service",
      "POST preview",
      "POST why",
      "POST verdict",
      "POST signature",
      "POST receiver-code",
      "POST impact",
      "POST presets/{id}/fields",
      "POST presets/{id}",
      "POST recognise");

  /** Each of these leaves an entry of the audit log: {@code AdminAuditTest} and what lies below them show it. */
  private static final Set<String> RECORDED = Set.of(
      "POST api/v1/services",
      "PUT api/v1/services/{id}",
      "PATCH api/v1/services/{id}",
      "DELETE api/v1/services/{id}",
      "POST api/v1/services/{id}/resume",
      "POST api/v1/services/{id}/test",
      "POST api/v1/services/{id}/secret",
      "POST api/v1/test",
      "POST api/openmetadata/v1/webhooks",
      "PUT api/openmetadata/v1/webhooks",
      "PUT api/openmetadata/v1/webhooks/restore",
      "PUT api/openmetadata/v1/webhooks/{id}",
      "PATCH api/openmetadata/v1/webhooks/{id}",
      "DELETE api/openmetadata/v1/webhooks/{id}",
      "PUT api/openmetadata/v1/webhooks/{id}/restore",
      "POST api/openmetadata/v1/webhooks/{id}/test",
      "POST api/v1/import",
      "POST api/v1/signature/secret",
      "POST api/v1/deliveries/retry",
      "POST api/v1/deliveries/stop",
      "POST api/v1/deliveries/{id}/retry",
      "POST api/v1/deliveries/{id}/stop",
      "POST api/v1/deliveries/{id}/redeliver",
      "POST api/v1/redeliveries",
      "DELETE api/v1/redeliveries/{id}",
      "POST api/v1/history/{version}/{document}/restore",
      "POST api/v1/services/{id}/secrets/reveal",
      "POST api/v1/secrets/keys",
      "POST api/v1/rate-groups",
      "PUT api/v1/rate-groups",
      "DELETE api/v1/rate-groups");

  /** Two people can want different things of the same: who has seen an older state is refused. */
  private static final Set<String> CAN_CONFLICT = Set.of(
      "PUT api/v1/services/{id}",
      "PATCH api/v1/services/{id}",
      "DELETE api/v1/services/{id}",
      "POST api/v1/services/{id}/secret",
      "PUT api/openmetadata/v1/webhooks/{id}",
      "PATCH api/openmetadata/v1/webhooks/{id}",
      "DELETE api/openmetadata/v1/webhooks/{id}",
      "PUT api/openmetadata/v1/webhooks/{id}/restore",
      "POST api/v1/history/{version}/{document}/restore");

  @Test
  void without_its_permission_every_route_answers_403_and_does_nothing() {
    String id = service("Ops", "");
    String before = text(get("services/" + id));
    for (Served route : webhooks.routes()) {
      permissions = EnumSet.complementOf(EnumSet.of(route.permission()));
      AdminResponse answer = ask(route, id, Map.of("Content-Type", "application/json"), "{}");
      assertThat(answer.status()).as(route.toString()).isEqualTo(403);
    }
    permissions = AdminPermission.ALL;
    assertThat(text(get("services/" + id))).isEqualTo(before);
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void what_can_be_done_by_those_who_may_only_look_is_listed() {
    var changing = webhooks.routes().stream().filter(RoutesTest::changes).toList();

    assertThat(changing.stream()
            .filter(route -> route.permission() == AdminPermission.VIEW)
            .map(RoutesTest::name))
        .containsExactlyInAnyOrderElementsOf(ONLY_LOOKED_AT);
    assertThat(webhooks.routes())
        .filteredOn(route -> !changes(route))
        .as("what is only read needs to look, or more")
        .isNotEmpty();
  }

  @Test
  void every_route_of_the_api_that_changes_something_is_recorded() {
    var changing = api().stream().map(RoutesTest::name).collect(Collectors.toSet());
    changing.removeAll(ONLY_LOOKED_AT);

    assertThat(changing).containsExactlyInAnyOrderElementsOf(RECORDED);
  }

  @Test
  void no_form_of_another_site_and_no_plain_text_is_taken_for_json() {
    String failed = failedDelivery();
    String id = service("Ops", "");
    for (String type : List.of(
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data",
        "text/json",
        "application/jsonx")) {
      for (Served route : api()) {
        if (route.method().equals("DELETE")) {
          continue;
        }
        String place = route.path().contains("deliveries/{id}") ? failed : id;
        AdminResponse answer = ask(route, place, Map.of("Content-Type", type), "{}");
        assertThat(answer.status()).as(route + " with " + type).isIn(415, 404, 409);
        if (!route.path().contains("{id}")) {
          assertThat(answer.status()).as(route + " with " + type).isEqualTo(415);
        }
      }
    }
  }

  @Test
  void bodies_that_are_too_large_too_deep_or_ambiguous_are_refused_everywhere() {
    String id = service("Ops", "");
    String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
    String twice = "{\"name\":\"a\",\"name\":\"b\"}";
    String number = "{\"a\":" + "9".repeat(5000) + "}";
    String name = "{\"" + "n".repeat(100_000) + "\":1}";
    String large = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
    for (Served route : api()) {
      if (route.method().equals("DELETE")
          || route.path().contains("{")
          || route.method().equals("PATCH")) {
        continue;
      }
      for (String body : List.of(deep, twice, number, name, large)) {
        var answer = ask(route, id, Map.of("Content-Type", "application/json"), body);
        assertThat(answer.status())
            .as(route + " with " + body.substring(0, 12))
            .isIn(body.equals(large) ? List.of(413) : List.of(400, 422));
        assertThat(text(answer))
            .hasSizeLessThan(20_000)
            .doesNotContain("nnnnnnnnnnnnnnnnnnnn".repeat(20));
      }
    }
    assertThat(json(get("services")).path("services")).hasSize(1);
  }

  @Test
  void who_has_seen_an_older_state_is_refused_wherever_two_can_want_different_things() {
    String id = service("Ops", "");
    webhooks.apply(Map.of("retryCount", 7), "ann");
    for (Served route : api()) {
      if (CAN_CONFLICT.contains(name(route))) {
        boolean patchesList =
            route.path().contains("webhooks") && route.method().equals("PATCH");
        String type = patchesList ? "application/json-patch+json" : "application/json";
        String body = patchesList
            ? "[]"
            : route.path().endsWith("secret") ? "{\"action\":\"generate\"}" : "{\"name\":\"Ops\"}";
        var headers = Map.of("Content-Type", type, "If-Match", "\"seen-long-ago\"");
        var answer = ask(route, id, headers, body);
        assertThat(answer.status()).as(route + text(answer)).isEqualTo(412);
      }
    }
    var general = Map.of("Content-Type", "application/json", "If-Match", "\"seen-long-ago\"");
    assertThat(visit("POST", "api/v1/history/2/global/restore", general, "{}").status())
        .isEqualTo(412);
    assertThat(get("history/2/global").headers()).containsKey("ETag");
  }

  @Test
  void no_answer_may_be_kept_by_a_cache_or_read_by_another_site() {
    String id = service("Ops", "");
    for (Served route : webhooks.routes()) {
      var answer = ask(route, id, Map.of("Content-Type", "application/json"), "{}");
      assertThat(answer.headers().keySet())
          .as(route.toString())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
      assertThat(answer.headers()).as(route.toString()).containsEntry("Cache-Control", "no-store");
    }
  }

  private String failedDelivery() {
    service("Failing", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    receiver.answers(500, "no");
    publish(NotificationEvent.of("order.paid").title("One").build());
    return deliveries("failed", 1).get(0);
  }

  private List<Served> api() {
    return webhooks.routes().stream()
        .filter(RoutesTest::changes)
        .filter(route -> route.path().startsWith("api/"))
        .toList();
  }

  private AdminResponse ask(Served route, String id, Map<String, String> headers, String body) {
    String path = route
        .path()
        .replace("{id}", id)
        .replace("{version}", "1")
        .replace("{document}", id)
        .replace("{name}", "Ops");
    return visit(route.method(), path, headers, body);
  }

  private static boolean changes(Served route) {
    return !route.method().equals("GET");
  }

  private static String name(Served route) {
    return route.method() + " " + route.path();
  }
}
