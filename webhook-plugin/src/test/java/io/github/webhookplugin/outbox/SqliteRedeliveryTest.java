package io.github.webhookplugin.outbox;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRedeliveryTest extends RedeliveryContract {
  @TempDir
  Path folder;

  @Override
  Database database() {
    return Database.of("jdbc:sqlite:" + folder.resolve("webhook.db"), folder);
  }
}
