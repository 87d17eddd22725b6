package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one document, at most {@link #MAX} of it. For one thread. */
final class Problems {
  static final int MAX = 100;

  private final List<SettingsProblem> found = new ArrayList<>();
  private final Set<String> pointers = new HashSet<>();
  private int more;

  void add(String pointer, String message) {
    if (found.size() < MAX - 1) {
      found.add(new SettingsProblem(pointer, message));
      pointers.add(pointer);
    } else {
      more++;
    }
  }

  boolean any() {
    return !found.isEmpty();
  }

  /** Whether something is already known to be wrong there. */
  boolean at(String pointer) {
    return pointers.contains(pointer);
  }

  List<SettingsProblem> all() {
    var all = new ArrayList<>(found);
    if (more > 0) {
      all.add(new SettingsProblem("", "There are " + more + " more problems; solve these first."));
    }
    return List.copyOf(all);
  }
}
