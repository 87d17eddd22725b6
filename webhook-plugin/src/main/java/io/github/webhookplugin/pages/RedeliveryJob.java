package io.github.webhookplugin.pages;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job that sends many deliveries again, and how far it is. For one request. */
final class RedeliveryJob {
  private final Page page;

  RedeliveryJob(Page page) {
    this.page = page;
  }

  Map<String, @Nullable Object> of(Map<String, Object> job) {
    Texts texts = page.texts();
    Figures figures = page.figures();
    String state = String.valueOf(job.get("state"));
    String queued = figures.count(DeliveryLine.number(job.get("queued")));
    String matching = figures.count(DeliveryLine.number(job.get("matching")))
        + (Boolean.TRUE.equals(job.get("more")) ? "+" : "");
    var model = new HashMap<String, @Nullable Object>();
    model.put("job", job.get("id"));
    model.put("running", state.equals("running"));
    model.put("sentence", texts.say("redeliver.job." + state, queued, matching));
    model.put("lost", lost(job));
    return model;
  }

  /** What could not be sent, in a sentence; null if there is nothing. */
  private @Nullable String lost(Map<String, Object> job) {
    if (job.get("notPossible") instanceof Map<?, ?> not) {
      long gone = DeliveryLine.number(not.get("serviceGone"));
      long content = DeliveryLine.number(not.get("contentGone"));
      if (gone + content > 0) {
        return page.texts()
            .say(
                "redeliver.notPossible",
                page.figures().count(gone),
                page.figures().count(content));
      }
    }
    return null;
  }
}
