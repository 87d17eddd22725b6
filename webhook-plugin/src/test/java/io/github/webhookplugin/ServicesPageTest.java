package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.NotificationEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The first page: all services at a glance (design of the admin pages, 7.2). */
class ServicesPageTest extends ServicesFixture {
  @Test
  void without_services_the_page_says_what_one_is_and_offers_the_first() {
    var page = whole("");

    assertThat(page.select("h3").text()).isEqualTo("No services yet");
    assertThat(page.select("#add-service").text()).isEqualTo("Add your first service");
    assertThat(page.select("#summary, #retries, #svc-filter")).isEmpty();
    assertThat(page.select("#services-page").attr("hx-trigger"))
        .isEqualTo("servicesChanged from:body");
  }

  @Test
  void A_19_a_row_says_name_address_events_and_how_it_is() {
    String id =
        service("Orders", ", 'eventTypes': ['order.paid'], 'description': 'To the **ERP**\\nmore'");
    var row = row(whole(""), id);

    assertThat(row.select(".c-name .linkish").text()).isEqualTo("Orders");
    assertThat(row.select(".c-name .linkish").attr("hx-get"))
        .isEqualTo(BASE + "/services/" + id + "/edit");
    assertThat(row.select(".url").text()).isEqualTo(receiver.url("/in").replace("http://", ""));
    assertThat(row.select(".url").attr("title")).isEqualTo(receiver.url("/in"));
    assertThat(row.select(".c-name .sub").get(1).text()).isEqualTo("order.paid · To the **ERP**");
    assertThat(row.select(".badge.idle").text()).isEqualTo("No deliveries yet");
    assertThat(row.select(".c-last").text()).isEqualTo("Never");
    assertThat(row.select(".c-spark .sub").text()).isEqualTo("no deliveries");
    assertThat(row.select("[role=switch][checked]").attr("aria-label")).isEqualTo("Send to Orders");
    assertThat(row.select(".menu button, .menu a").eachText())
        .containsExactly("Edit", "Duplicate", "History", "Show deliveries", "Delete…");
  }

  @Test
  void events_are_summed_up() {
    String all = service("All", "");
    String two = service("Two", ", 'eventTypes': ['a.*', 'b']");
    String filters = service(
        "Filters",
        ", 'eventFilters': [{'eventType': 'c'}], 'condition': {'field': 'type', 'equals': 'c'}");
    var page = whole("");

    assertThat(row(page, all).select(".c-name .sub").get(1).text()).isEqualTo("All events");
    assertThat(row(page, two).select(".c-name .sub").get(1).text()).isEqualTo("2 event types");
    assertThat(row(page, filters).select(".c-name .sub").get(1).text())
        .isEqualTo("c, with a condition");
  }

  @Test
  void A_26_what_was_delivered_is_in_the_row_and_in_the_tiles() {
    String id = service("Orders", "");
    publish(NotificationEvent.of("order.paid").build());
    deliveries("delivered", 1);
    clock.forward(Duration.ofMinutes(3));
    var page = whole("");
    var row = row(page, id);

    assertThat(row.select(".badge.ok").text()).isEqualTo("Healthy");
    assertThat(row.select(".c-last .code.ok").text()).isEqualTo("200");
    assertThat(row.select(".c-last time").text()).isEqualTo("3 min ago");
    assertThat(row.select(".c-last button").attr("hx-get")).startsWith(BASE + "/deliveries/");
    assertThat(row.select(".c-last button").text()).startsWith("Last delivery of Orders: 200");
    assertThat(page.select("#tile-delivered .v").text()).isEqualTo("1");
    assertThat(page.select("#tile-rate .v").text()).isEqualTo("100%");
    assertThat(page.select("#tile-rate .s").text()).isEqualTo("0 failed");
    assertThat(row.select(".c-spark .sub").text()).isEqualTo("100% of 1");
    assertThat(row.select("svg.spark").attr("aria-label"))
        .isEqualTo("Last 24 hours: 1 delivered, 0 not delivered");
    assertThat(page.select("#tile-waiting .v").text()).isEqualTo("0");
    assertThat(page.select("#tile-waiting .s").text()).isEqualTo("nothing waiting");
    assertThat(page.select(".stats a").eachAttr("href"))
        .allMatch(link -> link.startsWith(BASE + "/deliveries?"));
  }

  @Test
  void A_27_a_failing_service_is_named_above_everything_with_what_to_do() {
    String id = service("ERP <b>", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    fail(3);
    var page = whole("");

    assertThat(page.select(".alert.bad strong").text()).isEqualTo("ERP <b> is failing.");
    assertThat(page.select(".alert.bad p").text())
        .isEqualTo("ERP <b> is failing. 3 tries in a row failed, the first just now."
            + " Last answer: 503 Service Unavailable.");
    assertThat(page.select(".alert.bad a").attr("href"))
        .isEqualTo(BASE + "/deliveries?service=" + id + "&result=failed&range=all");
    assertThat(page.select(".alert.bad button").attr("hx-get"))
        .isEqualTo(BASE + "/services/" + id + "/test");
    assertThat(row(page, id).select(".badge.bad").text()).isEqualTo("Failing");
    assertThat(row(page, id).select(".note").text()).startsWith("3 in a row");
    assertThat(row(page, id).select(".c-last .code.bad").text()).isEqualTo("503");
  }

  @Test
  void of_many_that_fail_three_are_named_and_the_rest_counted() {
    for (int i = 0; i < 5; i++) {
      service("S" + i, ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    }
    fail(3);
    var page = page("summary");
    PageRules.check(page);

    assertThat(page.select(".alert.bad strong").eachText())
        .containsExactly("S0 is failing.", "S1 is failing.", "S2 is failing.");
    assertThat(page.select(".more-failing a").text()).isEqualTo("and 2 more");
  }

  @Test
  void of_many_deliveries_some_that_failed_are_a_warning() {
    String id = service("Orders", ", 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}");
    fail(1);
    receiver.answers(200, "");
    for (int i = 1; i <= 10; i++) {
      publish(NotificationEvent.of("order.paid").build());
    }
    deliveries("delivered", 10);
    var page = whole("");

    assertThat(row(page, id).select(".badge.warn").text()).isEqualTo("Some failures");
    assertThat(row(page, id).select(".note").text()).isEqualTo("1 failed in 24 hours");
    assertThat(row(page, id).select(".c-spark .sub").text()).isEqualTo("90.9% of 11");
    assertThat(row(page, id).select(".sp-bad")).hasSize(1);
    assertThat(page.select("#tile-rate .v-bad").text()).isEqualTo("90.9%");
    assertThat(page.select("#tile-rate .s").text()).isEqualTo("1 failed");
    assertThat(page.select(".alert")).isEmpty();
  }

  @Test
  void how_long_answers_took_is_one_figure_for_all_services() {
    service("Orders", "");
    service("Alerts", "");
    publish(NotificationEvent.of("order.paid").build());
    deliveries("delivered", 2);

    await().until(() -> whole("").select("#tile-time .v").text().matches("\\d+ ms|.* s"));
    assertThat(whole("").select("#tile-time .s").text()).startsWith("95% under ");
  }

  @Test
  void a_try_that_waits_is_told_with_its_time() {
    String id = service("Orders", ", 'retry': {'mode': 'fixed', 'count': 3, 'interval': 60}");
    receiver.answers(503, "");
    publish(NotificationEvent.of("order.paid").build());
    deliveries("waiting", 1);
    await().until(() -> row(whole(""), id).select(".badge").text().equals("Waiting to retry"));

    var page = whole("");
    assertThat(row(page, id).select(".note").text()).isEqualTo("next try in 1 min");
    assertThat(page.select("#tile-waiting .v").text()).isEqualTo("1");
    assertThat(page.select("#tile-waiting .s").text()).isEqualTo("next within 1 min");
  }

  @Test
  void A_06_switching_all_sending_says_how_many_tries_wait() {
    assertThat(switched(false)).as("nothing waits").isEmpty();
    service("Orders", "");
    service("Alerts", "");
    String asleep = service("Asleep", "");
    receiver.answers(503, "");
    publish(NotificationEvent.of("order.paid").build());
    deliveries("waiting", 3);
    send("PATCH", "services/" + asleep, "{'enabled': false}");

    assertThat(switched(true)).as("it is on").isEmpty();
    assertThat(webhooks.consequence(Map.of("retryCount", 2), Locale.ENGLISH)).isEmpty();
    assertThat(switched(false)).contains("2 waiting tries continue when it is on again.");
    webhooks.apply(Map.of("enabled", false), "ann");
    assertThat(switched(false)).as("it is off").isEmpty();
    assertThat(switched(true)).contains("2 waiting tries continue.");
    assertThat(webhooks.consequence(Map.of("enabled", true), Locale.SIMPLIFIED_CHINESE))
        .contains("2 个等待中的重试将继续。");

    send("PATCH", "services/" + asleep, "{'enabled': true}");
    json(get("services")).path("services").forEach(service -> {
      String id = service.path("id").asText();
      send("PATCH", "services/" + id, "{'enabled': %s}".formatted(id.equals(asleep)));
    });
    assertThat(switched(true)).contains("1 waiting try continues.");
  }

  @Test
  void while_all_sending_is_off_the_page_says_so_and_every_service_is_paused() {
    String id = service("Orders", "");
    webhooks.apply(Map.of("enabled", false), "ann");
    var page = whole("");

    assertThat(page.select(".alert.warn strong").text()).isEqualTo("Sending is off.");
    assertThat(row(page, id).select(".badge.off").text()).isEqualTo("Paused");
    assertThat(row(page, id).select(".note").text()).isEqualTo("All sending is off");
    assertThat(row(page, id).select("[role=switch]")).hasSize(1);
    assertThat(page.select("table.is-paused")).hasSize(1);
  }

  @Test
  void the_retries_card_embeds_the_hosts_form_below_a_sentence() {
    service("Orders", "");
    var page = whole("");

    assertThat(page.select("#retry-sentence").text())
        .isEqualTo(
            "A failed delivery is tried 3 more times, 1 min apart. It gives up after about 3 min.");
    assertThat(page.select("#retry-settings").attr("hx-get"))
        .isEqualTo(BASE + "/settings?groups=retry");
  }

  @Test
  void the_tab_says_how_many_services_there_are() {
    service("Orders", "");
    service("Alerts", "");

    assertThat(badge()).isEqualTo("2");
    permissions = Set.of();
    assertThat(badge()).isEmpty();
  }

  @Test
  void hostile_names_and_addresses_are_only_text() {
    service("<img src=x onerror=alert(1)>`", ", 'description': '<script>alert(1)</script>'");
    var page = whole("");

    assertThat(page.select("img, script")).isEmpty();
    assertThat(page.select(".c-name .linkish").text()).startsWith("<img src=x");
  }

  @Test
  void secrets_of_the_address_stay_hidden() {
    post(
        "services",
        "{'name': 'Chat', 'url': 'https://hooks.example.com/T0/geheim', 'secretUrl': true}");
    var page = whole("");

    assertThat(page.html()).doesNotContain("geheim");
    assertThat(page.select(".url").text()).isEqualTo("hooks.example.com/***");
  }

  @Test
  void in_chinese() {
    service("订单", "");
    locale = Locale.SIMPLIFIED_CHINESE;
    var page = whole("");

    assertThat(page.select("h2").eachText()).containsExactly("重试", "服务");
    assertThat(page.select(".badge").text()).isEqualTo("还没有投递");
  }

  private Optional<String> switched(boolean on) {
    return webhooks.consequence(Map.of("enabled", on), Locale.ENGLISH);
  }

  private String badge() {
    return webhooks
        .frame(new AdminRequest(
            "GET",
            "",
            Map.of(),
            Map.of(),
            new byte[0],
            "ann",
            permissions,
            AdminRequest.Page.at(BASE)))
        .tabs()
        .get(0)
        .badge();
  }
}
