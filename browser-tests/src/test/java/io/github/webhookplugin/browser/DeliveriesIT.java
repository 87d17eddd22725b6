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

  /** The last fifth of the time that is drawn. */
  private void drag() {
    var box = page.locator(".histo-area").boundingBox();
    double y = box.y + box.height / 2;
    page.mouse().move(box.x + box.width * 0.8, y);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.9, y);
    page.mouse().move(box.x + box.width - 1, y);
  }

  @Test
  void dragging_over_the_histogram_narrows_the_time_and_a_button_leads_back() {
    visit("deliveries?range=7d");
    drag();
    assertThat(page.locator(".histo-pick").isVisible()).isTrue();
    page.mouse().up();

    page.waitForURL(Pattern.compile(".*range=chosen&from=.*&to=.*&before=7d.*"));
    page.locator("#dl-back").waitFor();
    assertThat(page.locator("#dl-from").inputValue()).matches("\\d{4}-\\d\\d-\\d\\dT.*");
    assertThat(page.locator("tr[data-delivery]").count()).isEqualTo(25);
    assertThat(page.locator(".histo-pick").isVisible()).isFalse();
    String narrowed = page.locator("#dl-from").inputValue();
    drag();
    page.mouse().up();
    page.waitForCondition(() -> !page.locator("#dl-from").inputValue().equals(narrowed));
    assertThat(page.locator("#dl-back").innerText()).isEqualTo("Back to: Last 7 days");

    page.reload();
    assertThat(page.locator("#dl-range").inputValue()).isEqualTo("chosen");
    page.locator("#dl-back").click();
    page.waitForURL(Pattern.compile(".*range=7d.*"));
    assertThat(page.locator("#dl-from").isVisible()).isFalse();
    assertThat(console).isEmpty();
  }

  @Test
  void a_click_and_a_drag_that_is_given_up_narrow_nothing() {
    String before = page.url();
    page.locator(".histo-area").click();
    drag();
    page.keyboard().press("Escape");
    page.mouse().up();

    assertThat(page.locator(".histo-pick").isVisible()).isFalse();
    assertThat(page.locator("#dl-range").inputValue()).isEqualTo("24h");
    assertThat(page.url()).isEqualTo(before);
  }

  @Test
  void the_keyboard_chooses_a_time_in_two_fields() {
    page.locator("#dl-range").focus();
    page.locator("#dl-range").selectOption("chosen");
    page.keyboard().press("Tab");
    page.waitForCondition(() -> focused().equals("dl-from"));

    page.locator("#dl-to").fill("2020-01-01T00:00");
    page.getByText("No delivery matches").waitFor();
    page.locator("#dl-clear").click();
    page.locator("tr[data-delivery]").first().waitFor();
    assertThat(page.locator("#dl-range").inputValue()).isEqualTo("24h");
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
