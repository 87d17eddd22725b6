package io.github.webhookplugin.outbox;

import java.util.List;

/**
 * What was taken up on {@link Terms}, and when to look again. Times are milliseconds since 1970.
 *
 * @param claimed the requests to make
 * @param notBefore there is no permit until then; 0: that is not what keeps others waiting
 * @param nextDue when something else is due, {@link Long#MAX_VALUE} for never
 * @param left deliveries that were seen and wait for others to go with them
 */
public record Taken(List<Claimed> claimed, long notBefore, long nextDue, int left) {}
