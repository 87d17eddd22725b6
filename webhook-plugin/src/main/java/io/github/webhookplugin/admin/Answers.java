package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that more than one route gives. */
final class Answers {
  private Answers() {}

  static AdminResponse json(int status, Map<String, ?> body) {
    return new AdminResponse(status, "application/json", Map.of(), JsonObjects.bytes(body));
  }

  /** Something to save, not to look at. */
  static AdminResponse file(String name, String type, byte[] body) {
    var headers = Map.of(
        "Content-Disposition",
        "attachment; filename=\"" + name + "\"",
        "X-Content-Type-Options",
        "nosniff");
    return new AdminResponse(200, type, headers, body);
  }

  static List<Map<String, @Nullable Object>> problems(List<SettingsProblem> problems) {
    return problems.stream()
        .map(problem ->
            JsonObjects.object("pointer", problem.pointer(), "message", problem.message()))
        .toList();
  }
}
