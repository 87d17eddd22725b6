package io.github.webhookplugin.dialects;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.List;

/** A JSON Patch that was not applied, and nothing of it. Its text quotes no values. */
public final class PatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean conflict;
  private final transient List<SettingsProblem> problems;

  private PatchException(boolean conflict, List<SettingsProblem> problems) {
    super(problems.get(0).message());
    this.conflict = conflict;
    this.problems = List.copyOf(problems);
  }

  /** The patch itself is wrong, whatever it is applied to. */
  static PatchException malformed(List<SettingsProblem> problems) {
    return new PatchException(false, problems);
  }

  static PatchException malformed(String pointer, String message) {
    return malformed(List.of(new SettingsProblem(pointer, message)));
  }

  /** The document is not as the patch expects it. */
  static PatchException conflict(String pointer, String message) {
    return new PatchException(true, List.of(new SettingsProblem(pointer, message)));
  }

  /** Whether the document is not as the patch expects it; else the patch itself is wrong. */
  public boolean conflict() {
    return conflict;
  }

  /** What is wrong, at least one; pointers into the patch. */
  public List<SettingsProblem> problems() {
    return problems;
  }
}
