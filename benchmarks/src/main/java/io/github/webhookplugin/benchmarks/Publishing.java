package io.github.webhookplugin.benchmarks;

/** Publishes events until its load stops, and learns when their deliveries are settled. */
interface Publishing {
  void start();

  /** One of the deliveries is settled; any thread. */
  void settled();

  /** Waits until nothing more is published; after the load was stopped. */
  void join() throws InterruptedException;
}
