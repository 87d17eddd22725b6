package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finding a service: the table of the first page is searched, filtered and sorted. */
class ServicesTableTest extends ServicesFixture {
  @Test
  void search_and_status_filter_the_table_and_stand_in_the_address() {
    service("Orders", "");
    service("Alerts", ", 'enabled': false");
    var answer = visit("services/table?q=aLER&status=off&sort=-status");

    assertThat(names(html(answer))).containsExactly("Alerts");
    assertThat(answer.headers())
        .containsEntry("HX-Replace-Url", BASE + "?q=aLER&status=off&sort=-status");
    var page = whole("?q=aLER&status=off&sort=-status");
    assertThat(names(page)).containsExactly("Alerts");
    assertThat(page.select("#svc-q").val()).isEqualTo("aLER");
    assertThat(page.select("#svc-status option[selected]").val()).isEqualTo("off");
    assertThat(page.select("#svc-sort option[selected]").val()).isEqualTo("-status");
  }

  @Test
  void nothing_that_matches_is_said_with_a_way_out() {
    service("Orders", "");
    var table = page("services/table?q=nothing-like-it");

    assertThat(table.select("h3").text()).isEqualTo("No service matches");
    assertThat(table.select("button").attr("data-clear-form")).isEqualTo("svc-filter");
  }

  @Test
  void every_column_sorts_and_turns_round() {
    service("bravo", ", 'enabled': false");
    String healthy = service("Alpha", ", 'eventTypes': ['x']");
    service("Charlie", ", 'eventTypes': ['y']");
    publish(NotificationEvent.of("x").build());
    deliveries("delivered", 1);

    assertThat(names(page("services/table"))).containsExactly("Alpha", "bravo", "Charlie");
    assertThat(names(page("services/table?sort=-name")))
        .containsExactly("Charlie", "bravo", "Alpha");
    assertThat(names(page("services/table?sort=status")))
        .containsExactly("Charlie", "bravo", "Alpha");
    assertThat(names(page("services/table?sort=last"))).first().isEqualTo("Alpha");
    assertThat(names(page("services/table?sort=rate"))).first().isEqualTo("Alpha");
    assertThat(names(page("services/table?sort=nonsense"))).first().isEqualTo("Alpha");

    var table = page("services/table?sort=last");
    assertThat(table.select("[aria-sort]").attr("aria-sort")).isEqualTo("descending");
    assertThat(table.select("[aria-sort] a").attr("href")).isEqualTo(BASE + "?sort=-last");
    assertThat(row(table, healthy)).isNotNull();
  }

  @Test
  void when_the_last_one_is_gone_the_table_gives_way_to_the_first_page() {
    var answer = visit("GET", "services/table", Map.of("HX-Request", "true"), "");

    assertThat(answer.headers()).containsEntry("HX-Retarget", "#services-page");
    assertThat(html(answer).select("h3").text()).isEqualTo("No services yet");
  }

  @Test
  void changes_fetch_summary_and_table_again() {
    service("Orders", "");
    var page = whole("");

    for (String part : List.of("#summary", "#services")) {
      assertThat(page.select(part).attr("hx-trigger"))
          .contains(
              "servicesChanged from:body",
              "settingsChanged from:body",
              "deliveriesChanged from:body");
    }
  }
}
