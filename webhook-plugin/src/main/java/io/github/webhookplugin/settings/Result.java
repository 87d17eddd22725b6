package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Settings;
import java.util.List;

/** What came of a document. */
public sealed interface Result {
  /**
   * It was right as a whole.
   *
   * @param settings the new settings, one version further; a new service is the last of them
   */
  record Accepted(Settings settings) implements Result {}

  /**
   * It was not, and nothing of it counts.
   *
   * @param problems all of them, at most 100, in the order of the document's fields as they are documented; what
   *     does not fit to the rest of the settings comes last
   * @param conflict whether nothing is wrong with the document, but with what is stored at the moment
   */
  record Refused(List<SettingsProblem> problems, boolean conflict) implements Result {
    public Refused {
      problems = List.copyOf(problems);
    }

    Refused(List<SettingsProblem> problems) {
      this(problems, false);
    }

    static Refused conflict(SettingsProblem problem) {
      return new Refused(List.of(problem), true);
    }
  }
}
