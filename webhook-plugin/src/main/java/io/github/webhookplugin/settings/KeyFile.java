package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SecretStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The file that holds the keys of all secrets, for the owner's eyes only. Shared between threads. */
final class KeyFile {
  static final String NAME = "secret.key";
  private static final int MAX_BYTES = 64 * 1_024;

  private final OwnerFile file;
  private final KeyText text;

  KeyFile(Path directory, @Nullable SecretStore store) {
    this.file = new OwnerFile(directory, NAME);
    this.text = new KeyText(store);
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  /** The keys; one is made now if there is none. Nodes that start at once end with the same one. */
  KeyRing readOrCreate() {
    return tried(() -> {
      file.createIfAbsent(() -> text.of(KeyRing.fresh()));
      String found = content();
      KeyRing ring = ring(found);
      if (text.isOpen(found)) {
        return change(same -> same);
      }
      return ring;
    });
  }

  /** The keys that are there. */
  KeyRing read() {
    return tried(() -> ring(content()));
  }

  /** Replaces the keys by others made of them; no other node does so meanwhile. */
  KeyRing change(UnaryOperator<KeyRing> change) {
    return tried(() -> {
      synchronized (KeyFile.class) {
        try (var channel = FileChannel.open(
            file.beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          // ends with the channel
          var unused = channel.lock();
          KeyRing changed = change.apply(ring(content()));
          file.replace(text.of(changed));
          return changed;
        } catch (OverlappingFileLockException another) {
          throw new SettingsException(
              "Another host in this process changes the keys of the stored secrets just now. Try again.");
        }
      }
    });
  }

  /** Something else whenever the file may be another; what it says has no meaning. */
  String state() {
    try {
      var attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey()
          + " " + file.permissions();
    } catch (IOException notThere) {
      return "";
    }
  }

  private String content() throws IOException {
    String wide = file.widerThanOwner();
    if (wide != null) {
      throw new SettingsException("The key of the stored secrets, " + file
          + ", must be readable by its owner only (rw-------), but is " + wide
          + ". Run: chmod 600 " + file);
    }
    if (Files.size(file.path()) > MAX_BYTES) {
      throw damaged();
    }
    return Files.readString(file.path(), StandardCharsets.ISO_8859_1);
  }

  private KeyRing ring(String content) {
    try {
      return text.read(content);
    } catch (IllegalArgumentException noKeys) {
      throw damaged();
    }
  }

  private SettingsException damaged() {
    return new SettingsException("The key of the stored secrets, " + file
        + ", is damaged: expected a line \"" + KeyText.PLAIN + "\" with " + VaultKey.BYTES
        + " bytes in Base64 behind it for each key. Restore it from a backup; without it the stored secrets are"
        + " lost and must be entered again after removing the file.");
  }

  private <T> T tried(Step<T> step) {
    try {
      return step.run();
    } catch (IOException broken) {
      throw new SettingsException(
          "The key of the stored secrets, " + file + ", cannot be read or written ("
              + broken.getClass().getSimpleName() + "). Check that the folder is there and that"
              + " this process may use it.",
          broken);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
