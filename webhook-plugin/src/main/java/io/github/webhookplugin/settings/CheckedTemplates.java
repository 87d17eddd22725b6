package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.rendering.TemplateCheck;
import io.github.webhookplugin.rendering.TemplateFinding;
import io.github.webhookplugin.rendering.TemplateFinding.Severity;
import java.util.List;

/** What the renderer says of a request's templates, in the words of settings. Pure. */
public final class CheckedTemplates {
  private CheckedTemplates() {}

  /** What keeps a request from being saved. */
  public static List<SettingsProblem> errors(RequestTemplate template) {
    return findings(template, Severity.ERROR);
  }

  /** What is probably not as meant. */
  public static List<SettingsProblem> warnings(RequestTemplate template) {
    return findings(template, Severity.WARNING);
  }

  private static List<SettingsProblem> findings(RequestTemplate template, Severity severity) {
    return TemplateCheck.check(template).stream()
        .filter(finding -> finding.severity() == severity)
        .map(finding -> new SettingsProblem(finding.pointer(), sentence(finding)))
        .toList();
  }

  private static String sentence(TemplateFinding finding) {
    boolean hasPlace = finding.line() > 1 || finding.column() > 1;
    boolean saysIt =
        finding.message().contains("line " + finding.line() + ", column " + finding.column());
    return finding.pointer().equals("/body") && hasPlace && !saysIt
        ? "Line " + finding.line() + ", column " + finding.column() + ": " + finding.message()
        : finding.message();
  }
}
