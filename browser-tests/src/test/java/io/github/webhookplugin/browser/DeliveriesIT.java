package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The delivery log, as people use it. */
class DeliveriesIT extends BrowserFixture {
  @BeforeAll
  void a_past() {
    host.post(
        "services",
        "{'name': 'Broken', 'url': '" + host.base()
            + "/receivers/broken', 'retry': {'mode': 'fixed', 'count': 0, 'interval': 1}}");
    for (int i = 0; i < 30; i++) {
      host.post("/api/events", "{'type': 'order.paid', 'title': 'Order " + i + "'}");
    }
    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertThat(host.get("deliveries?state=failed").path("deliveries")).hasSize(30));
  }

  @BeforeEach
  void log() {
    visit("deliveries");
  }

  @Test
  void filters_change_what_is_listed_and_the_address() {
    page.locator("#dl-result").selectOption("delivered");

    page.waitForURL(Pattern.compile(".*result=delivered.*"));
    page.getByText("No delivery matches").waitFor();
    page.locator("#dl-clear").click();
    page.locator("tr[data-delivery]").first().waitFor();
  }

  @Test
  void pages_turn_with_the_keyboard_and_keep_the_focus() {
    page.locator("#pg-older").focus();
    page.keyboard().press("Enter");
    page.locator("#pg-newer").waitFor();

    assertThat(page.locator("tr[data-delivery]").count()).isBetween(1, 25);
    page.waitForCondition(() -> focused().startsWith("pg-"));
  }

  @Test
  void a_row_opens_its_drawer_and_gets_the_focus_back() {
    Locator first = page.locator(".c-ev .linkish").first();
    String id = first.getAttribute("id");
    first.click();
    dialog().locator(".tries").waitFor();
    assertThat(dialog().innerText()).contains("Try 1");
    page.keyboard().press("Escape");

    page.waitForCondition(() -> focused().equals(id));
  }

  @Test
  void all_failed_ones_are_counted_before_they_are_sent_again() {
    page.locator("#bulk-failed").click();
    assertThat(dialog().locator("h2").innerText()).matches("Redeliver \\d+ failed deliveries\\?");
    dialog().locator("#redeliver-ok").click();

    page.locator("#redelivery-job .alert").waitFor();
  }

  @Test
  void a_live_page_shows_what_happens_without_being_asked() {
    page.locator("label:has(#live)").click();
    host.post("/api/events", "{'type': 'order.paid', 'title': 'Just now'}");

    page.locator(".c-ev")
        .filter(new Locator.FilterOptions().setHasText("Just now"))
        .first()
        .waitFor();
  }

  @Test
  void why_is_one_click_from_a_delivery() {
    page.locator(".c-ev .linkish").first().click();
    dialog().locator("#delivery-why").click();

    page.locator("#h-why").waitFor();
    assertThat(page.locator(".reasons").innerText()).contains("Broken");
  }
}
