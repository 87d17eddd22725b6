package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an import does or did, for the view {@code transfer-result}. For one request. */
final class ImportResult {
  private final Texts texts;

  ImportResult(Page page) {
    this.texts = page.texts();
  }

  Map<String, @Nullable Object> of(ApiReply reply, boolean dryRun) {
    var services = new ArrayList<Map<String, @Nullable Object>>();
    var incomplete = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> line : HistorySection.maps(reply.body().get("plan"))) {
      Map<String, @Nullable Object> row = row(line);
      services.add(row);
      if (Boolean.TRUE.equals(row.get("incomplete"))) {
        incomplete.add(row);
      }
    }
    var model = new HashMap<String, @Nullable Object>();
    model.put("ok", reply.ok());
    model.put("dryRun", dryRun && reply.ok());
    model.put("done", !dryRun && reply.ok());
    model.put("heading", texts.say(heading(reply.ok(), dryRun)));
    model.put("services", services);
    model.put("any", !services.isEmpty());
    model.put("general", reply.body().get("general"));
    model.put("hasGeneral", reply.body().get("general") instanceof List<?> list && !list.isEmpty());
    model.put("problems", notes(reply.body().get("problems")));
    model.put("wrong", !notes(reply.body().get("problems")).isEmpty());
    model.put("warnings", notes(reply.body().get("warnings")));
    model.put("warned", !notes(reply.body().get("warnings")).isEmpty());
    model.put("secrets", incomplete);
    model.put("secretless", !incomplete.isEmpty());
    return model;
  }

  private static String heading(boolean ok, boolean dryRun) {
    return !ok ? "transfer.refused" : dryRun ? "transfer.would" : "transfer.did";
  }

  private Map<String, @Nullable Object> row(Map<?, ?> line) {
    String action = String.valueOf(line.get("action"));
    var row = new HashMap<String, @Nullable Object>();
    row.put("id", line.get("id"));
    row.put("name", line.get("name"));
    row.put("action", texts.say("transfer.action." + action));
    row.put("cls", action.equals("refused") ? "bad" : action.equals("added") ? "ok" : "idle");
    row.put("fields", line.get("fields"));
    row.put("missing", line.get("missing"));
    row.put("incomplete", line.get("missing") instanceof List<?> missing && !missing.isEmpty());
    return row;
  }

  private static List<Map<String, @Nullable Object>> notes(@Nullable Object list) {
    var notes = new ArrayList<Map<String, @Nullable Object>>();
    for (Map<?, ?> note : HistorySection.maps(list)) {
      var row = new HashMap<String, @Nullable Object>();
      row.put("pointer", note.get("pointer"));
      row.put("message", note.get("message"));
      notes.add(row);
    }
    return notes;
  }
}
