package io.github.webhookplugin.pages;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries over time as bars (SVG), with the same said in a sentence. */
final class HistogramView {
  private static final int HEIGHT = 64;
  private static final int WIDTH = 20;
  private static final double LEAST = 2;

  private final Page page;

  HistogramView(Page page) {
    this.page = page;
  }

  /**
   * The model: {@code svg}, and what stands below.
   *
   * @param chosen whether it may end before now, so that both ends are said as moments
   */
  Map<String, @Nullable Object> of(Map<?, ?> histogram, boolean chosen) {
    List<Map<?, ?>> bars = ApiReply.maps(histogram.get("bars"));
    long most = 1;
    long delivered = 0;
    long others = 0;
    for (Map<?, ?> bar : bars) {
      long good = number(bar, "delivered");
      long rest = number(bar, "failed") + number(bar, "skipped") + number(bar, "open");
      most = Math.max(most, good + rest);
      delivered += good;
      others += rest;
    }
    String said = page.texts()
        .say(
            "deliveries.histogram",
            page.figures().count(delivered),
            page.figures().count(others));
    var model = new HashMap<String, @Nullable Object>();
    model.put("svg", svg(bars, most, said));
    Optional<Instant> since = Page.moment(histogram.get("since"));
    Optional<Instant> until = Page.moment(histogram.get("until"));
    model.put("since", String.valueOf(histogram.get("since")));
    model.put("until", String.valueOf(histogram.get("until")));
    model.put("bars", bars.size());
    model.put("start", since.map(chosen ? Figures::moment : page.figures()::ago).orElse(""));
    model.put(
        "end",
        until
            .filter(end -> chosen && end.isBefore(page.now()))
            .map(Figures::moment)
            .orElse(page.texts().say("deliveries.now")));
    model.put("partly", Boolean.FALSE.equals(histogram.get("whole")));
    return model;
  }

  private static String svg(List<Map<?, ?>> bars, long most, String said) {
    var svg = new StringBuilder("<svg class=\"histo\" viewBox=\"0 0 ")
        .append(bars.size() * WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
        .append(Coloured.escaped(said))
        .append("\">");
    for (int i = 0; i < bars.size(); i++) {
      long good = number(bars.get(i), "delivered");
      long bad = number(bars.get(i), "failed");
      long other = number(bars.get(i), "skipped") + number(bars.get(i), "open");
      double top = HEIGHT;
      top = bar(svg, "sp-ok", i, top, good, most);
      top = bar(svg, "sp-other", i, top, other, most);
      bar(svg, "sp-bad", i, top, bad, most);
      if (good + bad + other == 0) {
        rectangle(svg, "sp-0", i, HEIGHT - 1, 1);
      }
    }
    return svg.append("</svg>").toString();
  }

  /** Draws a part on what is there and gives the new top; what is little is drawn all the same. */
  private static double bar(StringBuilder svg, String look, int i, double top, long n, long most) {
    if (n == 0) {
      return top;
    }
    double height = Math.max(LEAST, (HEIGHT - 6.0) * n / most);
    rectangle(svg, look, i, Math.max(0, top - height), height);
    return Math.max(0, top - height);
  }

  private static void rectangle(StringBuilder svg, String look, int i, double y, double height) {
    svg.append(String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
        look,
        i * WIDTH + 2,
        y,
        WIDTH - 4,
        height));
  }

  private static long number(Map<?, ?> bar, String name) {
    return bar.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
