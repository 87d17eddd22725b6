package io.github.webhookplugin.outbox;

/**
 * This node's part of what all nodes together may do.
 *
 * @param place which of them it is, from 0
 * @param nodes how many there are
 */
public record Share(int place, int nodes) {
  public static final Share ALONE = new Share(0, 1);

  public Share {
    if (place < 0 || place >= nodes) {
      throw new IllegalArgumentException("node " + place + " of " + nodes);
    }
  }

  /**
   * The part of a service's concurrency. All nodes' parts add up to it; with more nodes than that, some have none. What
   * does not divide evenly goes to other nodes for other services.
   *
   * @param service its number
   */
  public int of(int service, int concurrency) {
    int turn = Math.floorMod(place + service, nodes);
    return concurrency / nodes + (turn < concurrency % nodes ? 1 : 0);
  }
}
