package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.ServiceHealth;
import io.github.webhookplugin.model.ServiceHealth.Failure;
import io.github.webhookplugin.model.ServiceHealth.Stop;
import io.github.webhookplugin.model.ServiceState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes how services have been doing: one row a service that ever failed. */
final class HealthRows {
  private static final String COLUMNS = """
      service, state, failing_since, failures, failed_at, failed_status, failed_reason, stopped_at, stopped_reason""";
  private static final String ALL = "SELECT " + COLUMNS + " FROM wh_state";
  private static final String ADD = "INSERT INTO wh_state (" + COLUMNS
      + ") VALUES (?, 0, 0, 0, 0, NULL, '', 0, '') ON CONFLICT DO NOTHING";
  private static final String SAVE = """
      UPDATE wh_state SET state = ?, failing_since = ?, failures = ?, failed_at = ?, failed_status = ?,
             failed_reason = ?, stopped_at = ?, stopped_reason = ?
       WHERE service = ?""";

  private final Statements sql;
  private final String lock;

  HealthRows(Statements sql, SqlDialect dialect) {
    this.sql = sql;
    this.lock = ALL + " WHERE service = ?" + dialect.forUpdate();
  }

  Map<Integer, ServiceHealth> all() throws SQLException {
    Map<Integer, ServiceHealth> health = new HashMap<>();
    sql.list(ALL, row -> health.put(row.getInt(1), read(row)));
    return health;
  }

  /** One service's, kept from other nodes until the transaction ends; adds the row if there is none. */
  ServiceHealth locked(int service) throws SQLException {
    Optional<ServiceHealth> stored = sql.first(lock, HealthRows::read, service);
    if (stored.isPresent()) {
      return stored.get();
    }
    sql.update(ADD, service);
    return sql.first(lock, HealthRows::read, service).orElse(ServiceHealth.FINE);
  }

  /** Writes what {@link #locked} gave, changed. */
  void save(int service, ServiceHealth health) throws SQLException {
    Failure failure = health.lastFailure();
    Stop stop = health.stop();
    sql.update(
        SAVE,
        health.state().code(),
        health.failingSince(),
        health.failures(),
        failure == null ? 0L : failure.at(),
        failure == null ? null : failure.status(),
        failure == null ? "" : LogRows.sentence(failure.reason()),
        stop == null ? 0L : stop.at(),
        stop == null ? "" : LogRows.sentence(stop.reason()),
        service);
  }

  private static ServiceHealth read(ResultSet row) throws SQLException {
    long failedAt = row.getLong(5);
    long stoppedAt = row.getLong(8);
    return new ServiceHealth(
        ServiceState.of(row.getInt(2)),
        row.getLong(3),
        row.getInt(4),
        failedAt == 0 ? null : new Failure(failedAt, status(row), row.getString(7)),
        stoppedAt == 0 ? null : new Stop(stoppedAt, row.getString(9)));
  }

  private static @Nullable Integer status(ResultSet row) throws SQLException {
    int status = row.getInt(6);
    return row.wasNull() ? null : status;
  }
}
