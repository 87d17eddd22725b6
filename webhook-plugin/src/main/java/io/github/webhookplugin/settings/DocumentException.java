package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.List;

/** The bytes are not a JSON object. Its text holds nothing of theirs but names of fields. */
public final class DocumentException extends RuntimeException {
  private final transient List<SettingsProblem> problems;

  DocumentException(List<SettingsProblem> problems) {
    super(problems.get(0).message());
    this.problems = List.copyOf(problems);
  }

  static DocumentException of(String message) {
    return new DocumentException(List.of(new SettingsProblem("", message)));
  }

  /** What is wrong, at least one; the pointer is empty where it concerns the whole document. */
  public List<SettingsProblem> problems() {
    return problems;
  }
}
