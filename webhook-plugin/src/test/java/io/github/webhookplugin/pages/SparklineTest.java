package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final Pattern BAR = Pattern.compile("M(\\d+) (\\d+)v-(\\d+)h4v(\\d+)z");

  private final long[] delivered = new long[24];
  private final long[] failed = new long[24];

  @Test
  void an_hour_without_anything_is_a_line_at_the_bottom() {
    assertThat(bars("sp-0")).hasSize(24).allMatch(bar -> bar.height() == 2 && bar.bottom() == 26);
    assertThat(svg().select(".sp-ok, .sp-bad")).isEmpty();
  }

  @Test
  void the_busiest_hour_is_the_highest_and_the_others_are_in_proportion() {
    delivered[0] = 10;
    delivered[23] = 20;

    assertThat(bars("sp-ok")).containsExactly(new Bar(0, 26, 12), new Bar(115, 26, 24));
  }

  @Test
  void what_failed_stands_on_what_was_delivered() {
    delivered[3] = 75;
    failed[3] = 25;

    assertThat(bars("sp-ok")).containsExactly(new Bar(15, 26, 18));
    assertThat(bars("sp-bad")).containsExactly(new Bar(15, 8, 6));
  }

  @Test
  void one_failure_among_a_million_is_seen_and_so_is_one_success() {
    delivered[0] = 1_000_000;
    failed[0] = 1;
    delivered[1] = 1;
    failed[1] = 999_999;

    assertThat(bars("sp-bad").get(0).height()).isGreaterThanOrEqualTo(3);
    assertThat(bars("sp-ok").get(1).height()).isGreaterThanOrEqualTo(3);
    assertThat(bars("sp-bad")).allMatch(bar -> bar.bottom() - bar.height() >= 2);
  }

  @Test
  void it_has_a_name_that_cannot_bring_markup() {
    Element svg =
        Jsoup.parseBodyFragment(Sparkline.of(delivered, failed, "\"><script>")).selectFirst("svg");

    assertThat(svg.attr("role")).isEqualTo("img");
    assertThat(svg.attr("aria-label")).isEqualTo("\"><script>");
    assertThat(svg.attr("viewBox")).isEqualTo("0 0 119 26");
  }

  private Element svg() {
    return Jsoup.parseBodyFragment(Sparkline.of(delivered, failed, "")).selectFirst("svg");
  }

  private List<Bar> bars(String kind) {
    var bars = new ArrayList<Bar>();
    BAR.matcher(svg().select("path." + kind).attr("d"))
        .results()
        .forEach(bar -> bars.add(new Bar(
            Integer.parseInt(bar.group(1)),
            Integer.parseInt(bar.group(2)),
            Integer.parseInt(bar.group(3)))));
    return bars;
  }

  private record Bar(int x, int bottom, int height) {}
}
