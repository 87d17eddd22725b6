package io.github.webhookplugin.host;

import io.github.webhookplugin.api.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where plugins keep what they store: a folder that stays, or one that is deleted at the end. */
record DataFolder(Path path, boolean temporary) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  /** The folder, made if missing; null for a temporary one. */
  static DataFolder at(@Nullable Path given) {
    try {
      if (given == null) {
        return new DataFolder(Files.createTempDirectory("host-demo-"), true);
      }
      Files.createDirectories(given);
    } catch (IOException e) {
      throw new CannotStart(
          "the data folder " + (given == null ? "" : given)
              + " cannot be made; name another with --data DIR",
          e);
    }
    if (!Files.isReadable(given) || !Files.isWritable(given)) {
      throw new CannotStart(
          "the data folder " + given + " cannot be read and written; name another with --data DIR");
    }
    return new DataFolder(given, false);
  }

  @Override
  public void close() {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.warn("the temporary folder {} could not be deleted", path, OneLine.trace(e));
    }
  }
}
