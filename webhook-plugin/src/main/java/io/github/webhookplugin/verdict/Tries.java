package io.github.webhookplugin.verdict;

/**
 * The tries of a delivery before the one that is judged.
 *
 * @param failed those that used up some of its schedule
 * @param throttled those that did not
 */
public record Tries(int failed, int throttled) {
  public static final Tries NONE = new Tries(0, 0);
}
