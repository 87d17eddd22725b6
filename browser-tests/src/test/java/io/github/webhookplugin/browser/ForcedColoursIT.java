package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ForcedColors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Where somebody has only a few colours (forced-colors), a browser drops backgrounds and shadows. What was said by them
 * must be there in another way: rules for every screen.
 */
class ForcedColoursIT extends BrowserFixture {
  /** Runs a rule over every element that is seen; gives the outer HTML of those that break it. */
  private static final String EACH_SEEN = """
      ([selector, rule]) => {
        const holds = new Function("element", "style", rule);
        const seen = (element) => element.checkVisibility({ visibilityProperty: true })
          && element.getBoundingClientRect().width > 1;
        return [...document.querySelectorAll(selector)]
          .filter((element) => seen(element) && !element.closest("[inert]"))
          .filter((element) => !holds(element, getComputedStyle(element)))
          .map((element) => element.outerHTML.slice(0, 160));
      }""";

  /** Its own, or that of the frame that it fills. */
  private static final String HAS_BORDER = """
      return [element, element.closest(".code-edit, .search")].some((one) => {
        const frame = one && getComputedStyle(one);
        return frame && parseFloat(frame.borderTopWidth) >= 1 && frame.borderTopStyle !== "none"
          && frame.borderTopColor !== frame.backgroundColor;
      });""";

  /** A box that is drawn by its track has the ring around it. */
  private static final String HAS_RING = """
      element.focus();
      if (document.activeElement !== element) { return true; }
      const around = [element, element.nextElementSibling, element.closest("label"), element.parentElement];
      return around.some((one) => {
        const ring = one && getComputedStyle(one);
        return ring && ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 1
          && !/^rgba.*, 0\\)$/.test(ring.outlineColor);
      });""";

  private static final String DIFFERS = """
      const paint = (one, part) => { const s = getComputedStyle(one, part); return s.color + s.stroke; };
      const box = element.getBoundingClientRect();
      return box.width >= 8 && box.height >= 8 && style.opacity > 0.5
        && !paint(element).startsWith(getComputedStyle(element.parentElement).backgroundColor);""";

  private static final String THUMB_SHOWS = """
      const thumb = getComputedStyle(element, "::after").content !== "none"
        ? getComputedStyle(element, "::after") : getComputedStyle(element, "::before");
      return thumb.backgroundColor !== style.backgroundColor
        || parseFloat(thumb.borderTopWidth) >= 1;""";

  private static final List<Rule> RULES = List.of(
      new Rule(
          ".btn:not(.ghost), .track, select, textarea, .segmented label,"
              + " input:not([type=checkbox]):not([type=radio]):not([type=hidden]):not([type=file])",
          HAS_BORDER),
      new Rule(".badge svg, .alert svg, .btn svg", DIFFERS),
      new Rule(".track", THUMB_SHOWS),
      // moves the focus, so the last one
      new Rule("a[href], button, input, select, textarea, summary", HAS_RING));

  /** What breaks each rule, on every screen. */
  private final Map<String, List<String>> broken = new HashMap<>();

  private record Rule(String selector, String holds) {}

  @Override
  String[] options() {
    return new String[0];
  }

  @BeforeAll
  void look_at_every_screen() {
    Story.await(host);
    open(Look.DESKTOP_LIGHT.options().setForcedColors(ForcedColors.ACTIVE).setBypassCSP(true));
    for (Screen screen : Screen.values()) {
      screen.open(this);
      picture(screen.word() + "-forced-colours");
      // who comes with the keyboard sees where they are
      page.keyboard().press("Tab");
      for (Rule rule : RULES) {
        Object found = page.evaluate(EACH_SEEN, List.of(rule.selector(), rule.holds()));
        List<String> lines = broken.computeIfAbsent(rule.holds(), key -> new ArrayList<>());
        ((List<?>) found).forEach(html -> lines.add(screen + ": " + html));
      }
    }
  }

  @Test
  void what_can_be_pressed_or_filled_in_has_a_border() {
    assertThat(broken.get(HAS_BORDER)).isEmpty();
  }

  @Test
  void what_has_the_focus_has_a_ring() {
    assertThat(broken.get(HAS_RING)).isEmpty();
  }

  @Test
  void pictures_that_say_how_something_is_are_seen() {
    assertThat(broken.get(DIFFERS)).isEmpty();
  }

  @Test
  void a_switch_shows_where_it_stands() {
    assertThat(broken.get(THUMB_SHOWS)).isEmpty();
  }
}
