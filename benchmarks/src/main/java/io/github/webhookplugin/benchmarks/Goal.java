package io.github.webhookplugin.benchmarks;

/** The rows of the table of targets. All but the heap are ratios of figures from one run. */
enum Goal {
  BARE_CLIENT(
      "durable deliveries/s, SQLite, against the bare client",
      Target.atLeast(0.4).aim(0.6)),
  JOB_QUEUE("the same against db-scheduler, PostgreSQL and HttpClient", Target.atLeast(8)),
  CPU("CPU a delivery against the bare client", Target.atMost(2.5).aim(1.5)),
  FAN_OUT("deliveries/s of events with 10 services each, against one", Target.atLeast(1)),
  PUBLISH("publish p99 at half the top rate, against a plain synced commit", Target.atMost(4)),
  WAITING("deliveries/s beside 1,000,000 that wait for a retry, against none", Target.atLeast(0.9)),
  HANGING_RATE(
      "a healthy service beside 100 that hang, against alone: deliveries/s at the top rate",
      Target.atLeast(0.75).aim(0.9)),
  HANGING_TIME("the same: publish to answer p99 at half the top rate", Target.atMost(1.5)),
  HEAP(
      "1,000,000 waiting deliveries in a JVM with -Xmx128m: MB of heap in use", Target.atMost(128)),
  POSTGRESQL("deliveries/s, PostgreSQL with one node, against SQLite", Target.atLeast(0.3)),
  TWO_NODES(
      "PostgreSQL: deliveries/s of a backlog with two nodes, against one", Target.atLeast(1.2)),
  FILTERS(
      "publish with 1,000 services that have filters, against one: time an event",
      Target.atMost(1.2)),
  PAGES(
      "the admin page that grows most: CPU time with 1,000,000 deliveries in the log, against 1,000",
      Target.atMost(5)),
  SHARING(
      "requests/s on connections of one's own, against any connection to the host",
      Target.atLeast(0.9)),
  PLANTED("planted answers that reach another service's delivery, of 2,000", Target.atMost(0)),
  GROWTH(
      "size of the store after an hour of simulated load, against the first ten minutes",
      Target.atMost(1.2));

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
  private final Target target;

  Goal(String words, Target target) {
    this.words = words;
    this.target = target;
  }

  String words() {
    return words;
  }

  Target target() {
    return target;
  }
}
