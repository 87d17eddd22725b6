package io.github.webhookplugin.api;

import java.time.Instant;

/**
 * Something that happened to a service and that its owner should know.
 *
 * @param serviceId the service's id, which stays when it is renamed
 * @param service its name
 * @param kind what happened
 * @param at when
 * @param sentence for people, without secrets
 */
public record ServiceNotice(
    String serviceId, String service, Kind kind, Instant at, String sentence) {
  /** What can happen to a service. */
  public enum Kind {
    /** Nothing is sent any more until somebody resumes it; new events are skipped. */
    STOPPED,
    /** It was stopped and sends again. */
    RESUMED,
    /** It failed so often in a row that this host pauses it for a while. */
    CIRCUIT_OPENED,
    /** It works again after a pause. */
    CIRCUIT_CLOSED,
    /** It gave a delivery up, the first since its last success; new events are sent all the same. */
    RETRY_LIMIT_REACHED,
    /** It gets very many events about one and the same thing: probably they go round in circles. */
    BURST
  }
}
