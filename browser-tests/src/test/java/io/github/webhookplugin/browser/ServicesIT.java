package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The services page, as people use it: with the mouse and with the keyboard alone. */
class ServicesIT extends BrowserFixture {
  private String ops;

  @BeforeEach
  void one_service() {
    host.get("services")
        .path("services")
        .forEach(service -> host.send("DELETE", "services/" + service.path("id").asText(), ""));
    ops = host.post(
            "services", "{'name': 'Ops alerts', 'url': '" + host.base() + "/receivers/fine'}")
        .path("id")
        .asText();
    visit("");
  }

  private String focusedText() {
    return String.valueOf(page.evaluate("document.activeElement.innerText"));
  }

  private Locator row() {
    return page.locator("tr[data-service='" + ops + "']");
  }

  @Test
  void a_service_is_switched_off_and_on_in_its_row() {
    row().locator("label.switch").click();
    row()
        .locator(".badge")
        .filter(new Locator.FilterOptions().setHasText("Off"))
        .waitFor();

    assertThat(page.locator(".toast").first().innerText()).contains("Ops alerts");
    assertThat(host.get("services/" + ops).path("enabled").asBoolean()).isFalse();
  }

  @Test
  void the_focus_stays_where_it_was_when_the_table_is_drawn_again() {
    page.locator("#sw-" + ops).focus();
    page.keyboard().press("Space");
    row()
        .locator(".badge")
        .filter(new Locator.FilterOptions().setHasText("Off"))
        .waitFor();

    page.waitForCondition(() -> focused().equals("sw-" + ops));
  }

  @Test
  void a_test_sends_a_real_request_and_shows_what_came_of_it() {
    page.locator("#t-" + ops).click();
    dialog().locator("button[type=submit]").click();

    Locator result = dialog().locator(".result");
    result.waitFor();
    assertThat(result.innerText()).contains("Test passed").contains("200");
    page.keyboard().press("Escape");
    page.waitForCondition(() -> focused().equals("t-" + ops));
  }

  @Test
  void the_master_switch_pauses_everything_and_says_so() {
    page.locator("label:has([data-testid=master-switch])").click();
    page.getByText("Sending is off.").first().waitFor();
    row()
        .locator(".badge")
        .filter(new Locator.FilterOptions().setHasText("Paused"))
        .waitFor();

    page.locator("label:has([data-testid=master-switch])").click();
    page.waitForCondition(() -> page.getByText("Sending is off.").count() == 0);
  }

  @Test
  void the_master_switch_says_how_many_tries_wait_and_continue() {
    host.send(
        "PATCH",
        "services/" + ops,
        "{'url': '" + host.base()
            + "/receivers/broken', 'retry': {'mode': 'fixed', 'count': 1, 'interval': 600}}");
    host.post("/api/events", "{'type': 'order.paid', 'title': 'Order 1'}");
    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertThat(host.get("deliveries?state=waiting").path("deliveries")).hasSize(1));

    page.locator("label:has([data-testid=master-switch])").click();
    page.getByText("Sending is off. All settings are kept. 1 waiting try continues when it is on")
        .waitFor();
    page.locator("label:has([data-testid=master-switch])").click();
    page.getByText("Sending is on. 1 waiting try continues.").waitFor();
  }

  @Test
  void a_service_is_deleted_after_a_question() {
    page.locator("#mb-" + ops).click();
    page.locator("#m-" + ops + " .danger").click();
    assertThat(dialog().innerText()).contains("Delete Ops alerts?");
    dialog().getByText(Pattern.compile("^Delete service$")).click();

    page.getByText("No services yet").waitFor();
    assertThat(host.get("services").path("services")).isEmpty();
  }

  @Test
  void the_retries_are_changed_in_place() {
    Locator count = page.locator("#s-retryCount");
    count.waitFor();
    count.fill("5");
    assertThat(page.locator("#retry-sentence").innerText()).contains("5");
    page.locator("#settings-form button[type=submit]").click();

    page.waitForCondition(
        () -> host.get("/api/plugins/webhook/settings").path("retryCount").asInt() == 5);
    assertThat(page.locator(".toast").last().innerText()).isEqualTo("Settings saved");
  }

  @Test
  void a_menu_is_walked_with_the_arrow_keys_and_gives_the_focus_back() {
    page.locator("#mb-" + ops).focus();
    page.keyboard().press("Enter");
    page.waitForCondition(() -> focusedText().contains("Edit"));
    page.keyboard().press("ArrowDown");
    page.waitForCondition(() -> focusedText().contains("Duplicate"));
    page.keyboard().press("Escape");

    page.waitForCondition(() -> focused().equals("mb-" + ops));
  }

  @Test
  void search_and_status_stand_in_the_address() {
    page.locator("#svc-q").fill("nothing like this");
    page.getByText("No service matches").waitFor();
    page.waitForURL(Pattern.compile(".*q=nothing.*"), new Page.WaitForURLOptions());
    page.locator("#svc-clear").click();

    row().waitFor();
  }
}
