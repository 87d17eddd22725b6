package io.github.webhookplugin.benchmarks;

import io.github.webhookplugin.api.NotificationEvent;

/** How a side takes an event. */
interface Traffic {
  /** How many deliveries of an event are to end well. */
  int deliveries(long number);

  /** Publishes, and returns when the event is on disk. */
  void publish(NotificationEvent.Builder event, long number);
}
