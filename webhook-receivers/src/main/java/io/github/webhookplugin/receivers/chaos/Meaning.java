package io.github.webhookplugin.receivers.chaos;

/** What a correct sender makes of an attempt that met a behaviour. */
public enum Meaning {
  /** The receiver took it, however oddly it says so. */
  DELIVERED,
  /** No answer, none that can be understood, or one that may pass: another try may succeed. */
  RETRY,
  /** As above, and nothing but the deadline ended the attempt. */
  TIMEOUT,
  /** The receiver limits how often it is called: wait, and do not hold it against it. */
  THROTTLED,
  /** Another try would end the same way. */
  REJECTED,
  /** The receiver wants nothing more of this sender. */
  STOP
}
