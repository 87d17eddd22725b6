package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What holds for the HTML of every page and fragment. */
final class PageRules {
  private static final String FIELDS = "input:not([type=hidden]), select, textarea";

  private PageRules() {}

  static void check(Document page) {
    idsAreUnique(page);
    fieldsAreNamed(page);
    referencesLead(page);
    nothingRunsInline(page);
    assertThat(page.select("button").not("[type]").eachText())
        .as("buttons say their type")
        .isEmpty();
    assertThat(page.select("button, a").stream().filter(each -> name(each).isBlank()))
        .as("buttons and links have a name")
        .isEmpty();
    assertThat(page.select("svg").not("[aria-hidden=true]").not("[role=img][aria-label]"))
        .as("pictures are hidden, or speak")
        .isEmpty();
  }

  private static void idsAreUnique(Document page) {
    var ids = page.select("[id]").eachAttr("id");
    assertThat(ids).as("ids").doesNotHaveDuplicates().doesNotContain("");
  }

  private static void fieldsAreNamed(Document page) {
    for (Element field : page.select(FIELDS)) {
      boolean named = field.hasAttr("aria-label")
          || field.hasAttr("aria-labelledby")
          || field.closest("label") != null
          || !page.select("label[for=" + field.id() + "]").isEmpty();
      assertThat(named).as("a label for " + field.outerHtml()).isTrue();
    }
  }

  private static void referencesLead(Document page) {
    for (String name :
        new String[] {"aria-describedby", "aria-labelledby", "for", "popovertarget"}) {
      for (Element each : page.select("[" + name + "]")) {
        for (String id : each.attr(name).split(" ")) {
          assertThat(page.getElementById(id))
              .as(name + " of " + each.outerHtml())
              .isNotNull();
        }
      }
    }
  }

  private static void nothingRunsInline(Document page) {
    assertThat(page.select("script, style, [style], [hx-on], iframe")).isEmpty();
    var names = page.getAllElements().stream()
        .flatMap(each -> each.attributes().asList().stream())
        .map(attribute -> attribute.getKey())
        .collect(Collectors.toSet());
    assertThat(names)
        .as("attributes")
        .noneMatch(name -> name.startsWith("on") || name.startsWith("hx-on"));
    assertThat(page.select("[href^=javascript]")).isEmpty();
    assertThat(page.select("[hx-trigger*=\\[]"))
        .as("filters of triggers need eval")
        .isEmpty();
  }

  private static String name(Element each) {
    return each.hasAttr("aria-label") ? each.attr("aria-label") : each.text();
  }
}
