package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every screen, at both sizes and in both themes: what axe-core says, what the console reports, and a picture of it. */
class AccessibilityIT extends BrowserFixture {
  /** Headings of cards that stand in several lines though one would do, were it not for what stands beside them. */
  private static final String BROKEN = """
      [...document.querySelectorAll('.card-head > h2:not(.sr)')].filter(heading => {
        const text = document.createRange();
        text.selectNodeContents(heading);
        const rects = [...text.getClientRects()];
        const lines = new Set(rects.map(rect => Math.round(rect.top))).size;
        const width = rects.reduce((sum, rect) => sum + rect.width, 0);
        return lines > 1 && width < heading.parentElement.clientWidth - 40;
      }).map(heading => heading.textContent).join()""";

  private static final String WIDER =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @Override
  String[] options() {
    return new String[0];
  }

  @BeforeAll
  void wait_for_a_past() {
    Story.await(host);
  }

  /** Each screen comes in one theme and is then turned to the other, as when the day ends. */
  @ParameterizedTest
  @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void no_screen_has_a_violation(Look look) {
    open(look.options());
    var violations = new ArrayList<String>();
    for (Screen screen : Screen.values()) {
      look.turn(page);
      screen.open(this);
      for (Look each : List.of(look, look.other())) {
        each.turn(page);
        picture(screen.word() + "-" + each.word());
        Axe.violations(page).forEach(line -> violations.add(screen + " " + each + ": " + line));
      }
    }

    assertThat(violations).isEmpty();
    assertThat(console).isEmpty();
  }

  @Test
  void no_screen_scrolls_sideways_or_breaks_a_heading() {
    var wide = new ArrayList<String>();
    for (Screen screen : Screen.values()) {
      screen.open(this);
      for (int width : List.of(320, 390, 640, 768, 1024, 1280, 1920)) {
        page.setViewportSize(width, 900);
        Object broken = page.evaluate(BROKEN);
        if (!"".equals(broken)) {
          wide.add(screen + " at " + width + " breaks the heading " + broken);
        }
        if (((Number) page.evaluate(WIDER)).intValue() > 0) {
          wide.add(screen + " at " + width);
        }
      }
    }

    assertThat(wide).isEmpty();
  }
}
