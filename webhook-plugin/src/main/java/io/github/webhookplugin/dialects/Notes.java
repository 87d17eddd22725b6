package io.github.webhookplugin.dialects;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.ArrayList;
import java.util.List;

/** What is to be said about a document of another system. For one document. */
final class Notes {
  private static final int MOST = 100;

  private final boolean strict;
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final List<SettingsProblem> warnings = new ArrayList<>();

  /** Strict: what would be left out is a problem. */
  Notes(boolean strict) {
    this.strict = strict;
  }

  void problem(String pointer, String message) {
    add(problems, pointer, message);
  }

  void warn(String pointer, String message) {
    add(warnings, pointer, message);
  }

  /** Something of the document means nothing here, or something is missing that can be done without. */
  void unknown(String pointer, String message) {
    if (strict) {
      problem(pointer, message);
    } else {
      warn(pointer, message);
    }
  }

  boolean strict() {
    return strict;
  }

  List<SettingsProblem> problems() {
    return List.copyOf(problems);
  }

  List<SettingsProblem> warnings() {
    return List.copyOf(warnings);
  }

  private static void add(List<SettingsProblem> list, String pointer, String message) {
    if (list.size() < MOST) {
      list.add(new SettingsProblem(pointer, message));
    }
  }
}
