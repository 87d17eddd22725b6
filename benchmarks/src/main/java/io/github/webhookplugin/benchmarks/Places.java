package io.github.webhookplugin.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the benchmarks' files lie: all below Maven's target folder. */
final class Places {
  private Places() {}

  /** The folder this program was built into. */
  static Path target() {
    try {
      var program =
          Places.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Objects.requireNonNull(Path.of(program).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this program does not know where it lies", e);
    }
  }

  /** A new, empty folder for one side's data. */
  static Path freshData(String name) throws IOException {
    Path folder = target().resolve("data").resolve(name);
    delete(folder);
    return Files.createDirectories(folder);
  }

  /** What all files in a folder take, in bytes; one that goes meanwhile counts as nothing. */
  static long bytes(File folder) {
    File[] entries = folder.listFiles();
    if (entries == null) {
      return folder.length();
    }
    return Arrays.stream(entries).mapToLong(Places::bytes).sum();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.delete(path);
        }
      }
    }
  }
}
