package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every value in a line of the log is either made safe by {@code OneLine}, or one of ours that cannot hold a line break:
 * numbers, ids, places, names of our own threads. A new one has to be decided on here.
 */
class LogCallsTest {
  private static final Pattern CALL = Pattern.compile("\\blog\\.(log|info|warn|error|debug)\\(");
  private static final Pattern SAFE_TEXT = Pattern.compile(
      "(?s)\\s*(\"[^\"]*\"(\\s*\\+\\s*\"[^\"]*\")*|OneLine\\.(of|trace)\\(.*\\))\\s*");
  private static final Set<String> OURS = Set.of(
      "\"the plugin \" + id + \" failed to say what follows on a change of its settings\"",
      "System.Logger.Level.ERROR",
      "System.Logger.Level.WARNING",
      "\"the plugin \" + id + \" failed at \" + OneLine.of(path)",
      "absence",
      "again.delivery()",
      "again.origin()",
      "book.settings().services().size()",
      "count",
      "count(stopped)",
      "database.place()",
      "delivery.delivery()",
      "documents.size()",
      "dropped.getAndSet(0)",
      "Duration.ofMillis(Math.abs(offset)) + (offset > 0 ? \" behind\" : \" ahead of\")",
      "gone.size()",
      "held.size() - gone.size()",
      "id",
      "after.version()",
      "job.job()",
      "job.progress().matching()",
      "known.reason()",
      "lasting",
      "MOST_WAITING",
      "node",
      "outbox.place()",
      "path",
      "reason",
      "renewed.number",
      "results.unstored()",
      "row.delivery()",
      "running.getName()",
      "service.id()",
      "thread.getName()",
      "unreadable",
      "what",
      "work.delivery()",
      "work.tries() + 1");

  @Test
  void what_comes_from_outside_goes_through_one_place_into_the_log() throws IOException {
    var doubtful = new ArrayList<String>();
    int calls = 0;
    for (Path source : sources()) {
      String text = Files.readString(source);
      Matcher call = CALL.matcher(text);
      while (call.find()) {
        calls++;
        for (String argument : arguments(text, call.end())) {
          if (!SAFE_TEXT.matcher(argument).matches()
              && !OURS.contains(argument.strip().replaceAll("\\s+", " "))) {
            doubtful.add(source.getFileName() + ": " + argument.strip());
          }
        }
      }
    }

    assertThat(calls).isGreaterThan(50);
    assertThat(doubtful).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    for (String module : List.of("plugin-api", "admin-kit", "webhook-plugin", "host-demo")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  /** What stands between the commas of a call that begins there. */
  private static List<String> arguments(String text, int start) {
    var arguments = new ArrayList<String>();
    int depth = 1;
    boolean quoted = false;
    int from = start;
    for (int i = start; ; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && --depth == 0) {
        arguments.add(text.substring(from, i));
        return arguments;
      } else if (!quoted && c == ',' && depth == 1) {
        arguments.add(text.substring(from, i));
        from = i + 1;
      }
    }
  }
}
