package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets in the editor: a stored one is shown for a short time, and how a service says who it is. */
class SecretsIT extends BrowserFixture {
  private static final String KEY = "key-0f3a9c";

  private String id;

  @BeforeEach
  void one_service() {
    host.get("services")
        .path("services")
        .forEach(service -> host.send("DELETE", "services/" + service.path("id").asText(), ""));
    id = host.post(
            "services",
            "{'name': 'Guarded', 'url': '" + address() + "', 'secretUrl': true, 'headers': "
                + "[{'name': 'X-Key', 'value': '" + KEY + "', 'secret': true}]}")
        .path("id")
        .asText();
    visit("");
  }

  private String address() {
    return host.base() + "/receivers/fine?token=t0ken-77";
  }

  private void edit() {
    page.locator("#e-" + id).click();
    dialog().locator("#preview .panel").waitFor();
  }

  private Locator shown() {
    return dialog().locator(".revealed code");
  }

  private Locator show(String of) {
    return dialog().locator(".reveal button[aria-label*='" + of + "']");
  }

  @Test
  void a_hidden_address_is_shown_and_hidden_again() {
    edit();
    assertThat(page.content()).doesNotContain("t0ken-77");

    show("URL").click();
    shown().waitFor();
    assertThat(shown().innerText()).isEqualTo(address());
    assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("CODE");
    picture("reveal");
    assertThat(Axe.violations(page)).isEmpty();

    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> shown().count() == 0);
    assertThat(page.content()).doesNotContain("t0ken-77");
    page.waitForCondition(() -> focused().equals("f-url-reveal"));
    assertThat(host.get("audit?action=secret-revealed&service=" + id).path("entries"))
        .hasSize(1);
  }

  @Test
  void a_secret_header_hides_by_itself_after_half_a_minute() {
    page.clock().install();
    edit();
    show("X-Key").click();
    shown().waitFor();
    assertThat(shown().innerText()).isEqualTo(KEY);

    page.clock().runFor(20_000);
    assertThat(shown().isVisible()).isTrue();
    page.clock().runFor(11_000);
    page.waitForCondition(() -> shown().count() == 0);
    assertThat(page.content()).doesNotContain(KEY);
    assertThat(show("X-Key").isVisible()).isTrue();
  }

  @Test
  void what_is_shown_is_gone_with_the_dialog() {
    edit();
    show("X-Key").click();
    shown().waitFor();
    page.keyboard().press("Escape");

    page.waitForCondition(() -> page.locator("dialog[open]").count() == 0);
    assertThat(page.content()).doesNotContain(KEY);
  }

  @Test
  void a_user_and_a_password_are_entered_and_the_password_is_not_shown_again() {
    host.send("PATCH", "services/" + id, "{'url': '" + address() + "', 'secretUrl': false}");
    edit();
    authentication().selectOption("basic");
    assertThat(field("oauth2.tokenUrl").isVisible()).isFalse();
    field("basic.user").fill("ann");
    field("basic.password").fill("geheim-81");
    save();

    edit();
    assertThat(authentication().inputValue()).isEqualTo("basic");
    assertThat(field("basic.user").inputValue()).isEqualTo("ann");
    assertThat(field("basic.password").inputValue()).isEmpty();
    assertThat(field("basic.password").getAttribute("placeholder")).contains("stored");
    assertThat(page.content()).doesNotContain("geheim-81");
  }

  @Test
  void a_token_needs_its_fields_and_keeps_its_secret() {
    edit();
    authentication().selectOption("oauth2");
    assertThat(field("basic.user").isVisible()).isFalse();
    dialog().locator("#editor-save").click();
    Locator wrong = dialog().locator("[name='oauth2.tokenUrl'][aria-invalid=true]");
    wrong.waitFor();
    assertThat(wrong.isVisible()).isTrue();

    field("oauth2.tokenUrl").fill(host.base() + "/receivers/fine");
    field("oauth2.clientId").fill("shop");
    field("oauth2.clientSecret").fill("geheim-82");
    save();

    JsonNode oauth2 = host.get("services/" + id).path("oauth2");
    assertThat(oauth2.path("clientId").asText()).isEqualTo("shop");
    assertThat(oauth2.at("/clientSecret/set").asBoolean()).isTrue();
    edit();
    assertThat(authentication().inputValue()).isEqualTo("oauth2");
    assertThat(field("oauth2.clientId").inputValue()).isEqualTo("shop");
    assertThat(field("oauth2.clientSecret").inputValue()).isEmpty();
    assertThat(page.content()).doesNotContain("geheim-82");
    authentication().scrollIntoViewIfNeeded();
    picture("authentication");
    assertThat(Axe.violations(page)).isEmpty();
  }

  /** The choice, in its section, which is folded unless something is wrong or chosen in it. */
  private Locator authentication() {
    Locator choice = field("authentication");
    if (!choice.isVisible()) {
      dialog().locator("details:has([name=authentication]) > summary").click();
    }
    return choice;
  }

  private Locator field(String name) {
    return dialog().locator("[name='" + name + "']");
  }

  private void save() {
    dialog().locator("#editor-save").click();
    page.waitForCondition(() -> page.locator("dialog[open]").count() == 0);
  }
}
