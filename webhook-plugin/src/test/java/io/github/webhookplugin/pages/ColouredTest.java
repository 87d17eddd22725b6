package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ColouredTest {
  @Test
  void json_is_indented_with_its_parts_in_colours() {
    assertThat(Coloured.indented(
            "{\"ok\":true,\"rows\":[1,-2.5e3],\"none\":{},\"say\":\"a \\\"b\\\"\"}"))
        .isEqualTo("""
            {
              <span class="tk-key">&quot;ok&quot;</span>: <span class="tk-num">true</span>,
              <span class="tk-key">&quot;rows&quot;</span>: [
                <span class="tk-num">1</span>,
                <span class="tk-num">-2.5e3</span>
              ],
              <span class="tk-key">&quot;none&quot;</span>: {},
              <span class="tk-key">&quot;say&quot;</span>: <span class="tk-str">&quot;a \\&quot;b\\&quot;&quot;</span>
            }""");
  }

  @Test
  void what_was_sent_keeps_every_space() {
    String body = "{ \"a\" :1,\n\t\"b\": [ ] , 'x' & <y> }";

    assertThat(text(Coloured.asIs(body))).isEqualTo(body);
  }

  @Test
  void what_is_no_json_is_left_alone_and_escaped() {
    assertThat(Coloured.indented("<script>alert(1)</script>"))
        .isEqualTo("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(text(Coloured.indented("{broken <b>\"'&"))).isEqualTo("{broken <b>\"'&");
    assertThat(Coloured.indented("")).isEmpty();
  }

  @Test
  void a_text_in_json_cannot_bring_markup() {
    var html = Coloured.indented("{\"<img src=x>\":\"</pre><script>\"}");

    assertThat(Jsoup.parseBodyFragment(html).select("img, script")).isEmpty();
    assertThat(html).doesNotContain("<img").doesNotContain("</pre>");
  }

  @Test
  void large_answers_and_deep_ones_do_no_harm() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    String large = "{\"a\":\"" + "x\\n".repeat(30_000) + "\"}";

    assertThat(Coloured.indented(deep)).contains("[");
    assertThat(Coloured.indented(large)).contains("tk-str");
    assertThat(Map.of(1, Coloured.asIs(large))).isNotEmpty();
  }

  private static String text(String html) {
    return Jsoup.parseBodyFragment("<pre>" + html + "</pre>")
        .select("pre")
        .get(0)
        .wholeText();
  }
}
