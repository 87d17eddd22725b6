package io.github.webhookplugin.rendering;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Tells whether a body is JSON whatever the event: renders it with events made up for it. */
final class BodyCheck {
  private static final String BODY = "/body";
  private static final int MOST_FINDINGS = 3;

  private BodyCheck() {}

  /** What is wrong, with its place in the template; empty if nothing is. */
  static List<TemplateFinding> check(Template template) {
    var findings = new ArrayList<TemplateFinding>(nested(template.scan()));
    var places = new HashSet<Integer>();
    for (ProbeCase probed : ProbeCase.all(template.scan())) {
      Optional<JsonGrammar.Problem> found = check(template, probed);
      if (found.isPresent() && places.add(found.get().offset())) {
        findings.add(finding(template.scan(), probed, found.get()));
      }
      if ((probed.isFriendly() && found.isPresent()) || places.size() == MOST_FINDINGS) {
        return findings;
      }
    }
    return findings;
  }

  /** The first problem with this event; its offset is that in the template. */
  private static Optional<JsonGrammar.Problem> check(Template template, ProbeCase probed) {
    var trace = new Trace();
    try {
      Output out = template.render(Probe.of(probed), trace);
      return JsonGrammar.check(out.toString(), probed.isFriendly())
          .map(problem -> new JsonGrammar.Problem(
              trace.templateOffset(template.scan(), out.text(), problem.offset()),
              problem.message(),
              problem.inList()));
    } catch (RenderException e) {
      return Optional.of(new JsonGrammar.Problem(0, e.sentence(), false));
    }
  }

  /** Outside of a list, a section is likely meant as a condition: more than one item is worth a warning only. */
  private static TemplateFinding finding(Scan scan, ProbeCase probed, JsonGrammar.Problem problem) {
    var place = TemplateProblem.at(scan.text(), problem.offset(), "");
    var described = new TemplateProblem(
        place.line(),
        place.column(),
        "Not valid JSON"
            + probed.when() + ": line " + place.line() + ", column " + place.column() + ". "
            + problem.message());
    return probed.hasLists() && !problem.inList()
        ? TemplateFinding.warning(BODY, described)
        : TemplateFinding.error(BODY, described);
  }

  /** Tags between the escaped quotes of JSON that is itself in a text: their values would be escaped once too little. */
  private static List<TemplateFinding> nested(Scan scan) {
    return scan.tags().stream()
        .filter(tag -> tag.kind() == Tag.Kind.VALUE && tag.quoted() && !tag.json())
        .filter(tag -> scan.text().startsWith("\\\"", tag.start() - 2)
            && scan.text().startsWith("\\\"", tag.end()))
        .map(tag -> TemplateProblem.at(
            scan.text(),
            tag.start(),
            tag.written() + " stands in JSON within a text, where a quote in its value breaks that"
                + " JSON. Write {{json " + tag.name() + "}} without the \\\" around it."))
        .map(problem -> TemplateFinding.warning(BODY, problem))
        .toList();
  }
}
