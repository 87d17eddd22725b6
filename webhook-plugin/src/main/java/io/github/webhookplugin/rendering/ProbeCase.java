package io.github.webhookplugin.rendering;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One kind of event that a body is tried with before it is saved. Used by one thread. */
final class ProbeCase {
  /** Instead of a number of items: sections find an object. */
  static final int OBJECT = -1;

  private static final String HOSTILE = "\"\\\n\r\t\0\u007f\u2028\uD800{{title}}}},]<&'/";
  private static final int MOST_SECTIONS = 64;

  private final String when;
  private final @Nullable Object value;
  private final int items;
  private final Predicate<String> missing;
  private final Set<String> sections;
  private final Set<String> parents;
  private final Set<String> conditions;
  private int values;

  private ProbeCase(
      String when, Scan scan, @Nullable Object value, int items, Predicate<String> missing) {
    this.when = when;
    this.value = value;
    this.items = items;
    this.missing = missing;
    this.sections = sectionNames(scan);
    this.parents = parentNames(scan);
    this.conditions = conditionNames(scan);
  }

  /** The cases for a template: the friendly one first. */
  static List<ProbeCase> all(Scan scan) {
    Predicate<String> none = name -> false;
    var cases = new ArrayList<ProbeCase>();
    cases.add(new ProbeCase("", scan, "Sample", 1, none));
    cases.add(new ProbeCase(" with lists of two items", scan, "Sample", 2, none));
    cases.add(new ProbeCase(" with quotes and line breaks in values", scan, HOSTILE, 1, none));
    cases.add(new ProbeCase(" when values are empty", scan, "", 0, none));
    cases.add(new ProbeCase(" when values are missing", scan, null, 0, name -> true));
    cases.add(numbers(scan));
    Set<String> sections = sectionNames(scan);
    for (String section : sections) {
      cases.add(
          new ProbeCase(" when “" + section + "” is missing", scan, "Sample", 1, section::equals));
      cases.add(new ProbeCase(
          " when only “" + section + "” is there",
          scan,
          "Sample",
          1,
          name -> sections.contains(name) && !name.equals(section)));
    }
    return cases;
  }

  /** Every value is a number, which fits into every part of an address. */
  static ProbeCase numbers(Scan scan) {
    return new ProbeCase(" when values are numbers", scan, 42, OBJECT, name -> false);
  }

  private static Set<String> sectionNames(Scan scan) {
    return scan.tags().stream()
        .filter(tag -> tag.opens() && !tag.isItem())
        .map(tag -> tag.name().substring(tag.name().lastIndexOf('.') + 1))
        .filter(name -> !name.equals("first") && !name.equals("last") && !name.equals("index"))
        .limit(MOST_SECTIONS)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> parentNames(Scan scan) {
    var parents = new LinkedHashSet<String>();
    for (Tag tag : scan.tags()) {
      String[] names = tag.name().split("\\.");
      for (int i = 0; i < names.length - 1; i++) {
        parents.add(names[i]);
      }
    }
    return parents;
  }

  /** Sections that hold their own value, as {@code {{#data.note}}{{data.note}}{{/data.note}}}: no lists. */
  private static Set<String> conditionNames(Scan scan) {
    var names = new LinkedHashSet<String>();
    for (Scan.Section section : scan.sections()) {
      String name = section.tag().name();
      boolean itself = scan.tags().stream()
          .anyMatch(tag -> tag.kind() == Tag.Kind.VALUE
              && tag.name().equals(name)
              && tag.start() > section.tag().start()
              && tag.end() < section.end());
      if (itself) {
        names.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    return names;
  }

  /** Whether nothing is special about it: what is wrong now is always wrong. */
  boolean isFriendly() {
    return when.isEmpty();
  }

  boolean hasLists() {
    return items > 1;
  }

  /** Completes "Not valid JSON …"; empty for the friendly case. */
  String when() {
    return when;
  }

  int items() {
    return items;
  }

  boolean isMissing(String name) {
    return missing.test(name);
  }

  /** Whether a name may stand for a list. */
  boolean isSection(String name) {
    return sections.contains(name) && !conditions.contains(name);
  }

  boolean hasParts(String name) {
    return parents.contains(name);
  }

  /** Texts are all different, so that a name twice in an object is the template's doing. */
  @Nullable
  Object nextValue() {
    boolean numbered = value instanceof String text && !text.isEmpty();
    return numbered ? value + " " + ++values : value;
  }
}
