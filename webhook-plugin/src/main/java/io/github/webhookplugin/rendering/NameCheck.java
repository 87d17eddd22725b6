package io.github.webhookplugin.rendering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds names in a template that no event will ever have, and the names that were probably meant. */
final class NameCheck {
  /** What is inside of these only the host knows. */
  private static final Set<String> OPEN = Set.of("data", "entity", "changes");

  private static final Set<String> POSITION = Set.of("first", "last", "index");
  /** What belongs to a request, whatever its events. */
  private static final Set<String> OF_REQUEST =
      Set.of("deliveryId", "sentAt", "sign", "signTimestamp", "service");

  /** What a name may be followed by, or what a section's inside may use: everything, or these names. */
  private record Names(boolean open, List<String> inside, boolean ofEvent) {
    static final Names ANY = new Names(true, List.of(), false);
    static final Names NONE = new Names(false, List.of(), false);
    /** All variables of an event. */
    static final Names OF_EVENT = new Names(false, List.of(), true);
  }

  /** What is kept about a service has free names, too. */
  private static final String EXTENSION = ".extension.";

  private static final String EVENTS = "events";

  private final Scan scan;
  private final boolean together;
  private final Deque<Names> sections = new ArrayDeque<>();
  private final List<TemplateProblem> unknown = new ArrayList<>();

  private NameCheck(Scan scan, boolean together) {
    this.scan = scan;
    this.together = together;
  }

  static List<TemplateProblem> check(Scan scan) {
    return check(scan, false);
  }

  /** In a body over several events: an event's variables are known in {@code {{#events}}} only. */
  static List<TemplateProblem> checkTogether(Scan scan) {
    return check(scan, true);
  }

  private static List<TemplateProblem> check(Scan scan, boolean together) {
    var check = new NameCheck(scan, together);
    scan.tags().forEach(check::pass);
    return check.unknown;
  }

  private void pass(Tag tag) {
    if (tag.kind() == Tag.Kind.COMMENT) {
      return;
    }
    if (tag.kind() == Tag.Kind.CLOSE) {
      sections.pop();
      return;
    }
    Names names = resolve(tag.name());
    if (names == null) {
      unknown.add(TemplateProblem.at(scan.text(), tag.start(), sentence(tag)));
    }
    if (tag.kind() == Tag.Kind.SECTION) {
      sections.push(names == null ? Names.ANY : names);
    } else if (tag.opens()) {
      sections.push(Names.NONE);
    }
  }

  /** What may follow the name; null if it is unknown. */
  private @Nullable Names resolve(String name) {
    if (name.equals(".")) {
      return sections.isEmpty() ? null : Names.ANY;
    }
    String first = name.split("\\.")[0];
    String rest = name.substring(first.length());
    for (Names section : sections) {
      if (section.open()) {
        return Names.ANY;
      }
      if (section.inside().contains(first)) {
        return rest.isEmpty() ? Names.NONE : null;
      }
    }
    if (!sections.isEmpty() && POSITION.contains(name)) {
      return Names.NONE;
    }
    if (together && !OF_REQUEST.contains(first)) {
      return inEvents() ? resolveAtRoot(first, rest) : ofRequest(name);
    }
    return resolveAtRoot(first, rest);
  }

  private boolean inEvents() {
    return sections.stream().anyMatch(Names::ofEvent);
  }

  private @Nullable Names ofRequest(String name) {
    if (name.equals(EVENTS)) {
      return Names.OF_EVENT;
    }
    return name.equals("eventCount") ? Names.NONE : null;
  }

  private static @Nullable Names resolveAtRoot(String name) {
    String first = name.split("\\.")[0];
    return resolveAtRoot(first, name.substring(first.length()));
  }

  private static @Nullable Names resolveAtRoot(String first, String rest) {
    if (OPEN.contains(first)) {
      return Names.ANY;
    }
    List<String> inside = insideOf(first);
    if (first.equals("service") && (rest + ".").startsWith(EXTENSION)) {
      return Names.ANY;
    }
    if (!rest.isEmpty()) {
      return !Listed.NAMES.contains(first) && inside.contains(rest.substring(1))
          ? Names.NONE
          : null;
    }
    boolean known = Variable.ALL.stream().anyMatch(each -> each.name().equals(first));
    return known || !inside.isEmpty() ? new Names(false, inside, false) : null;
  }

  private static List<String> insideOf(String first) {
    if (Listed.NAMES.contains(first)) {
      return List.of(first.equals("targetUsers") ? "uid" : "id", "name");
    }
    return Variable.ALL.stream()
        .map(Variable::name)
        .filter(name -> name.startsWith(first + "."))
        .map(name -> name.substring(first.length() + 1))
        .toList();
  }

  private String sentence(Tag tag) {
    if (tag.isItem()) {
      return "{{.}} stands for the item of a section, but here is no section.";
    }
    if (together && !inEvents() && resolveAtRoot(tag.name()) != null) {
      return tag.written() + " is an event's own. Put it between {{#events}} and {{/events}}.";
    }
    return "Unknown variable " + tag.written() + ". "
        + nearest(tag.name())
            .map(name -> "Did you mean {{" + name + "}}?")
            .orElse(
                "An event's own values are found as {{data.…}}, {{entity.…}} or {{changes.…}}.");
  }

  private Optional<String> nearest(String name) {
    Stream<String> here = Stream.concat(
        sections.stream().flatMap(section -> section.inside().stream()),
        together ? Stream.of(EVENTS, "eventCount") : Stream.empty());
    return Spelling.closest(
        name, Stream.concat(here, Variable.ALL.stream().map(Variable::name)).toList());
  }
}
