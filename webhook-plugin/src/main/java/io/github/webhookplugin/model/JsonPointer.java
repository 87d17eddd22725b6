package io.github.webhookplugin.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place inside a JSON value (RFC 6901): {@code /text/content}, {@code /items/0}; the empty text is the whole value. */
public record JsonPointer(List<String> steps) {
  /** What {@link #in} gives if there is nothing at the place; null is a value of JSON. */
  public static final Object NOTHING = new Object();

  private static final Pattern LONE_TILDE = Pattern.compile("~(?![01])");
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

  public JsonPointer {
    steps = List.copyOf(steps);
  }

  /** Empty if it is no pointer. */
  public static Optional<JsonPointer> parse(String text) {
    if ((!text.isEmpty() && !text.startsWith("/")) || LONE_TILDE.matcher(text).find()) {
      return Optional.empty();
    }
    var steps = new ArrayList<String>();
    if (!text.isEmpty()) {
      for (String step : text.substring(1).split("/", -1)) {
        steps.add(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return Optional.of(new JsonPointer(steps));
  }

  /** The value at this place of a value of plain maps, lists and others; {@link #NOTHING} if there is none. */
  public @Nullable Object in(@Nullable Object whole) {
    Object at = whole;
    for (String step : steps) {
      if (at instanceof Map<?, ?> map && map.containsKey(step)) {
        at = map.get(step);
      } else if (at instanceof List<?> list
          && INDEX.matcher(step).matches()
          && Integer.parseInt(step) < list.size()) {
        at = list.get(Integer.parseInt(step));
      } else {
        return NOTHING;
      }
    }
    return at;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    steps.forEach(step -> text.append('/').append(step.replace("~", "~0").replace("/", "~1")));
    return text.toString();
  }
}
