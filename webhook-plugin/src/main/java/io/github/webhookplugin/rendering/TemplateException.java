package io.github.webhookplugin.rendering;

import java.util.List;
import java.util.stream.Collectors;

/** A template's text cannot be used; says everything that is wrong with it. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<TemplateProblem> problems;

  TemplateException(List<TemplateProblem> problems) {
    super(problems.stream().map(TemplateProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<TemplateProblem> problems() {
    return problems;
  }
}
