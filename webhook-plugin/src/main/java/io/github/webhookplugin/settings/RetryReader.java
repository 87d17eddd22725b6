package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.RetrySchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a service's own waits between attempts. Absent, or mode "global": as the global settings say. */
final class RetryReader {
  static final String GLOBAL = "global";
  static final String FIXED = "fixed";
  static final String SCHEDULE = "schedule";
  static final int MAX_SECONDS = (int) RetrySchedule.MAX_WAIT.toSeconds();
  private static final List<String> FIELDS = List.of("mode", "count", "interval", "schedule");
  private static final Map<String, List<String>> FIELDS_OF_MODE = fieldsOfMode();

  private RetryReader() {}

  static @Nullable RetrySchedule read(Fields service) {
    var retry = service.object("retry");
    return retry.isPresent() ? retry(retry.get()) : null;
  }

  private static @Nullable RetrySchedule retry(Fields retry) {
    retry.refuseUnknown(FIELDS);
    if (!retry.has("mode")) {
      retry.problem("mode", "Choose a mode: " + Fields.alternatives(FIELDS_OF_MODE) + ".");
    }
    var used = retry.choice("mode", FIELDS_OF_MODE);
    if (used.isEmpty()) {
      return null;
    }
    for (String field : List.of("count", "interval", SCHEDULE)) {
      checkPresence(retry, field, used.get().contains(field));
    }
    return used.get().contains(SCHEDULE) ? schedule(retry) : fixed(retry, used.get());
  }

  private static void checkPresence(Fields retry, String field, boolean used) {
    if (used && !retry.has(field)) {
      retry.problem(field, "Expected a value for " + Found.quote(field) + ", found none.");
    }
    if (!used && retry.has(field)) {
      retry.problem(
          field,
          "The mode " + Found.quote(String.valueOf(retry.raw("mode"))) + " has no "
              + Found.quote(field) + ". Remove it, or change the mode.");
    }
  }

  private static @Nullable RetrySchedule fixed(Fields retry, List<String> used) {
    if (used.isEmpty()) {
      return null;
    }
    var count = retry.integer("count", 0, RetrySchedule.MAX_COUNT);
    var interval = retry.wholeSeconds("interval", 1, MAX_SECONDS);
    return count.isPresent() && interval.isPresent()
        ? new RetrySchedule.Fixed(count.get(), interval.get())
        : null;
  }

  private static @Nullable RetrySchedule schedule(Fields retry) {
    var items = retry.list(SCHEDULE).orElse(List.of());
    if (items.size() > RetrySchedule.MAX_COUNT) {
      retry.problem(
          SCHEDULE,
          "Expected at most " + RetrySchedule.MAX_COUNT + " waits, found " + items.size()
              + ". Remove some.");
      return null;
    }
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = retry.pointer(SCHEDULE) + "/" + i;
      Numbers.integer(items.get(i), 1, MAX_SECONDS, m -> retry.problems().add(pointer, m))
          .map(Duration::ofSeconds)
          .ifPresent(waits::add);
    }
    return new RetrySchedule.Listed(waits);
  }

  private static Map<String, List<String>> fieldsOfMode() {
    var fields = new LinkedHashMap<String, List<String>>();
    fields.put(GLOBAL, List.of());
    fields.put(FIXED, List.of("count", "interval"));
    fields.put(SCHEDULE, List.of(SCHEDULE));
    return fields;
  }
}
