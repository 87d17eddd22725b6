package io.github.webhookplugin.rendering;

/**
 * Something about a request's templates that an admin should know before saving them.
 *
 * @param pointer where in the request, as a JSON pointer: {@code /body}, {@code /headers/2/value}
 * @param line in that text, 1 for the first
 * @param column in that line, 1 for the first
 * @param message a sentence for people
 * @param severity whether it can be saved nevertheless
 */
public record TemplateFinding(
    String pointer, int line, int column, String message, Severity severity) {
  /** Whether a request with this finding can be saved. */
  public enum Severity {
    /** It must be put right first. */
    ERROR,
    /** It works, but probably not as meant. */
    WARNING
  }

  static TemplateFinding error(String pointer, String message) {
    return new TemplateFinding(pointer, 1, 1, message, Severity.ERROR);
  }

  static TemplateFinding error(String pointer, TemplateProblem problem) {
    return new TemplateFinding(
        pointer, problem.line(), problem.column(), problem.message(), Severity.ERROR);
  }

  static TemplateFinding warning(String pointer, TemplateProblem problem) {
    return new TemplateFinding(
        pointer, problem.line(), problem.column(), problem.message(), Severity.WARNING);
  }
}
