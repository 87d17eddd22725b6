package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an empty host to a proven delivery, and what the editor does on the way. */
class EditorIT extends BrowserFixture {
  private String address;

  @BeforeEach
  void no_service() {
    host.get("services")
        .path("services")
        .forEach(service -> host.send("DELETE", "services/" + service.path("id").asText(), ""));
    address = host.base() + "/receivers/fine";
    visit("");
  }

  @Test
  void the_first_proven_delivery_takes_three_clicks_and_two_fields() {
    add();
    dialog().locator("[name=name]").fill("First");
    dialog().locator("[name=url]").fill(address);
    dialog().locator("#editor-test").click();
    assertThat(result().innerText()).contains("Test passed");
    dialog().locator("#editor-save").click();

    page.locator("tr[data-service]")
        .filter(new Locator.FilterOptions().setHasText("First"))
        .waitFor();
  }

  /** Opens the editor and waits until its controls answer. */
  private void add() {
    page.locator("#add-service").click();
    dialog().locator("#preview .panel").waitFor();
  }

  private Locator result() {
    Locator result = dialog().locator("#test-out .result");
    result.waitFor();
    return result;
  }

  @Test
  void a_service_is_added_with_the_keyboard_alone() {
    page.locator("#add-service").focus();
    page.keyboard().press("Enter");
    dialog().locator("#preview .panel").waitFor();
    page.waitForCondition(() -> focused().equals("f-name"));
    page.keyboard().type("Keyboard");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(focused()).isEqualTo("f-url");
    page.keyboard().type(address);
    page.keyboard().press("Control+Enter");
    assertThat(result().innerText()).contains("Test passed");
    dialog().locator("#editor-save").focus();
    page.keyboard().press("Enter");

    page.locator("tr[data-service]")
        .filter(new Locator.FilterOptions().setHasText("Keyboard"))
        .waitFor();
    assertThat(page.locator("dialog[open]").count()).isZero();
    page.waitForCondition(() -> focused().equals("add-service"));
  }

  @Test
  void what_is_wrong_keeps_the_dialog_and_has_the_focus() {
    add();
    dialog().locator("[name=url]").fill("ftp://x");
    dialog().locator("#editor-save").click();
    dialog().locator("#f-name-e:not(:empty)").waitFor();

    page.waitForCondition(() -> focused().equals("f-name"));
    assertThat(dialog().locator("[name=url]").inputValue()).isEqualTo("ftp://x");
  }

  @Test
  void what_was_entered_is_not_lost_without_a_question() {
    add();
    dialog().locator("[name=name]").fill("Half");
    page.keyboard().press("Escape");

    page.locator("dialog.confirm[open]").waitFor();
    page.locator("dialog.confirm[open]").getByText("Discard changes").last().click();
    page.waitForCondition(() -> page.locator("dialog[open]").count() == 0);
  }

  @Test
  void the_preview_follows_what_is_typed_and_colours_the_body() {
    add();
    Locator body = dialog().locator("[name=body]");
    body.fill("{\"greeting\": \"{{title}}\"}");

    dialog()
        .locator("#preview .http pre")
        .filter(new Locator.FilterOptions().setHasText("greeting"))
        .waitFor();
    assertThat(dialog().locator(".code-edit .tk-var").innerText()).isEqualTo("{{title}}");
  }

  @Test
  void a_chip_puts_its_variable_where_the_caret_was() {
    add();
    Locator body = dialog().locator("[name=body]");
    body.fill("{\"a\": \"\"}");
    body.focus();
    page.keyboard().press("Control+End");
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowLeft");
    dialog().locator("#chip-title").click();

    assertThat(body.inputValue()).isEqualTo("{\"a\": \"{{title}}\"}");
  }

  @Test
  void a_preset_is_found_and_fills_the_form() {
    add();
    dialog().locator("#gallery-search").fill("slack");
    assertThat(dialog().locator(".preset:visible").count()).isEqualTo(1);
    dialog().locator("#preset-slack").click();
    dialog().locator("#preset-fields").waitFor();
  }

  @Test
  void rows_of_headers_are_added_locked_and_turned_into_text() {
    add();
    dialog().locator("#add-headers").click();
    Locator row = dialog().locator("#rows-headers .kv-row").last();
    row.locator("input").first().fill("X-A");
    row.locator("input").nth(1).fill("1");
    dialog().locator("#hdr-as-text").click();

    assertThat(dialog().locator("#hdr-bulk").inputValue()).contains("X-A: 1");
  }
}
