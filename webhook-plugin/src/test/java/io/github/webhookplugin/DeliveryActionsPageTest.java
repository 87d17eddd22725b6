package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What is done from the log's page with many deliveries, and how one gets from one to the next. */
class DeliveryActionsPageTest extends PagesFixture {
  @Test
  void the_selected_ones_are_counted_first_and_then_sent_again() {
    List<String> ids = failed(3);
    receiver.answers(200, "ok");

    Document dialog = html(submit("deliveries/ask", "sel", ids.get(0), "sel", ids.get(2)));
    var answer = submit(
        "deliveries/redeliver", "sel", ids.get(0), "sel", ids.get(2), "id", "new", "body", "");

    PageRules.check(dialog);
    assertThat(dialog.select("h2").text()).isEqualTo("Redeliver 2 deliveries?");
    assertThat(dialog.select("input[name=sel]").eachAttr("value"))
        .containsExactly(ids.get(0), ids.get(2));
    assertThat(answer.headers()).containsEntry("HX-Retarget", "#redelivery-job");
    await().until(() -> {
      // ten a second, by the clock that is turned here
      clock.forward(Duration.ofSeconds(1));
      return receiver.got().size() == 5;
    });
    assertThat(deliveries("delivered", 2)).doesNotContainAnyElementsOf(ids);
    assertThat(receiver.got().subList(3, 5))
        .extracting(Receiver.Got::id)
        .doesNotContain(ids.get(0));
  }

  @Test
  void all_skipped_ones_of_a_filter_are_sent_and_no_others() {
    failed(1);
    String off = service("Off", ", 'enabled': false");
    publish(NotificationEvent.of("order.paid").title("Off").build());
    deliveries("skipped", 1);

    Document page = page("deliveries?result=skipped&service=" + off);
    Document dialog = html(submit("deliveries/ask?result=skipped&service=" + off));
    submit("deliveries/redeliver", fields(dialog));

    assertThat(page.select("#bulk-failed").text()).isEqualTo("Redeliver all skipped");
    assertThat(dialog.select("h2").text()).isEqualTo("Redeliver 1 skipped delivery?");
    String again = deliveries("waiting", 1).get(0);
    assertThat(json(get("deliveries/" + again)).path("service").path("name").asText())
        .isEqualTo("Off");
  }

  @Test
  void what_was_searched_for_is_not_sent_again_as_a_whole() {
    failed(1);

    assertThat(page("deliveries").select("#bulk-failed")).hasSize(1);
    assertThat(page("deliveries?q=Order").select("[data-delivery]")).hasSize(1);
    assertThat(page("deliveries?q=Order").select("#bulk-failed")).isEmpty();
  }

  @Test
  void all_that_wait_are_tried_now_or_stopped() {
    receiver.answers(503, "busy");
    service("Orders", ", 'retry': {'mode': 'fixed', 'count': 3, 'interval': 3600}");
    publish(NotificationEvent.of("order.paid").title("Order").build());
    retrying(1);

    Document page = page("deliveries?result=waiting");
    PageRules.check(page);
    assertThat(page.select("#bulk-retry").text()).isEqualTo("Retry all now");
    assertThat(submit("deliveries/retry?result=waiting").headers().get("HX-Trigger"))
        .contains("1 delivery is tried now.");
    retrying(2);
    assertThat(submit("deliveries/stop?result=waiting").headers().get("HX-Trigger"))
        .contains("1 delivery is not tried any more.");
    deliveries("failed", 1);
    assertThat(page("deliveries").select("#bulk-retry, #bulk-stop")).isEmpty();
  }

  @Test
  void the_drawer_leads_to_the_next_ones_of_the_same_filter() {
    List<String> ids = failed(3);
    receiver.answers(200, "ok");
    publish(NotificationEvent.of("order.paid").title("Fine").build());
    deliveries("delivered", 1);

    Document drawer = drawer(ids.get(1) + "?result=failed");
    assertThat(drawer.select("#delivery-newer").attr("hx-get"))
        .isEqualTo(BASE + "/deliveries/" + ids.get(0) + "?result=failed&");
    assertThat(drawer.select("#delivery-older").attr("hx-get"))
        .isEqualTo(BASE + "/deliveries/" + ids.get(2) + "?result=failed&");
    assertThat(drawer(ids.get(0) + "?result=failed").select("#delivery-newer").hasAttr("disabled"))
        .as("the one that was delivered does not fit")
        .isTrue();
    assertThat(drawer(ids.get(2)).select("#delivery-older").hasAttr("disabled")).isTrue();
    PageRules.check(drawer);
  }

  /** Deliveries that failed, newest first. */
  private List<String> failed(int count) {
    receiver.answers(500, "no");
    service("Orders", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    for (int i = 0; i < count; i++) {
      publish(NotificationEvent.of("order.paid").title("Order " + i).build());
    }
    return deliveries("failed", count);
  }

  private void retrying(int tries) {
    await()
        .until(() -> json(get("deliveries?state=waiting"))
                .path("deliveries")
                .path(0)
                .path("tries")
                .asInt()
            == tries);
  }

  private Document drawer(String path) {
    return html(visit("GET", "deliveries/" + path, Map.of("HX-Request", "true"), ""));
  }

  private static String[] fields(Document dialog) {
    return dialog.select("input[type=hidden], input[checked]").stream()
        .flatMap(field -> Stream.of(field.attr("name"), field.attr("value")))
        .toArray(String[]::new);
  }
}
