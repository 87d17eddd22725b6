package io.github.webhookplugin.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The file that holds the key of all secrets: one line, for the owner's eyes only. */
final class KeyFile {
  static final String NAME = "secret.key";
  private static final String PREFIX = "webhook-key:v1:";
  private static final int KEY_BYTES = 32;
  private static final int MAX_BYTES = 1_024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;
  private final Path file;

  KeyFile(Path directory) {
    this.directory = directory;
    this.file = directory.resolve(NAME);
  }

  /** The key, made now if there is none. Nodes that start at once end with the same one. */
  byte[] readOrCreate() {
    try {
      Files.createDirectories(directory);
      if (!Files.exists(file)) {
        create();
      }
      checkPermissions();
      return read();
    } catch (IOException broken) {
      throw new SettingsException(
          "The key of the stored secrets, " + file + ", cannot be read or written ("
              + broken.getClass().getSimpleName() + "). Check that the folder is there and that"
              + " this process may use it.",
          broken);
    }
  }

  /** Written whole beside its place, then linked there: a link never replaces a file that came first. */
  private void create() throws IOException {
    Path temporary = isPosix(directory)
        ? Files.createTempFile(
            directory, NAME, ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
        : Files.createTempFile(directory, NAME, ".tmp");
    try {
      writeDurably(temporary, newKey());
      publish(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return PREFIX + Base64.getEncoder().encodeToString(key) + "\n";
  }

  private static void writeDurably(Path path, String text) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private void publish(Path temporary) throws IOException {
    try {
      Files.createLink(file, temporary);
      syncDirectory();
    } catch (FileAlreadyExistsException anotherNodeWasFirst) {
      return;
    } catch (UnsupportedOperationException | IOException noHardLinksHere) {
      moveUnlessThere(temporary);
    }
  }

  private void moveUnlessThere(Path temporary) throws IOException {
    try {
      Files.move(temporary, file);
    } catch (FileAlreadyExistsException anotherNodeWasFirst) {
      // its key is as good as ours
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

  private void checkPermissions() throws IOException {
    if (!isPosix(file)) {
      return;
    }
    var permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new SettingsException("The key of the stored secrets, " + file
          + ", must be readable by its owner only (rw-------), but is "
          + PosixFilePermissions.toString(permissions) + ". Run: chmod 600 " + file);
    }
  }

  private byte[] read() throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw damaged();
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (!text.startsWith(PREFIX)) {
      throw damaged();
    }
    try {
      byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException notBase64) {
      throw damaged();
    }
    throw damaged();
  }

  private SettingsException damaged() {
    return new SettingsException("The key of the stored secrets, " + file
        + ", is damaged: expected one line \"" + PREFIX + "\" with " + KEY_BYTES
        + " bytes in Base64 behind it. Restore it from a backup; without it the stored secrets are"
        + " lost and must be entered again after removing the file.");
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
