package io.github.webhookplugin.rendering;

import java.util.Optional;

/** Whether a body that was rendered is JSON, in words for people. Pure. */
public final class BodyJson {
  private BodyJson() {}

  /** What is wrong, with line and column in the body; empty if it is JSON. */
  public static Optional<String> problem(String body) {
    return JsonGrammar.check(body, false).map(found -> {
      var place = TemplateProblem.at(body, found.offset(), "");
      return "Not valid JSON: line " + place.line() + ", column " + place.column() + ". "
          + found.message();
    });
  }
}
