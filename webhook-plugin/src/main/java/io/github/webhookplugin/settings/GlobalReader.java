package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.GlobalSettings;
import java.util.List;
import java.util.stream.Stream;

/** Reads the global settings. What is absent keeps its value. */
final class GlobalReader {
  static final int MAX_TIMEOUT_SECONDS = 60;
  static final int MAX_STOP_AFTER_SECONDS = 30 * 86_400;
  static final int MAX_WINDOW_SECONDS = 30 * 86_400;
  static final List<String> FIELDS = Stream.of(
          List.of("enabled"),
          RetriesReader.FIELDS,
          List.of("timeout", "stopAfter", "deduplicationWindow", "rateGroups"),
          LoopReader.FIELDS,
          AddressReader.FIELDS,
          EgressReader.FIELDS)
      .flatMap(List::stream)
      .toList();

  private GlobalReader() {}

  static GlobalSettings read(Fields document, GlobalSettings current) {
    document.refuseNulls(FIELDS);
    return new GlobalSettings(
        document.bool("enabled").orElse(current.enabled()),
        RetriesReader.read(document, current.retries()),
        document.wholeSeconds("timeout", 1, MAX_TIMEOUT_SECONDS).orElse(current.timeout()),
        document.wholeSeconds("stopAfter", 0, MAX_STOP_AFTER_SECONDS).orElse(current.stopAfter()),
        document
            .wholeSeconds("deduplicationWindow", 1, MAX_WINDOW_SECONDS)
            .orElse(current.deduplicationWindow()),
        RateReader.groups(document).orElse(current.rateGroups()),
        LoopReader.read(document, current.loops()),
        AddressReader.read(document, current.addresses()),
        EgressReader.read(document, current.egress()));
  }
}
