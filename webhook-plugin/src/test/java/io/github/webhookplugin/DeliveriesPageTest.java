package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The delivery log, one delivery, events and why, as pages. */
class DeliveriesPageTest extends PagesFixture {
  private static final String NO_RETRY = ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}";

  private String failed() {
    receiver.answers(503, "{\"error\":\"<b>busy</b>\"}");
    service("Orders", NO_RETRY);
    publish(NotificationEvent.of("order.paid").title("Order <7> was paid").build());
    return deliveries("failed", 1).get(0);
  }

  private Document results(String query) {
    return html(visit(
        "GET",
        "deliveries" + query,
        Map.of("HX-Request", "true", "HX-Target", "deliv-results"),
        ""));
  }

  @Test
  void an_empty_log_says_how_it_gets_its_first_line() {
    Document page = page("deliveries");

    PageRules.check(page);
    assertThat(page.select(".empty h3").text()).isEqualTo("No deliveries yet");
    assertThat(page.select("#dl-range option[selected]").val()).isEqualTo("24h");
  }

  @Test
  void a_line_says_what_came_of_a_delivery_and_what_can_be_done() {
    String id = failed();

    Document page = page("deliveries");

    PageRules.check(page);
    var row = page.select("tr[data-delivery=" + id + "]");
    assertThat(row.select(".badge").text()).isEqualTo("Failed");
    assertThat(row.select(".c-ev .linkish").text()).isEqualTo("Order <7> was paid");
    assertThat(row.select(".c-svc").text()).isEqualTo("Orders");
    assertThat(row.select(".c-ans .code").text()).isEqualTo("503 Service Unavailable");
    assertThat(row.select("#rd-" + id).attr("aria-label"))
        .isEqualTo("Redeliver Order <7> was paid");
    assertThat(page.select(".bulk-bar p").text()).isEqualTo("1 delivery, 1 failed");
    assertThat(page.select("svg.histo").attr("aria-label"))
        .isEqualTo("0 delivered, 1 not delivered over this time");
  }

  @Test
  void filters_leave_out_what_does_not_fit_and_stand_in_the_address() {
    failed();

    assertThat(results("?result=delivered").select("tr[data-delivery]")).isEmpty();
    assertThat(results("?result=delivered").select(".empty h3").text())
        .isEqualTo("No delivery matches");
    assertThat(results("?result=failed&type=order.paid&q=was+paid").select("tr[data-delivery]"))
        .hasSize(1);
    assertThat(visit(
                "GET",
                "deliveries?result=failed&range=7d",
                Map.of("HX-Request", "true", "HX-Target", "deliv-results"),
                "")
            .headers())
        .containsEntry("HX-Replace-Url", BASE + "/deliveries?result=failed&range=7d");
    assertThat(page("deliveries?result=nonsense&range=nonsense").select("tr[data-delivery]"))
        .hasSize(1);
  }

  @Test
  void a_chosen_time_stands_in_the_address_and_has_a_way_back() {
    failed();
    clock.forward(Duration.ofMinutes(30));
    publish(NotificationEvent.of("order.paid").build());
    deliveries("failed", 2);
    String chosen = "?range=chosen&from=2026-11-21T08:10&to=2026-11-21T08:20:00&before=7d";

    Document page = page("deliveries" + chosen);

    PageRules.check(page);
    assertThat(page.select("tr[data-delivery]")).hasSize(1);
    assertThat(page.select("#dl-range option[selected]").val()).isEqualTo("chosen");
    assertThat(page.select("#dl-from").val()).isEqualTo("2026-11-21T08:10:00");
    assertThat(page.select("#dl-to").val()).isEqualTo("2026-11-21T08:20:00");
    assertThat(page.select(".axis span").eachText())
        .startsWith("2026-11-21 08:10:00 UTC")
        .endsWith("2026-11-21 08:20:00 UTC");
    assertThat(page.select("#dl-back").text()).isEqualTo("Back to: Last 7 days");
    assertThat(page.select("#dl-back").attr("href")).isEqualTo(BASE + "/deliveries?range=7d&");
    assertThat(page.select("#bulk-failed").attr("hx-post"))
        .endsWith(
            "range=chosen&from=2026-11-21T08%3A10%3A00&to=2026-11-21T08%3A20%3A00&before=7d&");
    assertThat(address("?range=24h&from=2026-11-21T08:10&to=x&before=all")).isEqualTo("");
    assertThat(address("?range=chosen&from=x&to=2026-11-21T08:20"))
        .isEqualTo("?range=chosen&to=2026-11-21T08%3A20%3A00");
    assertThat(results("?range=chosen&from=2026-11-21T08:20&to=2026-11-21T08:10")
            .select("tr[data-delivery]"))
        .as("the other way round")
        .hasSize(1);
  }

  @Test
  void a_time_without_deliveries_says_so_and_has_a_way_back() {
    failed();

    Document page = page("deliveries?range=chosen&from=2026-11-20T08:10");
    assertThat(page.select("tr[data-delivery]")).hasSize(1);
    assertThat(page.select(".axis span").last().text()).isEqualTo("now");
    Document none = page("deliveries?range=chosen&to=2026-11-20T08:10");
    assertThat(none.select(".empty h3").text()).isEqualTo("No delivery matches");
    assertThat(none.select("#dl-back").text()).isEqualTo("Back to: Last 24 hours");
    assertThat(none.select(".histo")).isEmpty();
  }

  @Test
  void only_what_failed_in_a_chosen_time_is_sent_again() {
    failed();
    clock.forward(Duration.ofMinutes(30));
    publish(NotificationEvent.of("order.paid").build());
    deliveries("failed", 2);
    Document asked = html(submit("deliveries/ask?range=chosen&to=2026-11-21T08:20"));

    assertThat(asked.select("h2").text()).isEqualTo("Redeliver 1 failed delivery?");
    var fields = asked.select("input[type=hidden]").stream()
        .flatMap(field -> Stream.of(field.attr("name"), field.val()))
        .toArray(String[]::new);
    submit("deliveries/redeliver", fields);
    assertThat(json(get("redeliveries")).findValuesAsText("until"))
        .containsExactly("2026-11-21T08:20:00Z");
  }

  private String address(String query) {
    return visit(
            "GET",
            "deliveries" + query,
            Map.of("HX-Request", "true", "HX-Target", "deliv-results"),
            "")
        .headers()
        .get("HX-Replace-Url")
        .replace(BASE + "/deliveries", "");
  }

  @Test
  void pages_go_on_to_older_lines_and_back() {
    service("Orders", "");
    for (int i = 0; i < 30; i++) {
      publish(NotificationEvent.of("order.paid").title("Order " + i).build());
    }
    deliveries("delivered", 30);

    Document first = page("deliveries");
    String older = first.select("#pg-older").attr("hx-get");
    Document second = results(older.substring(older.indexOf('?')));

    assertThat(first.select("tr[data-delivery]")).hasSize(25);
    assertThat(second.select("tr[data-delivery]")).hasSize(5);
    assertThat(second.select("#pg-older")).isEmpty();
    String newer = second.select("#pg-newer").attr("hx-get");
    assertThat(results(newer.substring(newer.indexOf('?'))).select("tr[data-delivery]"))
        .hasSize(25);
  }

  @Test
  void the_drawer_has_every_try_the_answer_and_the_request() {
    String id = failed();

    Document drawer = html(visit("GET", "deliveries/" + id, Map.of("HX-Request", "true"), ""));

    PageRules.check(drawer);
    assertThat(drawer.select("h2").text()).isEqualTo("Order <7> was paid");
    assertThat(drawer.select(".tries li")).hasSize(1);
    assertThat(drawer.select(".tries .http").text()).contains("<b>busy</b>");
    assertThat(drawer.select("#delivery-redeliver")).hasSize(1);
    assertThat(drawer.select("#delivery-curl-text").text()).startsWith("curl -X POST 'http");
    assertThat(drawer.select("#delivery-why").attr("href")).startsWith(BASE + "/events/");
  }

  @Test
  void the_address_of_a_delivery_shows_the_log_with_the_drawer() {
    String id = failed();

    Document page = page("deliveries/" + id);

    assertThat(page.select("#h-deliveries")).hasSize(1);
    assertThat(page.select("#opened-drawer").html()).contains("Order &lt;7&gt; was paid");
  }

  @Test
  void a_delivery_that_is_not_kept_says_so() {
    var answer = visit("deliveries/bcbafe10-3660-8737-82a7-35e4df600001");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(html(answer).text()).isEqualTo("This delivery is no longer kept.");
  }

  @Test
  void one_is_sent_again_after_a_choice_of_body_and_id() {
    String id = failed();
    receiver.answers(200, "ok");

    Document dialog = page("deliveries/" + id + "/redeliver");
    var answer = submit("deliveries/" + id + "/redeliver", "body", "", "id", "new");

    PageRules.check(dialog);
    assertThat(dialog.select("input[name=body]").eachAttr("value")).containsExactly("", "current");
    assertThat(dialog.select("input[name=id]").eachAttr("value")).containsExactly("same", "new");
    assertThat(answer.headers().get("HX-Trigger"))
        .contains("closeDialog", "deliveriesChanged", "The delivery was queued again.");
    deliveries("delivered", 1);
  }

  @Test
  void all_failed_ones_of_a_filter_are_counted_first_and_then_sent_in_the_background() {
    failed();
    receiver.answers(200, "ok");

    Document dialog = html(submit("deliveries/ask?range=24h"));
    var answer = submit(
        "deliveries/redeliver",
        "body",
        "",
        "id",
        "same",
        "service",
        "",
        "type",
        "",
        "range",
        "24h");

    assertThat(dialog.select("h2").text()).isEqualTo("Redeliver 1 failed delivery?");
    assertThat(dialog.select("#redeliver-ok").text()).isEqualTo("Redeliver 1");
    assertThat(answer.headers()).containsEntry("HX-Retarget", "#redelivery-job");
    assertThat(html(answer).text()).contains("of 1");
    deliveries("delivered", 1);
  }

  @Test
  void what_waits_is_tried_now_or_stopped() {
    receiver.answers(503, "");
    service("Orders", ", 'retry': {'mode': 'fixed', 'count': 3, 'interval': 3600}");
    publish(NotificationEvent.of("order.paid").title("Order").build());
    String id = deliveries("waiting", 1).get(0);

    assertThat(page("deliveries").select("#rt-" + id).text()).isEqualTo("Retry now");
    assertThat(submit("deliveries/" + id + "/stop").headers().get("HX-Trigger"))
        .contains("deliveriesChanged");

    deliveries("failed", 1);
  }

  @Test
  void who_may_only_look_sees_no_button_that_sends() {
    String id = failed();
    permissions = Set.of(AdminPermission.VIEW);

    Document page = page("deliveries");

    assertThat(page.select("input[name=sel], #rd-" + id + ", #bulk-failed")).isEmpty();
    assertThat(submit("deliveries/" + id + "/redeliver").status()).isEqualTo(403);
  }

  @Test
  void skipped_ones_are_listed_and_can_be_sent() {
    service("Orders", ", 'enabled': false");
    publish(NotificationEvent.of("order.paid").title("Order").build());
    String id = deliveries("skipped", 1).get(0);

    Document page = page("deliveries?result=skipped");

    assertThat(page.select("tr[data-delivery=" + id + "] .badge").text()).isEqualTo("Skipped");
    assertThat(page.select("#rd-" + id)).hasSize(1);
  }

  @Test
  void N_07_an_events_page_says_which_service_got_it_and_what_decided_for_the_others() {
    service("Orders", "");
    service("Tasks", ", 'eventTypes': ['task.*']");
    publish(NotificationEvent.of("order.paid").id("evt-<7>").title("Order").build());
    deliveries("delivered", 1);

    Document list = page("events");
    Document why = page("events/evt-%3C7%3E".replace("%3C", "<").replace("%3E", ">"));

    PageRules.check(list);
    PageRules.check(why);
    assertThat(list.select("a.linkish").text()).isEqualTo("evt-<7>");
    assertThat(why.select(".reasons > li")).hasSize(2);
    assertThat(why.select(".reasons > li").get(0).text()).contains("Delivered", "Orders");
    assertThat(why.select(".reasons > li").get(1).text()).contains("Not sent", "Tasks", "task.*");
  }

  @Test
  void N_07_a_dry_run_says_who_would_get_an_event() {
    service("Tasks", ", 'eventTypes': ['task.*']");

    Document dry = page("events/try?type=order.paid");

    assertThat(dry.select(".reasons > li").text()).contains("Not sent", "Tasks");
  }

  @Test
  void N_07_each_of_several_filters_says_what_it_decided_and_a_single_one_is_not_repeated() {
    service("One", ", 'eventTypes': ['task.*']");
    service(
        "Two", ", 'eventTypes': ['order.*'], 'condition': {'field': 'title', 'equals': 'Refund'}");

    Document dry = page("events/try?type=order.paid");

    assertThat(dry.select(".reasons > li").get(0).select(".reason-parts")).isEmpty();
    assertThat(dry.select(".reasons > li").get(1).select(".reason-parts li").eachText())
        .containsExactly(
            "eventTypes This service wants the type order.*; the event is order.paid.",
            "condition The condition does not hold: title is “Order 1 was paid”, asked for is “Refund”.");
    assertThat(dry.select(".reasons .t-ok > span").text()).startsWith("eventTypes");
    assertThat(dry.select(".reasons .t-bad > span").text()).startsWith("condition");
  }

  @Test
  void the_pages_are_in_chinese_too() {
    failed();
    locale = Locale.SIMPLIFIED_CHINESE;

    Document page = page("deliveries");

    assertThat(page.select("tr .badge").text()).isEqualTo("失败");
    assertThat(page.select("#deliv-refresh").text()).isEqualTo("刷新");
  }
}
