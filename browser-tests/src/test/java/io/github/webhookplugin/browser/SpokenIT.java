package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a screen reader is given: names, landmarks, headings in order, and live regions where something appears. */
class SpokenIT extends BrowserFixture {
  @Override
  String[] options() {
    return new String[0];
  }

  @BeforeAll
  void wait_for_a_past() {
    Story.await(host);
  }

  @Test
  void every_screen_has_names_landmarks_and_headings_in_order() {
    var problems = new ArrayList<String>();
    for (Screen screen : Screen.values()) {
      screen.open(this);
      Outline.of(page).problems().forEach(problem -> problems.add(screen + ": " + problem));
    }

    assertThat(problems).isEmpty();
  }

  @Test
  void the_rules_find_what_they_are_for() {
    page.navigate("about:blank");
    page.setContent(
        "<main><h1>A</h1><h3>B</h3><button></button><a href='#'></a></main><main></main>"
            + "<nav>1</nav><input><nav>2</nav>");

    assertThat(Outline.of(page).problems())
        .contains(
            "a button without a name",
            "a link without a name",
            "a textbox without a name",
            "a navigation without a name",
            "heading \"B\" [level=3] follows level 1",
            "2 times main");
  }

  @Test
  void toasts_appear_in_a_live_region_also_over_a_dialog() {
    visit("");
    page.locator(".c-act .btn").first().waitFor();
    page.locator("tr label.switch").first().click();

    Locator toast = page.locator(".toast").first();
    toast.waitFor();
    assertThat(spoken(toast)).isTrue();
    page.locator("tr label.switch").first().click();
  }

  @Test
  void what_is_wrong_and_what_is_found_out_appears_in_a_live_region() {
    var silent = new ArrayList<String>();
    for (var each : List.of(
        new Appears(Screen.SETTINGS_WRONG, "#settings-form .alert"),
        new Appears(Screen.EDITOR_WRONG, "dialog .alert.bad"),
        new Appears(Screen.SERVICE_TEST, "dialog .result"))) {
      each.screen.open(this);
      if (!spoken(page.locator(each.what).first())) {
        silent.add(each.toString());
      }
    }

    assertThat(silent).isEmpty();
  }

  @Test
  void empty_live_regions_are_there_before_something_appears_in_them() {
    visit("");
    page.locator("#add-service").click();
    dialog().locator("#preview .panel").waitFor();

    assertThat(page.locator("#toasts").getAttribute("role")).isEqualTo("status");
    for (String region : List.of("#test-out", "#why-out", "#url-hint", "#impact")) {
      assertThat(dialog().locator(region).getAttribute("aria-live")).as(region).isEqualTo("polite");
    }
  }

  private record Appears(Screen screen, String what) {}

  /** Whether it is in a region whose changes are said, or is said as it comes. */
  private static boolean spoken(Locator element) {
    return Boolean.TRUE.equals(
        element.evaluate(
            "it => it.closest('[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]') !== null"));
  }
}
