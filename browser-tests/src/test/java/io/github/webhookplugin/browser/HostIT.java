package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Test;

/** What the host brings: sign-in, languages, themes, settings, plugins that stop and start. */
class HostIT extends BrowserFixture {
  @Test
  void the_language_is_switched_and_stays() {
    visit("");
    page.locator("button[value='zh-CN']").first().click();
    page.waitForCondition(() -> "zh-CN".equals(page.locator("html").getAttribute("lang")));
    visit("deliveries");

    assertThat(page.locator("#h-deliveries").innerText()).isEqualTo("投递记录");
  }

  @Test
  void the_theme_is_switched_and_stays() {
    visit("");
    String before = page.locator("html").getAttribute("data-theme");
    page.locator("[data-theme-toggle]:visible").first().click();
    String after = page.locator("html").getAttribute("data-theme");
    page.reload();

    assertThat(after).isNotEqualTo(before);
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo(after);
  }

  @Test
  void settings_say_what_is_wrong_at_the_field_and_nothing_is_saved() {
    visit("settings");
    page.locator("#s-retryCount").fill("99");
    page.locator("#settings-form button[type=submit]").click();
    page.locator("#s-retryCount-error").waitFor();

    page.waitForCondition(() -> focused().equals("s-retryCount"));
    assertThat(host.get("/api/plugins/webhook/settings").path("retryCount").asInt())
        .isNotEqualTo(99);
  }

  @Test
  void two_people_in_the_settings_hear_of_each_other_and_lose_nothing() {
    visit("settings");
    host.send("PUT", "/api/plugins/webhook/settings", "{'retryCount': 4, 'stopAfter': 86400}");
    page.locator("#s-retryCount").fill("6");
    page.locator("#settings-form button[type=submit]").click();
    page.locator("#s-retryCount-error").waitFor();

    page.waitForCondition(() -> focused().equals("s-retryCount"));
    assertThat(page.locator("#s-retryCount-error").innerText()).contains("“4”");
    assertThat(page.locator("#s-retryCount").inputValue()).isEqualTo("6");
    assertThat(host.get("/api/plugins/webhook/settings").path("retryCount").asInt())
        .isEqualTo(4);

    page.locator("#settings-form button[type=submit]").click();
    page.waitForCondition(
        () -> host.get("/api/plugins/webhook/settings").path("retryCount").asInt() == 6);
    page.waitForCondition(() -> page.locator("#s-stopAfter").inputValue().equals("1 day"));
    host.send("PUT", "/api/plugins/webhook/settings", "{'retryCount': 3, 'stopAfter': 432000}");
  }

  @Test
  void both_switches_of_the_whole_show_what_is_and_do_what_they_show() {
    visit("settings");
    host.send("PUT", "/api/plugins/webhook/settings", "{'enabled': false}");
    page.locator("#s-retryCount").fill("5");
    page.locator("#settings-form button[type=submit]").click();
    page.waitForCondition(
        () -> host.get("/api/plugins/webhook/settings").path("retryCount").asInt() == 5);

    page.waitForCondition(() -> !page.locator("#master-webhook").isChecked());
    assertThat(page.locator(".switch-form .sw-state").innerText()).isEqualTo("Off");
    assertThat(page.locator("#s-enabled").isChecked()).isFalse();
    assertThat(host.get("/api/plugins/webhook/settings").path("enabled").asBoolean())
        .isFalse();

    page.locator("label:has(#master-webhook)").click();
    page.waitForCondition(() -> page.locator("#s-enabled").isChecked());
    page.locator("label:has(#s-enabled)").click();
    page.locator("#settings-form button[type=submit]").click();
    page.waitForCondition(
        () -> !host.get("/api/plugins/webhook/settings").path("enabled").asBoolean());
    host.send("PUT", "/api/plugins/webhook/settings", "{'enabled': true, 'retryCount': 3}");
  }

  @Test
  void a_signed_out_browser_is_asked_to_sign_in_and_comes_back() {
    session.clearCookies();
    visit("deliveries");
    page.locator("input[name=token]").fill(DemoHost.TOKEN);
    page.keyboard().press("Enter");

    page.waitForURL("**/plugins/webhook/deliveries");
  }

  @Test
  void fields_that_do_not_matter_are_hidden_and_times_are_written_as_people_do() {
    visit("settings");
    assertThat(page.locator("#s-retryFactor").isVisible()).isFalse();
    assertThat(page.locator("#s-stopAfter").inputValue()).isEqualTo("5 days");
    page.locator("label[for='s-retryMode-1']").click();
    page.locator("#s-retryFactor").waitFor();
    page.locator("#s-stopAfter").fill("36 h");
    page.locator("#settings-form button[type=submit]").click();

    page.waitForCondition(() ->
        host.get("/api/plugins/webhook/settings").path("retryMode").asText().equals("exponential"));
    assertThat(host.get("/api/plugins/webhook/settings").path("stopAfter").asInt())
        .isEqualTo(36 * 3600);
    page.waitForCondition(() -> page.locator("#s-stopAfter").inputValue().equals("1 day 12 hours"));
    page.locator("label[for='s-retryMode-0']").click();
    page.locator("#s-retryFactor").waitFor(hidden());
    host.send("PUT", "/api/plugins/webhook/settings", "{'retryMode': 'fixed'}");
  }

  @Test
  void without_scripts_every_field_of_the_settings_is_there() {
    open(Look.DESKTOP_LIGHT.options().setJavaScriptEnabled(false));
    visit("settings");

    assertThat(page.locator("#s-retryFactor").isVisible()).isTrue();
    assertThat(page.locator("#s-retrySchedule").isVisible()).isTrue();
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }
}
