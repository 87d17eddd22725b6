package io.github.webhookplugin.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.List;

/** Reads events from JSON: one object, or an array of them. */
final class Events {
  static final int MOST = 1000;

  private static final int MOST_PROBLEMS = 100;

  private Events() {}

  /** All of them, each with an id; or a {@link Problem} with everything that is wrong, and none. */
  static List<NotificationEvent> read(JsonNode root) {
    return read(root, "");
  }

  /** The same; events that name no origin of their own have this one. */
  static List<NotificationEvent> read(JsonNode root, String origin) {
    if (root.size() > MOST && root.isArray()) {
      throw Problem.of(
          413,
          "at most " + MOST + " events in one request, found " + root.size()
              + "; send them in parts");
    }
    if (root.isArray() && root.isEmpty()) {
      throw Problem.of(422, "the array is empty; at least one event is expected");
    }
    var problems = new ArrayList<Problem.Spot>();
    var events = new ArrayList<NotificationEvent>();
    if (root.isArray()) {
      for (int i = 0; i < root.size(); i++) {
        new EventFields("/" + i, root.get(i), problems).read(origin).ifPresent(events::add);
      }
    } else {
      new EventFields("", root, problems).read(origin).ifPresent(events::add);
    }
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
    return events;
  }

  private static Problem refused(List<Problem.Spot> problems) {
    String count = problems.size() == 1 ? "one problem" : problems.size() + " problems";
    String shown =
        problems.size() > MOST_PROBLEMS ? "; the first " + MOST_PROBLEMS + " are listed" : "";
    return Problem.of(
        422,
        count + " found, nothing was published" + shown,
        problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
  }
}
