package io.github.webhookplugin.outbox;

/** Who works on the tables over one connection; made anew with it. Belongs to the store thread. */
record Tables(
    Statements sql,
    LogRows log,
    Deduplication deduplication,
    Acceptance acceptance,
    Settling settling,
    Claiming claiming,
    HealthRows health,
    Permits permits,
    ShapedClaims shaped,
    Pending pending,
    Redeliveries redeliveries,
    Retention retention) {
  static Tables over(Statements sql, SqlDialect dialect, long session) {
    var log = new LogRows(sql);
    var acceptance = new Acceptance(sql, log, session);
    var claiming = new Claiming(sql, log, dialect, session);
    var permits = new Permits(sql, dialect);
    var batches = new Batches(sql, log, session);
    return new Tables(
        sql,
        log,
        new Deduplication(sql, dialect),
        acceptance,
        new Settling(sql, log, acceptance, batches, session),
        claiming,
        new HealthRows(sql, dialect),
        permits,
        new ShapedClaims(
            claiming,
            permits,
            new OrderedClaims(sql, dialect, claiming, permits, batches, session),
            new GroupedClaims(sql, dialect, claiming, permits, batches)),
        new Pending(sql, log, claiming, batches),
        new Redeliveries(sql, session),
        new Retention(sql, dialect));
  }
}
