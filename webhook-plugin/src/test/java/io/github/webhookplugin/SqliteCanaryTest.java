package io.github.webhookplugin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class SqliteCanaryTest extends CanaryContract {
  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("webhook.db"));
  }
}
