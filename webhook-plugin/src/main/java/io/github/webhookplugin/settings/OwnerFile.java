package io.github.webhookplugin.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A small file that only its owner may read, written whole or not at all, and lasting through a power failure. */
final class OwnerFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;
  private final Path path;

  OwnerFile(Path directory, String name) {
    this.directory = directory;
    this.path = directory.resolve(name);
  }

  Path path() {
    return path;
  }

  /** A file of the same name with something behind it. */
  Path beside(String suffix) {
    return directory.resolve(path.getFileName() + suffix);
  }

  /** Written beside its place, then linked there: a link never replaces a file that came first. */
  void createIfAbsent(Supplier<String> text) throws IOException {
    Files.createDirectories(directory);
    if (Files.exists(path)) {
      return;
    }
    Path temporary = written(text.get());
    try {
      publish(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Whoever reads meanwhile gets the old text or the new one. */
  void replace(String text) throws IOException {
    Path temporary = written(text);
    try {
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncDirectory();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Its permissions if others than its owner may do anything with it; null if not, or if that is not known here. */
  @Nullable
  String widerThanOwner() throws IOException {
    return isPosix(path) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))
        ? permissions()
        : null;
  }

  String permissions() throws IOException {
    return isPosix(path) ? PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) : "";
  }

  private Path written(String text) throws IOException {
    String name = String.valueOf(path.getFileName());
    Path temporary = isPosix(directory)
        ? Files.createTempFile(
            directory, name, ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
        : Files.createTempFile(directory, name, ".tmp");
    try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return temporary;
  }

  private void publish(Path temporary) throws IOException {
    try {
      Files.createLink(path, temporary);
      syncDirectory();
    } catch (FileAlreadyExistsException anotherNodeWasFirst) {
      return;
    } catch (UnsupportedOperationException | IOException noHardLinksHere) {
      moveUnlessThere(temporary);
    }
  }

  private void moveUnlessThere(Path temporary) throws IOException {
    try {
      Files.move(temporary, path);
    } catch (FileAlreadyExistsException anotherNodeWasFirst) {
      // its text is as good as ours
    }
  }

  /** So that the name survives a power failure as well; some systems cannot, and lose nothing else by it. */
  private void syncDirectory() {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notOnThisSystem) {
      return;
    }
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
