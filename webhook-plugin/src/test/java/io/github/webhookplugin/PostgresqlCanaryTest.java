package io.github.webhookplugin;

import io.github.webhookplugin.api.HostContext;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlCanaryTest extends CanaryContract {
  @RegisterExtension
  final EmptyDatabase database = new EmptyDatabase();

  @Override
  HostContext.Builder context() {
    return super.context().jdbcUrl(database.url());
  }

  @Override
  Connection connect() throws SQLException {
    return database.connect();
  }
}
