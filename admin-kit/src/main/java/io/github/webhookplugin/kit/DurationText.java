package io.github.webhookplugin.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people read and write them: {@code 5 days}, {@code 1 h 30 min}; a bare number is seconds. */
final class DurationText {
  private static final Pattern PART = Pattern.compile("\\s*(\\d{1,9})\\s*(\\p{L}*)\\.?,?");

  private static final Map<String, Long> UNITS = Map.ofEntries(
      Map.entry("", 1L),
      Map.entry("s", 1L),
      Map.entry("sec", 1L),
      Map.entry("second", 1L),
      Map.entry("seconds", 1L),
      Map.entry("秒", 1L),
      Map.entry("秒钟", 1L),
      Map.entry("m", 60L),
      Map.entry("min", 60L),
      Map.entry("minute", 60L),
      Map.entry("minutes", 60L),
      Map.entry("分", 60L),
      Map.entry("分钟", 60L),
      Map.entry("h", 3600L),
      Map.entry("hour", 3600L),
      Map.entry("hours", 3600L),
      Map.entry("时", 3600L),
      Map.entry("小时", 3600L),
      Map.entry("d", 86_400L),
      Map.entry("day", 86_400L),
      Map.entry("days", 86_400L),
      Map.entry("天", 86_400L),
      Map.entry("日", 86_400L));

  private final Texts texts;

  DurationText(Texts texts) {
    this.texts = texts;
  }

  /** How many seconds a text means, in any of the languages; empty if it means none. */
  static OptionalLong seconds(String typed) {
    Matcher part = PART.matcher(typed.toLowerCase(Locale.ROOT).strip());
    long seconds = 0;
    long smallest = Long.MAX_VALUE;
    int end = 0;
    while (end < part.regionEnd() && part.find() && part.start() == end) {
      Long unit = UNITS.get(part.group(2));
      boolean bare = part.group(2).isEmpty() && (end > 0 || part.end() < part.regionEnd());
      // from large to small, so that "30 min 1 h" and "1 h 30" are asked again
      if (unit == null || unit >= smallest || bare) {
        return OptionalLong.empty();
      }
      seconds += Long.parseLong(part.group(1)) * unit;
      smallest = unit;
      end = part.end();
    }
    return end > 0 && end == part.regionEnd() ? OptionalLong.of(seconds) : OptionalLong.empty();
  }

  /** {@code 1 hour 30 minutes}. */
  String words(long seconds) {
    var words = new ArrayList<String>();
    long rest = seconds;
    for (String unit : List.of("day", "hour", "minute", "second")) {
      long length = UNITS.getOrDefault(unit, 1L);
      long count = rest / length;
      rest %= length;
      if (count > 0 || (unit.equals("second") && words.isEmpty())) {
        words.add(texts.say(count == 1 ? unit : unit + "s", count));
      }
    }
    return String.join(" ", words);
  }
}
