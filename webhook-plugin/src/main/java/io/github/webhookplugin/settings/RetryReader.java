package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.KnownWaits;
import io.github.webhookplugin.model.RetrySchedule;
import io.github.webhookplugin.model.RetrySchedule.Exponential;
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
  static final String NAMED = "named";
  static final String EXPONENTIAL = "exponential";
  static final int MAX_SECONDS = (int) RetrySchedule.MAX_WAIT.toSeconds();
  static final Map<String, KnownWaits> NAMES = names();
  private static final List<String> FIELDS = List.of(
      "mode",
      "count",
      "interval",
      SCHEDULE,
      "name",
      "initialInterval",
      "factor",
      "maxInterval",
      "jitter");
  private static final Map<String, Mode> MODES = modes();

  private RetryReader() {}

  /** What a mode has besides its name. */
  private record Mode(List<String> required, List<String> optional, How how) {}

  /** Makes a schedule of its fields; null for none, or if there are problems. */
  private interface How {
    @Nullable
    RetrySchedule read(Fields retry);
  }

  static @Nullable RetrySchedule read(Fields service) {
    var retry = service.object("retry");
    return retry.isPresent() ? retry(retry.get()) : null;
  }

  private static @Nullable RetrySchedule retry(Fields retry) {
    retry.refuseUnknown(FIELDS);
    if (!retry.has("mode")) {
      retry.problem("mode", "Choose a mode: " + Fields.alternatives(MODES) + ".");
    }
    var mode = retry.choice("mode", MODES);
    if (mode.isEmpty()) {
      return null;
    }
    FIELDS.stream().skip(1).forEach(field -> checkPresence(retry, field, mode.get()));
    return mode.get().how().read(retry);
  }

  private static void checkPresence(Fields retry, String field, Mode mode) {
    if (mode.required().contains(field)) {
      if (!retry.has(field)) {
        retry.problem(field, "Expected a value for " + Found.quote(field) + ", found none.");
      }
    } else if (retry.has(field) && !mode.optional().contains(field)) {
      retry.problem(
          field,
          "The mode " + Found.quote(String.valueOf(retry.raw("mode"))) + " has no "
              + Found.quote(field) + ". Remove it, or change the mode.");
    }
  }

  private static @Nullable RetrySchedule fixed(Fields retry) {
    var count = retry.integer("count", 0, RetrySchedule.MAX_COUNT);
    var interval = retry.wholeSeconds("interval", 1, MAX_SECONDS);
    return count.isPresent() && interval.isPresent()
        ? new RetrySchedule.Fixed(count.get(), interval.get())
        : null;
  }

  private static RetrySchedule schedule(Fields retry) {
    int jitter = jitter(retry);
    return new RetrySchedule.Listed(waits(retry, SCHEDULE), jitter);
  }

  /** A list of whole seconds, as far as they can be read. */
  static List<Duration> waits(Fields fields, String name) {
    var items = fields.list(name).orElse(List.of());
    if (items.size() > RetrySchedule.MAX_COUNT) {
      fields.problem(
          name,
          "Expected at most " + RetrySchedule.MAX_COUNT + " waits, found " + items.size()
              + ". Remove some.");
      return List.of();
    }
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = fields.pointer(name) + "/" + i;
      Numbers.integer(items.get(i), 1, MAX_SECONDS, m -> fields.problems().add(pointer, m))
          .map(Duration::ofSeconds)
          .ifPresent(waits::add);
    }
    return waits;
  }

  private static @Nullable RetrySchedule named(Fields retry) {
    var name = retry.choice("name", NAMES);
    int jitter = jitter(retry);
    return name.isPresent() ? new RetrySchedule.Named(name.get(), jitter) : null;
  }

  private static @Nullable RetrySchedule exponential(Fields retry) {
    var count = retry.integer("count", 0, RetrySchedule.MAX_COUNT);
    var first = retry.wholeSeconds("initialInterval", 1, MAX_SECONDS);
    double factor =
        retry.decimal("factor", 1, (int) Exponential.MAX_FACTOR).orElse(Exponential.DEFAULT_FACTOR);
    var longest = retry.wholeSeconds("maxInterval", 1, MAX_SECONDS).orElse(RetrySchedule.MAX_WAIT);
    int jitter = jitter(retry);
    if (count.isEmpty() || first.isEmpty()) {
      return null;
    }
    if (longest.compareTo(first.get()) < 0) {
      retry.problem(
          "maxInterval",
          "Expected at least the initialInterval, which is %,d, found %,d."
              .formatted(first.get().toSeconds(), longest.toSeconds()));
      return null;
    }
    return new Exponential(count.get(), first.get(), factor, longest, jitter);
  }

  private static int jitter(Fields retry) {
    return retry.integer("jitter", 0, 100).orElse(RetrySchedule.DEFAULT_JITTER);
  }

  private static Map<String, Mode> modes() {
    var modes = new LinkedHashMap<String, Mode>();
    modes.put(GLOBAL, new Mode(List.of(), List.of(), retry -> null));
    modes.put(FIXED, new Mode(List.of("count", "interval"), List.of(), RetryReader::fixed));
    modes.put(SCHEDULE, new Mode(List.of(SCHEDULE), List.of("jitter"), RetryReader::schedule));
    modes.put(NAMED, new Mode(List.of("name"), List.of("jitter"), RetryReader::named));
    modes.put(
        EXPONENTIAL,
        new Mode(
            List.of("count", "initialInterval"),
            List.of("factor", "maxInterval", "jitter"),
            RetryReader::exponential));
    return modes;
  }

  private static Map<String, KnownWaits> names() {
    var names = new LinkedHashMap<String, KnownWaits>();
    names.put("openMetadata", KnownWaits.OPEN_METADATA);
    names.put("standardWebhooks", KnownWaits.STANDARD_WEBHOOKS);
    return names;
  }
}
