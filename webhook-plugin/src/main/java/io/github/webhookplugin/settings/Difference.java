package io.github.webhookplugin.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field in which two documents differ. Lists are compared whole: an item has no name.
 *
 * @param pointer where it stands in both
 * @param before null: it was not there
 * @param after null: it is not there any more
 * @param secret something of it is not shown: both sides may look alike
 */
public record Difference(
    String pointer, @Nullable Object before, @Nullable Object after, boolean secret) {
  /**
   * All of them, in the order of the fields.
   *
   * @param changed names of fields that differ, though one may not see it
   */
  public static List<Difference> of(Map<?, ?> before, Map<?, ?> after, Collection<String> changed) {
    var found = new ArrayList<Difference>();
    add(found, "", before, after);
    for (String field : changed) {
      Object old = before.get(field);
      if (Objects.equals(old, after.get(field))) {
        found.add(new Difference(step("", field), old, after.get(field), true));
      }
    }
    return found;
  }

  private static void add(
      List<Difference> found, String pointer, Map<?, ?> before, Map<?, ?> after) {
    Set<Object> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (Object name : names) {
      Object old = before.get(name);
      Object present = after.get(name);
      String at = step(pointer, name);
      if (old instanceof Map<?, ?> one && present instanceof Map<?, ?> other) {
        add(found, at, one, other);
      } else if (!Objects.equals(old, present)) {
        found.add(new Difference(at, old, present, holdsSecret(old) || holdsSecret(present)));
      }
    }
  }

  private static boolean holdsSecret(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(Difference::holdsSecret);
    }
    return value instanceof Map<?, ?> map
        && (Boolean.TRUE.equals(map.get("secret"))
            || map.containsKey("fingerprint")
            || map.values().stream().anyMatch(Difference::holdsSecret));
  }

  private static String step(String pointer, Object name) {
    return pointer + "/" + String.valueOf(name).replace("~", "~0").replace("/", "~1");
  }
}
