package io.github.webhookplugin.model;

/** What an attempt's answer means. Each has one sentence for people, without secrets. */
public sealed interface Verdict {
  String reason();

  /** The receiver took it. */
  record Delivered(String reason) implements Verdict {}

  /** Not taken; worth another try if the schedule has one. */
  record Retry(String reason) implements Verdict {}

  /** Not taken, and another try would end the same way. */
  record Rejected(String reason) implements Verdict {}
}
