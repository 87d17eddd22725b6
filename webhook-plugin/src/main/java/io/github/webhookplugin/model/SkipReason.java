package io.github.webhookplugin.model;

import org.jspecify.annotations.Nullable;

/** Why a service does not get an event, in a sentence for people. Pure. */
public final class SkipReason {
  private static final String ALL_OFF = "Sending was switched off.";
  private static final String SERVICE_OFF = "The service was switched off.";
  private static final String SERVICE_GONE = "The service was removed; it can be restored.";
  private static final String STOPPED = "The service is stopped. ";

  private SkipReason() {}

  /** What a sentence comes from. */
  public enum Kind {
    DISABLED,
    REMOVED,
    STOPPED,
    LOOP_GUARD,
    OTHER
  }

  /** Which reason the sentence of a skipped delivery gives. */
  public static Kind kindOf(String sentence) {
    if (sentence.startsWith(ALL_OFF) || sentence.startsWith(SERVICE_OFF)) {
      return Kind.DISABLED;
    }
    if (sentence.startsWith(SERVICE_GONE)) {
      return Kind.REMOVED;
    }
    if (sentence.startsWith(STOPPED)) {
      return Kind.STOPPED;
    }
    return sentence.startsWith(Hops.LOOP_GUARD) ? Kind.LOOP_GUARD : Kind.OTHER;
  }

  /**
   * Empty if the service is to get it.
   *
   * @param stopped why it is stopped; null: it is not
   */
  public static String of(GlobalSettings global, WebhookService service, @Nullable String stopped) {
    if (!global.enabled()) {
      return ALL_OFF;
    }
    if (service.profile().deleted()) {
      return SERVICE_GONE;
    }
    if (!service.enabled()) {
      return SERVICE_OFF;
    }
    return stopped == null ? "" : STOPPED + stopped;
  }
}
