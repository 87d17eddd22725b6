package io.github.webhookplugin.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Where connections to a database come from. Shared between threads. */
interface ConnectionSource extends AutoCloseable {
  /** A connection whose transactions end only when told, and are synced to disk then. */
  Connection connect() throws SQLException;

  /** Takes back what {@link #connect} gave; it need not work any more. */
  default void giveBack(Connection connection) throws SQLException {
    connection.close();
  }

  /** Why a connection of the host's must not be used beside these; empty: nothing speaks against it. */
  default Optional<String> problemOf(Connection hosts) throws SQLException {
    return Optional.empty();
  }

  /** What an operator may read of where the data lies: without credentials. */
  String place();

  @Override
  void close();

  /** A JDBC URL without what may be a secret. */
  static String withoutCredentials(String url) {
    return url.replaceFirst("\\?.*$", "").replaceFirst("//[^/@]*@", "//");
  }
}
