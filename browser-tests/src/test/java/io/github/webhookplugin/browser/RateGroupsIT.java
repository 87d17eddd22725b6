package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rates that services share, from the settings to the editor, with the keyboard where there is one. */
class RateGroupsIT extends BrowserFixture {
  @Test
  void a_group_is_added_used_and_removed() {
    visit("settings");
    page.locator(".own-page a", new Page.LocatorOptions().setHasText("Rate groups"))
        .click();
    page.locator("#add-rate").click();
    dialog().waitFor();
    page.waitForCondition(() -> focused().equals("f-name"));
    page.keyboard().type("Chat rooms");
    page.locator("#f-rate-0-count").fill("20");
    page.locator("#f-rate-0-per").fill("minute");
    page.keyboard().press("Enter");

    page.getByText("20 a minute").waitFor();
    assertThat(host.get("rate-groups").at("/rateGroups/0/per").asText()).isEqualTo("minute");

    String service = host.post(
            "services", "{'name': 'Ops', 'url': '" + host.base() + "/receivers/fine'}")
        .path("id")
        .asText();
    visit("");
    page.locator(".c-name .linkish").first().click();
    dialog().locator("#sec-pace > summary").click();
    page.locator("#f-rateGroup").selectOption("Chat rooms");
    page.locator("#editor-save").click();
    page.waitForCondition(
        () -> host.get("services/" + service).path("rateGroup").asText().equals("Chat rooms"));

    visit("rate-groups");
    page.locator("#rate-0-" + service).waitFor();
    assertThat(page.locator("#remove-rate-0").count()).isZero();
    host.send("PATCH", "services/" + service, "{'rateGroup': null}");
    page.reload();
    page.locator("#remove-rate-0").click();
    dialog().getByText(Pattern.compile("^Remove rate group$")).click();

    page.getByText("No rate groups yet").waitFor();
    assertThat(console).isEmpty();
  }

  @Test
  void what_is_wrong_is_said_at_its_field_which_has_the_focus() {
    visit("rate-groups");
    page.locator("#add-rate").click();
    dialog().locator("#rate-save").click();
    page.locator("#f-name-e:not(:empty)").waitFor();

    page.waitForCondition(() -> focused().equals("f-name"));
    page.locator("#rate-close").click();
  }
}
