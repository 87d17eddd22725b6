package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that was deleted is brought back by the toast that says it is gone. */
class UndoIT extends BrowserFixture {
  private String ops;

  @BeforeEach
  void two_services() {
    host.get("services")
        .path("services")
        .forEach(service -> host.send("DELETE", "services/" + service.path("id").asText(), ""));
    ops = service("Ops alerts");
    service("Orders");
    look();
  }

  private String service(String name) {
    return host.post(
            "services", "{'name': '" + name + "', 'url': '" + host.base() + "/receivers/fine'}")
        .path("id")
        .asText();
  }

  /** Goes to the table, and waits until nothing scrolls any more: that would close the menu. */
  private void look() {
    visit("");
    page.locator("#retry-settings form").waitFor(Screen.attached());
    page.locator("#mb-" + ops).scrollIntoViewIfNeeded();
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  private void delete() {
    page.locator("#mb-" + ops).click();
    page.locator("#m-" + ops + " .danger").click();
    dialog().locator(".btn.danger").click();
    undo().waitFor();
    page.waitForCondition(() -> page.locator("#e-" + ops).count() == 0);
  }

  private Locator undo() {
    return page.locator(".toast .action");
  }

  private boolean onUndo() {
    return Boolean.TRUE.equals(page.evaluate("document.activeElement.matches('.toast .action')"));
  }

  @Test
  void a_click_brings_it_back_and_the_focus_is_at_it() {
    delete();
    assertThat(page.locator(".toast").innerText()).contains("“Ops alerts” was deleted", "Undo");

    undo().click();

    page.locator("#e-" + ops).waitFor();
    page.waitForCondition(() -> focused().equals("e-" + ops));
    assertThat(page.locator(".toast").innerText()).contains("“Ops alerts” is back");
    assertThat(host.get("services/" + ops).path("name").asText()).isEqualTo("Ops alerts");
    assertThat(console).isEmpty();
  }

  @Test
  void the_keyboard_comes_to_it_with_the_next_tab_and_goes_on_from_where_it_was() {
    delete();
    page.waitForCondition(() -> focused().equals("h-services"));

    page.keyboard().press("Tab");
    assertThat(onUndo()).isTrue();
    page.keyboard().press("Shift+Tab");
    assertThat(focused()).isEqualTo("h-services");
    page.keyboard().press("Tab");
    assertThat(focused()).as("Tab does its usual work again").isEqualTo("svc-q");

    undo().focus();
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(focused()).as("after the last button, on from where it was").isEqualTo("svc-q");

    undo().focus();
    page.keyboard().press("Enter");
    page.waitForCondition(() -> focused().equals("e-" + ops));
  }

  @Test
  void escape_closes_it_and_the_focus_is_not_lost() {
    delete();
    page.keyboard().press("Tab");
    page.keyboard().press("Escape");

    assertThat(undo().count()).isZero();
    assertThat(focused()).isEqualTo("h-services");
    assertThat(host.get("services").path("services")).hasSize(1);
  }

  @Test
  void it_goes_after_ten_seconds_but_not_while_somebody_is_at_it() {
    page.clock().install();
    delete();
    page.clock().runFor(5_000);
    assertThat(undo().isVisible()).isTrue();
    page.keyboard().press("Tab");
    page.clock().runFor(60_000);
    assertThat(undo().isVisible()).isTrue();

    page.keyboard().press("Shift+Tab");
    page.clock().runFor(5_000);
    assertThat(undo().isVisible()).isTrue();
    page.clock().runFor(10_000);
    assertThat(undo().count()).isZero();
  }

  @Test
  void the_last_one_is_brought_back_too() {
    host.get("services").path("services").forEach(service -> {
      if (!service.path("id").asText().equals(ops)) {
        host.send("DELETE", "services/" + service.path("id").asText(), "");
      }
    });
    look();
    delete();
    page.getByText("No services yet").waitFor();

    undo().click();

    page.locator("#e-" + ops).waitFor();
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void it_can_be_read_and_used_in_every_look(Look look) {
    open(look.options());
    look();
    delete();
    picture("undo-" + look.word());

    assertThat(Axe.violations(page)).isEmpty();
    assertThat(undo().boundingBox().height).isGreaterThanOrEqualTo(24);
    undo().click();
    page.locator("#e-" + ops).waitFor();
  }
}
