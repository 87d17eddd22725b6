package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where the CPU time of recorded turns went: by thread, and by room of the plugin. */
final class Profile {
  private static final String OURS = "io.github.webhookplugin.";
  private static final double WORTH_SHOWING = 0.01;

  private final Map<String, Double> threads = new HashMap<>();
  private final Map<String, Double> rooms = new HashMap<>();
  private final Map<String, Double> methods = new HashMap<>();

  /** Reads all recordings of a side. */
  static Profile of(Role role) throws IOException {
    var profile = new Profile();
    try (Stream<Path> files = Files.list(Places.target())) {
      for (Path file : files.filter(path -> isOf(role, path)).sorted().toList()) {
        profile.read(file);
      }
    }
    return profile;
  }

  private static boolean isOf(Role role, Path file) {
    return file.getFileName().toString().matches(role + "-\\d+\\.jfr");
  }

  /** Removes recordings of earlier runs. */
  static void forgetAll() throws IOException {
    try (Stream<Path> files = Files.list(Places.target())) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jfr")).toList()) {
        Files.delete(file);
      }
    }
  }

  private void read(Path file) throws IOException {
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        switch (event.getEventType().getName()) {
          case "jdk.ThreadCPULoad" ->
            threads.merge(
                kind(event.getThread()),
                (double) event.getFloat("user") + event.getFloat("system"),
                Double::sum);
          case "jdk.ExecutionSample" -> sample(event);
          default -> {
            // of no interest here
          }
        }
      }
    }
  }

  private void sample(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return;
    }
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    methods.merge(name(frames.get(0)), 1.0, Double::sum);
    rooms.merge(
        frames.stream()
            .map(frame -> frame.getMethod().getType().getName())
            .filter(type -> type.startsWith(OURS) && !type.startsWith(OURS + "shaded"))
            .findFirst()
            .map(Profile::room)
            .orElse("libraries and JDK alone"),
        1.0,
        Double::sum);
  }

  /** The package of one of the plugin's classes. */
  private static String room(String type) {
    String room = type.substring(OURS.length()).replaceFirst("\\.?[A-Z].*", "");
    return room.isEmpty() ? "(root)" : room;
  }

  /** The thread's name without its number. */
  private static String kind(RecordedThread thread) {
    String name = thread == null ? null : thread.getJavaName();
    return name == null ? "threads of the JVM" : name.replaceAll("[-#]?\\d+", "");
  }

  /** Class and method, a lambda's as its own class's. */
  private static String name(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName().replaceFirst("\\$\\$Lambda.*", "");
    return type.replaceFirst(".*\\.", "") + "." + frame.getMethod().getName();
  }

  void write(Report report, Role role) {
    if (threads.isEmpty() && methods.isEmpty()) {
      return;
    }
    report.section("Profile of " + role);
    table(report, "CPU by thread, native code and kernel included", threads, 12);
    table(report, "samples in Java code by room", rooms, 12);
    table(report, "samples in Java code by method", methods, 20);
  }

  private static void table(Report report, String what, Map<String, Double> counts, int most) {
    double sum = counts.values().stream().mapToDouble(Double::doubleValue).sum();
    report.columns(List.of(what, "share"));
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= sum * WORTH_SHOWING)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(most)
        .forEach(entry -> report.row(
            List.of(entry.getKey(), Numbers.decimals(entry.getValue() / sum * 100) + " %")));
    report.line("");
  }
}
