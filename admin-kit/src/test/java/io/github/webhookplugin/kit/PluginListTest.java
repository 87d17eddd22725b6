package io.github.webhookplugin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.kit.PluginList.Row;
import io.github.webhookplugin.kit.PluginList.State;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PluginListTest {
  @Test
  void a_plugin_is_shown_with_how_it_is_and_what_can_be_done() {
    Document page = page(List.of(
        new Row(
            "a",
            "/plugins/a",
            "A",
            "1",
            "Does a.",
            "bell",
            State.RUNNING,
            "",
            "",
            "",
            "/plugins/a/lifecycle"),
        new Row(
            "b",
            "",
            Samples.HOSTILE,
            "2",
            "",
            "none",
            State.FAILED,
            Samples.HOSTILE,
            "at <b>",
            "",
            "/plugins/b/lifecycle")));

    PageRules.check(page);
    assertThat(page.select(".badge").eachText()).containsExactly("Running", "Failed to start");
    assertThat(page.select("#menu-a button").eachText())
        .containsExactly("Restart", "Stop", "Remove…");
    assertThat(page.select("#menu-b button").eachText()).containsExactly("Start", "Remove…");
    assertThat(page.select("#plugin-b a")).isEmpty();
    assertThat(page.select("#trace-b").text()).isEqualTo("at <b>");
    assertThat(page.select("#plugin-a details")).isEmpty();
    assertThat(page.select("#plugin-b p").text()).isEqualTo(Samples.HOSTILE);
  }

  @Test
  void without_plugins_it_says_what_to_do() {
    Document page = page(List.of());

    PageRules.check(page);
    assertThat(page.select(".empty h2").text()).isEqualTo("No plugins yet");
    assertThat(page.select("[hx-post=/plugins/reload]")).hasSize(1);
  }

  private static Document page(List<Row> rows) {
    String list = PluginList.html(rows, "/plugins/reload", Locale.ENGLISH);
    return Jsoup.parse(new Shell(Samples.around("/plugins", Locale.ENGLISH)).page("Plugins", list));
  }
}
