package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a request's templates when they are saved, all at once. */
public final class TemplateCheck {
  private static final int MAX_NAME = 200;

  private final List<TemplateFinding> findings = new ArrayList<>();

  private TemplateCheck() {}

  /**
   * Checks a request as a whole. Lines and columns are those of the templates, also for JSON that only turns out wrong
   * once it is rendered.
   *
   * @return empty if nothing is wrong; a request without errors compiles, and its body is JSON for events of every
   *     shape that was tried (texts of all kinds, nothing there, lists of 0, 1 and 2)
   */
  public static List<TemplateFinding> check(RequestTemplate request) {
    var check = new TemplateCheck();
    check.url(request.url());
    check.headers(request.headers());
    check.queryParams(request.queryParams());
    check.body(request.body());
    return List.copyOf(check.findings);
  }

  /**
   * Checks a body over several events: a batch's or a digest's.
   *
   * @param pointer where it stands
   * @return as {@link #check}; tried with one event and with several
   */
  public static List<TemplateFinding> checkTogether(String pointer, String body) {
    var check = new TemplateCheck();
    check.together(pointer, body);
    return List.copyOf(check.findings);
  }

  private void together(String pointer, String body) {
    if (body.isBlank()) {
      findings.add(TemplateFinding.error(pointer, "Enter the body. It must be JSON."));
      return;
    }
    try {
      Template template = Template.compile(Place.BODY, body);
      NameCheck.checkTogether(template.scan())
          .forEach(problem -> findings.add(TemplateFinding.warning(pointer, problem)));
      if (!template.uses("events")) {
        findings.add(
            TemplateFinding.error(
                pointer,
                "This body shows no event. Write {{#events}}…{{/events}} around what it says of each."));
      }
      findings.addAll(BodyCheck.checkTogether(pointer, template));
    } catch (TemplateException e) {
      e.problems().forEach(problem -> error(pointer, problem));
    }
  }

  private void url(String url) {
    Optional<TemplateProblem> typed = UrlCheck.typed(url);
    typed.ifPresent(problem -> error("/url", problem));
    Template template = typed.isPresent() ? null : compile("/url", Place.URL, url);
    if (template != null) {
      UrlCheck.rendered(template).ifPresent(problem -> error("/url", problem));
    }
  }

  private void headers(List<NamedValue> headers) {
    findings.addAll(HeaderCheck.names(headers));
    for (int i = 0; i < headers.size(); i++) {
      String pointer = "/headers/" + i + "/value";
      Template template = compile(pointer, Place.HEADER, headers.get(i).value());
      if (template != null && template.isStatic()) {
        fixedHeader(pointer, headers.get(i));
      }
    }
  }

  private void fixedHeader(String pointer, NamedValue header) {
    try {
      HeaderText.checked(header.name(), header.value());
    } catch (RenderException e) {
      findings.add(TemplateFinding.error(pointer, "A header's value may have 8 KiB."));
    }
  }

  private void queryParams(List<NamedValue> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      String pointer = "/queryParams/" + i;
      if (parameters.get(i).name().isBlank()) {
        findings.add(
            TemplateFinding.error(pointer + "/name", "A query parameter has a value but no name."));
      }
      if (parameters.get(i).name().length() > MAX_NAME) {
        findings.add(TemplateFinding.error(
            pointer + "/name", "A query parameter's name may have 200 characters."));
      }
      compile(pointer + "/value", Place.QUERY, parameters.get(i).value());
    }
  }

  private void body(String body) {
    if (body.isBlank()) {
      findings.add(TemplateFinding.error("/body", "Enter the body. It must be JSON."));
      return;
    }
    Template template = compile("/body", Place.BODY, body);
    if (template != null) {
      findings.addAll(BodyCheck.check("/body", template));
    }
  }

  /** Null if it cannot be compiled; then the findings say why. */
  private @Nullable Template compile(String pointer, Place place, String text) {
    try {
      Template template = Template.compile(place, text);
      NameCheck.check(template.scan())
          .forEach(problem -> findings.add(TemplateFinding.warning(pointer, problem)));
      return template;
    } catch (TemplateException e) {
      e.problems().forEach(problem -> error(pointer, problem));
      return null;
    }
  }

  private void error(String pointer, TemplateProblem problem) {
    findings.add(TemplateFinding.error(pointer, problem));
  }
}
