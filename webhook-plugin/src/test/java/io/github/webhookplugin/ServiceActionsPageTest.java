package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be done in the row of a service (design of the admin pages, 7.3). */
class ServiceActionsPageTest extends ServicesFixture {
  @Test
  void A_20_the_switch_posts_at_once_and_settings_are_kept() {
    String id = service("Orders", ", 'description': 'kept'");

    assertThat(toast(submit("services/" + id + "/enabled")))
        .isEqualTo("“Orders” is off. Its settings are kept.");
    assertThat(json(get("services/" + id)).path("enabled").asBoolean()).isFalse();
    assertThat(json(get("services/" + id)).path("description").asText()).isEqualTo("kept");
    assertThat(row(whole(""), id).select(".badge").text()).isEqualTo("Off");

    assertThat(toast(submit("services/" + id + "/enabled", "enabled", "1")))
        .isEqualTo("“Orders” is on");
    assertThat(json(get("services/" + id)).path("enabled").asBoolean()).isTrue();
  }

  @Test
  void deleting_removes_and_says_so() {
    String id = service("Orders", "");
    var button = row(whole(""), id).select(".menu .danger");
    assertThat(button.attr("hx-confirm")).isEqualTo("Delete Orders?");

    assertThat(toast(delete(id))).isEqualTo("“Orders” was deleted");
    assertThat(get("services/" + id).status()).isEqualTo(404);
  }

  @Test
  void A_62_what_was_deleted_is_brought_back_by_the_button_of_the_toast() {
    String id = service("Orders", ", 'description': 'kept', 'headers': 'Authorization: geheim'");
    String undo = undo(delete(id));

    var answer = submit(undo);
    assertThat(toast(answer)).isEqualTo("“Orders” is back");
    assertThat(answer.headers().get("HX-Trigger")).contains("\"serviceRestored\":{\"id\":\"" + id);
    assertThat(text(answer) + answer.headers()).doesNotContain("geheim");
    assertThat(json(get("services/" + id)).path("description").asText()).isEqualTo("kept");
    assertThat(json(get("history?service=" + id)).findValuesAsText("kind"))
        .containsExactly("added", "removed", "added");
    assertThat(json(get("audit?limit=1")).findValuesAsText("action"))
        .containsExactly("settings-restored");

    receiver.answers(200, "");
    publish(NotificationEvent.of("order.paid").build());
    deliveries("delivered", 1);
    assertThat(receiver.got().get(0).headers().get("authorization")).isEqualTo("geheim");
  }

  @Test
  void what_waited_for_a_deleted_service_has_ended_and_can_be_sent_when_it_is_back() {
    String id = service("Orders", "");
    receiver.answers(503, "");
    publish(NotificationEvent.of("order.paid").build());
    deliveries("waiting", 1);
    String undo = undo(delete(id));
    String ended = deliveries("failed", 1).get(0);
    receiver.answers(200, "");
    submit(undo);

    assertThat(json(get("deliveries/" + ended)).path("sentence").asText())
        .isEqualTo("The service was deleted.");
    assertThat(post("deliveries/" + ended + "/redeliver", "{}").status()).isEqualTo(202);
    deliveries("delivered", 1);
  }

  @Test
  void undo_does_nothing_if_somebody_was_faster_or_the_rules_of_today_refuse_it() {
    String id = service("Orders", "");
    String undo = undo(delete(id));
    submit(undo);
    send("PATCH", "services/" + id, "{'description': 'newer'}");

    assertThat(refusal(submit(undo))).contains("changed meanwhile");
    assertThat(json(get("services/" + id)).path("description").asText()).isEqualTo("newer");

    undo = undo(delete(id));
    service("Orders", "");
    assertThat(refusal(submit(undo))).contains("name");
    assertThat(get("services/" + id).status()).isEqualTo(404);
    assertThat(submit("services/" + id + "/restore").headers().get("HX-Trigger"))
        .contains("\"kind\":\"error\"");
  }

  @Test
  void a_service_that_another_one_names_stays_and_the_toast_says_which() {
    String id = service("Second", "");
    service("First", ", 'fallback': '" + id + "'");
    var answer = delete(id);

    assertThat(toast(answer)).contains("First");
    assertThat(answer.headers().get("HX-Trigger")).contains("\"kind\":\"error\"");
    assertThat(get("services/" + id).status()).isEqualTo(200);
  }

  @Test
  void W_18_a_stopped_service_says_why_and_can_be_resumed() {
    String id = service(
        "Orders",
        ", 'stopAtRetryLimit': true, 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    fail(1);
    await().until(() -> !row(whole(""), id).select(".badge.bad").isEmpty());
    var page = whole("");

    assertThat(row(page, id).select(".badge.bad").text()).isEqualTo("Stopped");
    assertThat(row(page, id).select(".note").text()).startsWith("A delivery used up its retries");
    assertThat(page.select(".alert.bad strong").text()).isEqualTo("Orders is stopped.");
    assertThat(row(page, id).select("#r-" + id).attr("hx-post"))
        .isEqualTo(BASE + "/services/" + id + "/resume");

    assertThat(toast(submit("services/" + id + "/resume"))).isEqualTo("“Orders” sends again");
    assertThat(row(whole(""), id).select("#r-" + id)).isEmpty();
  }

  @Test
  void a_service_whose_key_is_lost_is_listed_with_what_to_do_and_can_be_deleted()
      throws IOException {
    String id = service("Guarded", ", 'secret': 'geheim-geheim-geheim-geheim'");
    webhooks.stop(Duration.ofSeconds(5));
    Files.delete(data.resolve("secret.key"));
    start();
    var page = whole("");

    assertThat(row(page, id).select(".c-name .name").text()).isEqualTo("Guarded");
    assertThat(row(page, id).select(".badge.bad").text()).isEqualTo("Cannot be read");
    assertThat(row(page, id).select(".note").text()).contains("secret.key");
    assertThat(row(page, id).select("[role=switch], svg.spark, #t-" + id)).isEmpty();
    assertThat(row(page, id).select(".menu button, .menu a").eachText())
        .containsExactly("History", "Show deliveries", "Delete…");
    assertThat(names(page)).isEmpty();

    var deleted = delete(id);
    assertThat(toast(deleted)).isEqualTo("“Guarded” was deleted");
    assertThat(deleted.headers().get("HX-Trigger")).doesNotContain("action");
    assertThat(whole("").select("h3").text()).isEqualTo("No services yet");
  }

  @Test
  void who_may_only_look_sees_no_button_that_changes_anything() {
    String id = service("Orders", "");
    permissions = Set.of(AdminPermission.VIEW);
    var page = whole("");

    assertThat(page.select("[hx-post], [hx-delete], #add-service, [role=switch]"))
        .isEmpty();
    assertThat(row(page, id).select(".c-switch").text()).isEqualTo("On");
    assertThat(submit("services/" + id + "/enabled").status()).isEqualTo(403);
    assertThat(submit("services/" + id + "/resume").status()).isEqualTo(403);
    assertThat(delete(id).status()).isEqualTo(403);
    assertThat(submit("services/" + id + "/restore?version=1").status()).isEqualTo(403);
  }

  /** Where the button of the toast posts to. */
  private static String undo(AdminResponse deleted) {
    var action = json(AdminResponse.html(200, deleted.headers().get("HX-Trigger")))
        .path("toast")
        .path("action");
    assertThat(action.path("label").asText()).isEqualTo("Undo");
    assertThat(action.path("post").asText()).startsWith(BASE + "/");
    return action.path("post").asText().substring(BASE.length() + 1);
  }

  private static String refusal(AdminResponse answer) {
    assertThat(answer.headers().get("HX-Trigger")).contains("\"kind\":\"error\"");
    return toast(answer);
  }
}
