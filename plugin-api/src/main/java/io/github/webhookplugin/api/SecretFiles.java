package io.github.webhookplugin.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder with a file for each secret, as container platforms mount them: the file's name is the secret's, its content
 * the secret, but for a line break at its end. Files whose name starts with a dot are not looked at. Read anew each time
 * it is asked; any thread.
 */
final class SecretFiles implements SecretSource {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final int MOST = 65_536;

  private final Path folder;

  SecretFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<String> secret(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > MOST) {
      throw new IOException("the file of a secret has more than 64 KiB");
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return Optional.of(text.replaceFirst("\\r?\\n\\z", "")).filter(secret -> !secret.isEmpty());
  }

  @Override
  public String toString() {
    return "SecretFiles[" + folder + "]";
  }
}
