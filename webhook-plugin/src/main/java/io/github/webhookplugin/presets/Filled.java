package io.github.webhookplugin.presets;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.List;
import java.util.Map;

/**
 * A preset that was filled in.
 *
 * @param service a service document
 * @param problems what is wrong with the fields, each below {@code /fields}
 */
public record Filled(Map<String, Object> service, List<SettingsProblem> problems) {
  public Filled {
    problems = List.copyOf(problems);
  }
}
