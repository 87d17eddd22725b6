package io.github.webhookplugin.pages;

/**
 * Bars side by side, one an hour, as a small SVG picture: what was delivered in green, above it what was not in red; an
 * hour without anything is a line. Pure.
 */
final class Sparkline {
  private static final int STEP = 5;
  private static final int BAR = 4;
  private static final int HEIGHT = 26;
  /** The highest bar; the rest keeps the picture from touching its frame. */
  private static final int HIGHEST = 24;
  /** The lowest part that people still see. */
  private static final int LOWEST = 3;

  private final StringBuilder none = new StringBuilder();
  private final StringBuilder good = new StringBuilder();
  private final StringBuilder bad = new StringBuilder();
  private final long most;

  private Sparkline(long most) {
    this.most = most;
  }

  /**
   * The picture.
   *
   * @param delivered oldest first
   * @param failed as many
   * @param label what people hear who do not see it
   */
  static String of(long[] delivered, long[] failed, String label) {
    long most = 1;
    for (int i = 0; i < delivered.length; i++) {
      most = Math.max(most, delivered[i] + failed[i]);
    }
    var line = new Sparkline(most);
    for (int i = 0; i < delivered.length; i++) {
      line.bar(i * STEP, delivered[i], failed[i]);
    }
    int width = delivered.length * STEP - (STEP - BAR);
    return "<svg class=\"spark\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
            .formatted(width, HEIGHT, width, HEIGHT, Coloured.escaped(label))
        + path("sp-0", line.none)
        + path("sp-ok", line.good)
        + path("sp-bad", line.bad)
        + "</svg>";
  }

  private void bar(int x, long delivered, long failed) {
    if (delivered + failed == 0) {
      rectangle(none, x, HEIGHT, 2);
      return;
    }
    int whole = part(delivered + failed);
    int red = failed == 0
        ? 0
        : Math.max(LOWEST, Math.round((float) whole * failed / (delivered + failed)));
    int green = delivered == 0 ? 0 : Math.max(LOWEST, whole - red);
    red = Math.min(red, HIGHEST - green);
    rectangle(good, x, HEIGHT, green);
    rectangle(bad, x, HEIGHT - green, red);
  }

  private int part(long number) {
    return Math.max(LOWEST, Math.round((float) HIGHEST * number / most));
  }

  private static void rectangle(StringBuilder path, int x, int bottom, int height) {
    if (height > 0) {
      path.append('M').append(x).append(' ').append(bottom).append('v').append(-height);
      path.append('h').append(BAR).append('v').append(height).append('z');
    }
  }

  private static String path(String kind, StringBuilder drawn) {
    return drawn.isEmpty() ? "" : "<path class=\"" + kind + "\" d=\"" + drawn + "\"/>";
  }
}
