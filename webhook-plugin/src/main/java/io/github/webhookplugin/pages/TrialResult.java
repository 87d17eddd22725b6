package io.github.webhookplugin.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test, as the model of the view {@code trial-result}: made of what the API answers to {@code
 * services/{id}/test} and {@code test}. For one request.
 */
final class TrialResult {
  /** Lines and characters of an answer that are in sight before somebody asks for all. */
  private static final int FEW_LINES = 14;

  private static final int FEW_CHARACTERS = 700;

  private final Page page;

  TrialResult(Page page) {
    this.page = page;
  }

  /** Of the API's answer; a refusal is a test that failed, with the API's sentence. */
  Map<String, @Nullable Object> of(ApiReply reply) {
    return reply.ok() ? of(reply.body()) : refused(reply);
  }

  private Map<String, @Nullable Object> of(Map<String, Object> trial) {
    boolean passed = Boolean.TRUE.equals(trial.get("passed"));
    var model = blank(passed, String.valueOf(trial.get("sentence")));
    model.put(
        "advice",
        trial.get("adviceCode") instanceof String code
            ? page.texts().say("trial.advice." + code)
            : null);
    model.put("egress", egress(page, trial));
    if (trial.get("status") instanceof Number status) {
      model.put("status", StatusLine.of(status.intValue()));
      model.put("statusOk", status.intValue() < 300);
    }
    if (trial.get("elapsedMillis") instanceof Number elapsed && trial.get("request") != null) {
      model.put("elapsed", page.figures().millis(elapsed.longValue()));
    }
    if (trial.get("code") != null) {
      model.put("code", page.texts().say("trial.code", trial.get("code")));
    }
    putAnswer(trial, model);
    if (trial.get("request") instanceof Map<?, ?> request) {
      model.put("request", request(request));
    }
    return model;
  }

  /** Where our requests come from, if the answer makes that a question. */
  static @Nullable String egress(Page page, Map<String, Object> answer) {
    return answer.get("egressAddresses") instanceof String addresses
        ? page.texts().say("trial.egress", addresses)
        : null;
  }

  private static void putAnswer(Map<String, Object> trial, Map<String, @Nullable Object> model) {
    List<Map<String, String>> headers = headers(trial.get("answerHeaders"));
    model.put("answerHeaders", headers);
    model.put("hasHeaders", !headers.isEmpty());
    model.put("truncated", Boolean.TRUE.equals(trial.get("answerTruncated")));
    String answer = trial.get("answer") instanceof String text ? text : "";
    if (!answer.isEmpty()) {
      String shown = Coloured.indented(answer);
      model.put("answer", shown);
      model.put("long", shown.lines().count() > FEW_LINES || answer.length() > FEW_CHARACTERS);
    }
  }

  private Map<String, @Nullable Object> refused(ApiReply reply) {
    var messages = new ArrayList<String>();
    reply.errors().forEach(error -> messages.add(String.valueOf(error.get("message"))));
    return blank(
        false,
        messages.isEmpty()
            ? String.valueOf(reply.body().get("detail"))
            : String.join(" ", messages));
  }

  private Map<String, @Nullable Object> blank(boolean passed, String sentence) {
    var model = new HashMap<String, @Nullable Object>();
    model.put("passed", passed);
    model.put("sentence", sentence);
    model.put("at", Figures.time(page.now()));
    for (String absent :
        List.of("advice", "egress", "status", "elapsed", "code", "answer", "request")) {
      model.put(absent, null);
    }
    model.put("answerHeaders", List.of());
    for (String no : List.of("statusOk", "hasHeaders", "truncated", "long")) {
      model.put(no, false);
    }
    return model;
  }

  private static Map<String, @Nullable Object> request(Map<?, ?> request) {
    var shown = new HashMap<String, @Nullable Object>();
    shown.put("line", request.get("method") + " " + request.get("url"));
    shown.put("headers", headers(request.get("headers")));
    shown.put("sent", Coloured.asIs(String.valueOf(request.get("body"))));
    return shown;
  }

  private static List<Map<String, String>> headers(@Nullable Object list) {
    var headers = new ArrayList<Map<String, String>>();
    for (Map<?, ?> header : ApiReply.maps(list)) {
      headers.add(Map.of(
          "header", String.valueOf(header.get("name")),
          "value", String.valueOf(header.get("value"))));
    }
    return headers;
  }
}
