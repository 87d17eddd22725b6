package io.github.webhookplugin.rendering;

import java.util.ArrayDeque;
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
  private final Names names;
  private int values;

  /**
   * The last parts of names in a template.
   *
   * @param sections of sections
   * @param parents those that are followed by another part
   * @param conditions of sections that hold their own value
   */
  private record Names(Set<String> sections, Set<String> parents, Set<String> conditions) {
    static Names of(Scan scan) {
      return new Names(sectionNames(scan), parentNames(scan), conditionNames(scan));
    }
  }

  private ProbeCase(
      String when, Names names, @Nullable Object value, int items, Predicate<String> missing) {
    this.when = when;
    this.names = names;
    this.value = value;
    this.items = items;
    this.missing = missing;
  }

  /** The cases for a template: the friendly one first. */
  static List<ProbeCase> all(Scan scan) {
    var names = Names.of(scan);
    Predicate<String> none = name -> false;
    var cases = new ArrayList<ProbeCase>();
    cases.add(new ProbeCase("", names, "Sample", 1, none));
    cases.add(new ProbeCase(" with lists of two items", names, "Sample", 2, none));
    cases.add(new ProbeCase(" with quotes and line breaks in values", names, HOSTILE, 1, none));
    cases.add(new ProbeCase(" when values are empty", names, "", 0, none));
    cases.add(new ProbeCase(" when values are missing", names, null, 0, name -> true));
    cases.add(numbers(names));
    for (String section : names.sections()) {
      cases.add(
          new ProbeCase(" when “" + section + "” is missing", names, "Sample", 1, section::equals));
      cases.add(new ProbeCase(
          " when only “" + section + "” is there",
          names,
          "Sample",
          1,
          name -> names.sections().contains(name) && !name.equals(section)));
    }
    return cases;
  }

  /** Every value is a number, which fits into every part of an address. */
  static ProbeCase numbers(Scan scan) {
    return numbers(Names.of(scan));
  }

  private static ProbeCase numbers(Names names) {
    return new ProbeCase(" when values are numbers", names, 42, OBJECT, name -> false);
  }

  private static Set<String> sectionNames(Scan scan) {
    return scan.tags().stream()
        .filter(tag -> tag.opens() && !tag.isItem())
        .map(tag -> lastPart(tag.name()))
        .filter(name -> !name.equals("first") && !name.equals("last") && !name.equals("index"))
        .distinct()
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
    var open = new ArrayDeque<String>();
    for (Tag tag : scan.tags()) {
      if (tag.opens()) {
        open.push(tag.name());
      } else if (tag.kind() == Tag.Kind.CLOSE) {
        open.pop();
      } else if (tag.kind() == Tag.Kind.VALUE && open.contains(tag.name())) {
        names.add(lastPart(tag.name()));
      }
    }
    return names;
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
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
    return names.sections().contains(name) && !names.conditions().contains(name);
  }

  boolean hasParts(String name) {
    return names.parents().contains(name);
  }

  /** Texts are all different, so that a name twice in an object is the template's doing. */
  @Nullable
  Object nextValue() {
    boolean numbered = value instanceof String text && !text.isEmpty();
    return numbered ? value + " " + ++values : value;
  }
}
