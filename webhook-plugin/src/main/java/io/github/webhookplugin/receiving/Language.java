package io.github.webhookplugin.receiving;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What code for receivers is written in. */
public enum Language {
  JAVA("Receiver.java", "java Receiver.java 8080"),
  PYTHON("receiver.py", "python3 receiver.py 8080"),
  NODE("receiver.mjs", "node receiver.mjs 8080"),
  GO("receiver.go", "go run receiver.go 8080"),
  PHP("receiver.php", "php -S 127.0.0.1:8080 receiver.php"),
  /** Not a receiver: a request signed by hand, to try a receiver with. */
  CURL("sample.sh", "sh sample.sh http://127.0.0.1:8080/");

  private final String file;
  private final String command;

  Language(String file, String command) {
    this.file = file;
    this.command = command;
  }

  /** A language by its name in any case. */
  public static Optional<Language> named(String name) {
    return Arrays.stream(values())
        .filter(language -> language.id().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the file that the code belongs in. */
  public String file() {
    return file;
  }

  /** How it is started, behind the variables that it needs. */
  public String command() {
    return command;
  }
}
