package io.github.webhookplugin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What holds for every page: the strict content security policy, unique ids, names for all that can be used. */
final class PageRules {
  private PageRules() {}

  static void check(Document page) {
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).as(element.outerHtml()).doesNotMatch("style|on.*|hx-on.*");
      }
    }
    assertThat(page.select("style")).isEmpty();
    assertThat(page.select("script"))
        .allMatch(script -> script.hasAttr("src") && script.data().isEmpty());
    uniqueIds(page);
    names(page);
    references(page);
  }

  private static void uniqueIds(Document page) {
    var seen = new HashSet<String>();
    for (Element element : page.select("[id]")) {
      assertThat(element.id()).doesNotContainAnyWhitespaces().isNotEmpty();
      assertThat(seen.add(element.id())).as("id " + element.id() + " twice").isTrue();
    }
  }

  private static void names(Document page) {
    for (Element field : page.select("input:not([type=hidden]), select, textarea")) {
      boolean named = field.hasAttr("aria-label")
          || field.closest("label") != null
          || page.select("label[for=" + field.id() + "]").size() == 1;
      assertThat(named).as(field.outerHtml()).isTrue();
    }
    for (Element button : page.select("button:not([aria-hidden]), a")) {
      assertThat(button.text() + button.attr("aria-label"))
          .as(button.outerHtml())
          .isNotBlank();
    }
  }

  private static void references(Document page) {
    for (String attribute :
        new String[] {"for", "aria-labelledby", "aria-describedby", "popovertarget", "data-reveal"
        }) {
      for (Element element : page.select("[" + attribute + "]")) {
        for (String id : element.attr(attribute).split(" ")) {
          assertThat(page.getElementById(id)).as(element.outerHtml()).isNotNull();
        }
      }
    }
    for (Element use : page.select("use")) {
      assertThat(page.getElementById(use.attr("href").substring(1)))
          .as(use.outerHtml())
          .isNotNull();
    }
  }
}
