package io.github.webhookplugin.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Some statuses of answers: single ones, ranges and whole classes, in the order in which they were written. */
public record StatusSet(List<Range> ranges) {
  private static final int MOST_RANGES = 50;
  private static final Pattern ONE = Pattern.compile("([1-5]\\d\\d)(?:\\s*-\\s*([1-5]\\d\\d))?");
  private static final Pattern CLASS = Pattern.compile("([1-5])[xX]{2}");

  public StatusSet {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a set of statuses needs one at least");
    }
  }

  /** From one status to another, both of them too. */
  public record Range(int from, int to) {
    public Range {
      if (from < 100 || to > 599 || from > to) {
        throw new IllegalArgumentException("no statuses go from " + from + " to " + to);
      }
    }

    @Override
    public String toString() {
      return from == to ? String.valueOf(from) : from + "-" + to;
    }
  }

  /** Reads {@code "200-299,404"}; {@code 4xx} stands for 400-499. Empty if it is something else. */
  public static Optional<StatusSet> parse(String text) {
    var ranges = new ArrayList<Range>();
    for (String part : text.split(",", MOST_RANGES + 1)) {
      Matcher whole = CLASS.matcher(part.strip());
      Matcher one = ONE.matcher(part.strip());
      if (whole.matches()) {
        int hundreds = Integer.parseInt(whole.group(1)) * 100;
        ranges.add(new Range(hundreds, hundreds + 99));
      } else if (one.matches()) {
        int from = Integer.parseInt(one.group(1));
        int to = one.group(2) == null ? from : Integer.parseInt(one.group(2));
        if (from > to) {
          return Optional.empty();
        }
        ranges.add(new Range(from, to));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new StatusSet(ranges));
  }

  public boolean contains(int status) {
    return ranges.stream().anyMatch(range -> range.from() <= status && status <= range.to());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
  }
}
