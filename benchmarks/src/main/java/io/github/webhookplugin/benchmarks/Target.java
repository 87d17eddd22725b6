package io.github.webhookplugin.benchmarks;

/**
 * What a figure has to reach.
 *
 * @param bound the least or the most that meets it
 * @param least whether the bound is the least
 * @param aim what is aimed at beyond the bound; the bound itself if nothing is
 */
record Target(double bound, boolean least, double aim) {
  static Target atLeast(double bound) {
    return new Target(bound, true, bound);
  }

  static Target atMost(double bound) {
    return new Target(bound, false, bound);
  }

  Target aim(double value) {
    return new Target(bound, least, value);
  }

  boolean metBy(double figure) {
    return least ? figure >= bound : figure <= bound;
  }

  @Override
  public String toString() {
    String words = (least ? "at least " : "at most ") + Numbers.decimals(bound);
    return aim == bound ? words : words + " (aim " + Numbers.decimals(aim) + ")";
  }
}
