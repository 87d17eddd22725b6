package io.github.webhookplugin.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.Locale;
import java.util.function.Consumer;

/** Every screen of the settings UI, and how somebody comes to it. */
enum Screen {
  PLUGINS(at -> at.page.navigate(at.host.base() + "/plugins")),
  SERVICES(at -> {
    at.visit("");
    at.page.locator("#settings-form").waitFor(attached());
  }),
  SERVICES_MENU(at -> {
    at.visit("");
    at.page.locator("[data-menu-btn]").first().click();
  }),
  SERVICE_TEST(at -> {
    at.visit("");
    at.page.locator("[data-testid]").first().waitFor(attached());
    at.page.locator(".c-act .btn").first().click();
    at.dialog().locator("#trial-send").click();
    at.dialog().locator(".result").waitFor();
  }),
  EDITOR_ADD(at -> {
    at.visit("");
    at.page.locator("#add-service").click();
    at.dialog().waitFor();
  }),
  EDITOR(at -> {
    at.visit("");
    at.page.locator(".c-name .linkish").first().click();
    at.dialog().locator("#preview .panel").waitFor();
  }),
  DELIVERIES(at -> at.visit("deliveries")),
  DELIVERIES_CHOSEN(at -> at.visit("deliveries?range=chosen&from=2026-01-01T00:00&before=7d")),
  DELIVERIES_NO_MATCH(at -> at.visit("deliveries?q=zzzzzz")),
  DELIVERY(at -> {
    at.visit("deliveries?result=failed");
    at.page.locator("#deliv-results .linkish").first().click();
    at.dialog().waitFor();
  }),
  DELIVERY_ALONE(at -> {
    at.visit("deliveries/"
        + at.host.get("deliveries?state=failed").at("/deliveries/0/id").asText());
    at.dialog().waitFor();
  }),
  REDELIVER(at -> {
    at.visit("deliveries?result=failed");
    at.page.locator("#bulk-failed").click();
    at.dialog().waitFor();
  }),
  EDITOR_WRONG(at -> {
    at.visit("");
    at.page.locator("#add-service").click();
    at.dialog().locator("#preview .panel").waitFor();
    at.dialog().locator("#editor-save").click();
    at.dialog().locator("#f-name-e:not(:empty)").waitFor();
  }),
  WHY(at -> {
    at.visit("events");
    at.page.locator("td a.linkish").first().click();
    at.page.locator("#h-why").waitFor();
  }),
  EVENTS(at -> at.visit("events")),
  HISTORY(at -> at.visit("history")),
  AUDIT(at -> at.visit("audit")),
  TRANSFER(at -> at.visit("transfer")),
  RATE_GROUPS(at -> {
    at.rateGroup();
    at.visit("rate-groups");
  }),
  RATE_GROUP(at -> {
    at.rateGroup();
    at.visit("rate-groups");
    at.page.locator("#edit-rate-0").click();
    at.dialog().waitFor();
  }),
  PLUGIN_REMOVE(at -> {
    at.page.navigate(at.host.base() + "/plugins");
    at.page.locator("#more-webhook").click();
    at.page.locator("#remove-webhook").click();
    at.dialog().waitFor();
  }),
  SETTINGS(at -> at.visit("settings")),
  SETTINGS_GROWING(at -> {
    at.visit("settings");
    at.page.locator("label[for='s-retryMode-1']").click();
    at.page.locator("#s-retryFactor").waitFor();
  }),
  SETTINGS_WRONG(at -> {
    at.visit("settings");
    at.page.locator("#s-retryCount").fill("99");
    at.page.locator("#settings-form button[type=submit]").click();
    at.page.locator("#s-retryCount-error").waitFor();
  }),
  SIGN_IN(at -> at.page.navigate(at.host.base() + "/sign-in"));

  private final Consumer<BrowserFixture> way;

  Screen(Consumer<BrowserFixture> way) {
    this.way = way;
  }

  /** Goes there and waits until it stands still. */
  void open(BrowserFixture at) {
    way.accept(at);
    at.page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  /** As a part of a file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }
}
