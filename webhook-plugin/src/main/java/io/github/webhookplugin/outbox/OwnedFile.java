package io.github.webhookplugin.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A database file that this process alone uses, told to others by a lock on a file beside it. */
record OwnedFile(Path path, FileChannel channel, FileLock lock) implements AutoCloseable {
  static OwnedFile take(Path path) {
    Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
    FileChannel channel = null;
    try {
      Files.createDirectories(lockFile.getParent());
      channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(path);
      }
      return new OwnedFile(path, channel, lock);
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      throw inUse(path);
    } catch (IOException e) {
      closeQuietly(channel);
      throw unusable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new StoreException("the lock on " + path + " could not be released", e);
    }
  }

  static StoreException unusable(Path path, IOException cause) {
    return new StoreException(
        "the database file " + path + " cannot be used (" + cause
            + "); check that its folder exists and can be written",
        cause);
  }

  private static StoreException inUse(Path path) {
    return new StoreException(
        "the database file " + path
            + " is in use by another host; give each host its own data directory, or share a PostgreSQL database");
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException ignored) {
        // the first failure is the one to report
      }
    }
  }
}
