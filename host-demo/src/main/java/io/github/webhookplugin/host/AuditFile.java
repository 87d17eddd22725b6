package io.github.webhookplugin.host;

import io.github.webhookplugin.api.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who came in, who was refused, and who started or stopped what: one JSON object a line, in a file beside the data. What
 * is done in a plugin is the plugin's to remember. Two files of at most 1 MiB. Shared between threads.
 */
final class AuditFile {
  static final String NAME = "host-audit.jsonl";
  static final String FORMER = "host-audit.1.jsonl";

  private static final Logger log = LoggerFactory.getLogger(AuditFile.class);
  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_SHOWN = 1_000;

  private final Path folder;
  private final InstantSource clock;
  private final Deque<Map<String, String>> latest = new ArrayDeque<>();

  AuditFile(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** @param about never a token or another secret */
  synchronized void record(String who, String action, String about) {
    var entry = new LinkedHashMap<String, String>();
    entry.put("at", clock.instant().toString());
    entry.put("by", who);
    entry.put("action", action);
    entry.put("about", about);
    latest.addFirst(entry);
    if (latest.size() > MOST_SHOWN) {
      latest.removeLast();
    }
    try {
      write(new String(Json.bytes(entry), StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.warn("the audit file {} cannot be written", OneLine.of(folder), OneLine.trace(e));
    }
  }

  private void write(String line) throws IOException {
    Path file = folder.resolve(NAME);
    if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
      Files.move(file, folder.resolve(FORMER), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The newest entries since this start, newest first. */
  synchronized List<Map<String, String>> latest() {
    return List.copyOf(latest);
  }
}
