package io.github.webhookplugin.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core finds wrong with a page: WCAG 2.0 to 2.2 A and AA, and its best practices. */
final class Axe {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private Axe() {}

  /** A line for each violation; empty if there is none. */
  static List<String> violations(Page page) {
    AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
    return results.getViolations().stream().map(Axe::line).toList();
  }

  private static String line(Rule rule) {
    return rule.getId() + " (" + rule.getImpact() + ") x" + rule.getNodes().size() + ": "
        + rule.getNodes().get(0).getHtml() + " "
        + rule.getNodes().get(0).getFailureSummary();
  }
}
