package io.github.webhookplugin.outbox;

/**
 * The sending again of many deliveries, as the store has it. Times are milliseconds since 1970.
 *
 * @param job its key; only deliveries with smaller keys are sent again, and only if they ended before {@code at}
 * @param at when it was asked for
 * @param who asked for it
 */
public record RedeliveryJob(long job, long at, String who, Redelivery request, Progress progress) {

  /**
   * How far it is.
   *
   * @param matching how many deliveries there were when it was asked for, counted up to a bound
   * @param reached the key of the last delivery dealt with; 0 for none
   * @param due when the next step is
   * @param queued deliveries that are on their way again
   * @param gone deliveries whose service was removed or cannot be read
   * @param lost deliveries whose event or body is not there any more
   * @param ended when it ended; 0: it runs
   * @param endedBy who cancelled it; empty: nobody
   */
  public record Progress(
      long matching,
      long reached,
      long due,
      long queued,
      long gone,
      long lost,
      long ended,
      String endedBy) {

    /** Of a job that was asked for a moment ago. */
    public static Progress start(long matching, long now) {
      return new Progress(matching, 0, now, 0, 0, 0, 0, "");
    }
  }
}
