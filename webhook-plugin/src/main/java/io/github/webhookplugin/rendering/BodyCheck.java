package io.github.webhookplugin.rendering;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Tells whether a body is JSON whatever the event: renders it with events made up for it. */
final class BodyCheck {
  private static final int MOST_FINDINGS = 3;
  private static final int MOST_EVENTS = 3;

  private BodyCheck() {}

  /** What is wrong with a body for one event, with its place in the template; empty if nothing is. */
  static List<TemplateFinding> check(String pointer, Template template) {
    var findings = new ArrayList<TemplateFinding>(nested(pointer, template.scan()));
    var places = new HashSet<Integer>();
    for (ProbeCase probed : ProbeCase.all(template.scan())) {
      Optional<JsonGrammar.Problem> found = check(template, probed, Probe.of(probed));
      if (found.isPresent() && places.add(found.get().offset())) {
        findings.add(finding(pointer, template.scan(), probed, found.get()));
      }
      if ((probed.isFriendly() && found.isPresent()) || places.size() == MOST_FINDINGS) {
        return findings;
      }
    }
    return findings;
  }

  /** The same for a body over several events: it is tried with one, with two and with three of each kind. */
  static List<TemplateFinding> checkTogether(String pointer, Template template) {
    var findings = new ArrayList<TemplateFinding>(nested(pointer, template.scan()));
    var places = new HashSet<Integer>();
    for (ProbeCase probed : ProbeCase.all(template.scan())) {
      for (int events = 1; events <= MOST_EVENTS; events++) {
        Optional<JsonGrammar.Problem> found = check(template, probed, Probe.of(probed, events));
        if (found.isPresent() && places.add(found.get().offset())) {
          findings.add(finding(pointer, template.scan(), probed, found.get()));
        }
        if ((probed.isFriendly() && found.isPresent()) || places.size() == MOST_FINDINGS) {
          return findings;
        }
      }
    }
    return findings;
  }

  /** The first problem with this event; its offset is that in the template. */
  private static Optional<JsonGrammar.Problem> check(
      Template template, ProbeCase probed, Probe events) {
    var trace = new Trace();
    try {
      Output out = template.render(events, trace);
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
  private static TemplateFinding finding(
      String pointer, Scan scan, ProbeCase probed, JsonGrammar.Problem problem) {
    var place = TemplateProblem.at(scan.text(), problem.offset(), "");
    var described = new TemplateProblem(
        place.line(),
        place.column(),
        "Not valid JSON"
            + probed.when() + ": line " + place.line() + ", column " + place.column() + ". "
            + problem.message());
    return probed.hasLists() && !problem.inList()
        ? TemplateFinding.warning(pointer, described)
        : TemplateFinding.error(pointer, described);
  }

  /** Tags between the escaped quotes of JSON that is itself in a text: their values would be escaped once too little. */
  private static List<TemplateFinding> nested(String pointer, Scan scan) {
    return scan.tags().stream()
        .filter(tag -> tag.kind() == Tag.Kind.VALUE && tag.quoted() && tag.form() == Form.TEXT)
        .filter(tag -> scan.text().startsWith("\\\"", tag.start() - 2)
            && scan.text().startsWith("\\\"", tag.end()))
        .map(tag -> TemplateProblem.at(
            scan.text(),
            tag.start(),
            tag.written() + " stands in JSON within a text, where a quote in its value breaks that"
                + " JSON. Write {{json " + tag.name() + "}} without the \\\" around it."))
        .map(problem -> TemplateFinding.warning(pointer, problem))
        .toList();
  }
}
