package io.github.webhookplugin.benchmarks;

import java.util.List;

/** A side that takes turns, in a JVM of its own. */
enum Role {
  BARE("bare", "1g"),
  PLUGIN("plugin", "1g"),
  THREADS("plugin-64-threads", "1g"),
  DB_SCHEDULER("db-scheduler", "1g"),
  TEN_SERVICES("plugin-ten-services", "1g"),
  WAITING("plugin-1000000-waiting", "1g"),
  POSTGRESQL("plugin-postgresql", "1g"),
  PLAIN_COMMITS("plain-commits", "1g"),
  ALONE("healthy-alone", "1g"),
  BESIDE_HANGING("healthy-beside-hanging", "1g"),
  SMALL_HEAP("plugin-small-heap", "128m"),
  GROWING("plugin-growth", "1g");

  private final String shown;
  private final String heap;

  Role(String shown, String heap) {
    this.shown = shown;
    this.heap = heap;
  }

  /** Options of its JVM. */
  List<String> options() {
    return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError");
  }

  /** Whether what it counts is answered by the receiver that all share. */
  boolean usesReceiver() {
    return this != PLAIN_COMMITS && this != ALONE && this != BESIDE_HANGING;
  }

  /** As in tables, and in the names of files. */
  @Override
  public String toString() {
    return shown;
  }
}
