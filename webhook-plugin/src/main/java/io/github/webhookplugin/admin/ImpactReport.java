package io.github.webhookplugin.admin;

import io.github.webhookplugin.delivery.TrialBody;
import io.github.webhookplugin.settings.BodyKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what events look like before and after an edit. Of a bounded size. For one request. */
final class ImpactReport {
  /** Characters of one body, and of all together. */
  private static final int LONGEST = 64 * 1024;

  private static final int LONGEST_IN_ALL = 1024 * 1024;

  private final List<Map<String, @Nullable Object>> events = new ArrayList<>();
  private int shown;
  private int same;
  private int differ;
  private int notJson;
  private int refused;

  /** Adds an event; {@code before} is null if the service is new. */
  void add(Map<String, @Nullable Object> line, @Nullable TrialBody before, TrialBody after) {
    boolean alike = before != null && before.equals(after);
    same += alike ? 1 : 0;
    differ += alike ? 0 : 1;
    notJson += isNew(before == null ? null : before.notJson(), after.notJson());
    refused += isNew(before == null ? null : before.refused(), after.refused());
    line.put("same", alike);
    line.put("before", before == null ? null : body(before, alike));
    line.put("after", body(after, alike));
    line.put(
        "lostKeys",
        before == null || alike || after.text() == null || before.text() == null
            ? List.of()
            : BodyKeys.lost(before.text(), after.text()));
    events.add(line);
  }

  /** Whether something is wrong that was not before. */
  private static int isNew(@Nullable String before, @Nullable String after) {
    return before == null && after != null ? 1 : 0;
  }

  /** What is the same on both sides need not be shown. */
  private Map<String, @Nullable Object> body(TrialBody body, boolean alike) {
    String text = Objects.requireNonNullElse(body.text(), "");
    boolean fits = text.length() <= LONGEST && shown + text.length() <= LONGEST_IN_ALL;
    if (!alike && fits) {
      shown += text.length();
    }
    return JsonObjects.object(
        "bytes", body.bytes(),
        "problems", body.problems(),
        "body", alike || !fits ? null : body.text());
  }

  Map<String, @Nullable Object> counts() {
    return JsonObjects.object(
        "events", events.size(),
        "same", same,
        "differ", differ,
        "notJson", notJson,
        "refused", refused);
  }

  List<Map<String, @Nullable Object>> events() {
    return events;
  }
}
