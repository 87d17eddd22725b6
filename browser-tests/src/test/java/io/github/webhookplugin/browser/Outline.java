package io.github.webhookplugin.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page as a screen reader has it: roles and names, in order (Playwright's aria snapshot). */
record Outline(List<Node> nodes) {
  private static final Pattern LINE =
      Pattern.compile("\\s*- (\\w+)(?: \"((?:[^\"\\\\]|\\\\.)*)\")?((?: \\[[^\\]]*])*):?.*");
  private static final Pattern LEVEL = Pattern.compile("\\[level=(\\d)]");
  private static final Set<String> PRESSED = Set.of(
      "button",
      "link",
      "checkbox",
      "radio",
      "switch",
      "textbox",
      "searchbox",
      "combobox",
      "listbox",
      "spinbutton",
      "slider",
      "menuitem",
      "tab");
  private static final Set<String> ONCE = Set.of("banner", "main", "contentinfo");
  private static final Set<String> NAMED = Set.of("navigation", "dialog", "region", "search");

  /** One element; level 0: it is no heading. */
  record Node(String role, String name, int level) {
    @Override
    public String toString() {
      return role + " \"" + name + "\"" + (level == 0 ? "" : " [level=" + level + "]");
    }
  }

  static Outline of(Page page) {
    var nodes = new ArrayList<Node>();
    for (String line : page.locator("body").ariaSnapshot().split("\n")) {
      // a name with a colon inside has the whole line in quotes
      Matcher part =
          LINE.matcher(line.replaceFirst("- '(.*)'(:?.*)$", "- $1$2").replace("''", "'"));
      if (part.matches()) {
        Matcher level = LEVEL.matcher(part.group(3));
        String name = part.group(2) == null ? "" : part.group(2);
        nodes.add(new Node(part.group(1), name, level.find() ? level.group(1).charAt(0) - '0' : 0));
      }
    }
    return new Outline(nodes);
  }

  /** What is wrong with it, a line each. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    for (Node node : nodes) {
      boolean nameless = node.name.isBlank();
      if (nameless && (PRESSED.contains(node.role) || NAMED.contains(node.role))) {
        problems.add("a " + node.role + " without a name");
      }
      if (nameless && node.role.equals("heading")) {
        problems.add("an empty heading");
      }
    }
    for (String role : ONCE) {
      if (count(role) > 1) {
        problems.add(count(role) + " times " + role);
      }
    }
    if (count("main") + count("dialog") == 0) {
      problems.add("neither main nor a dialog");
    }
    sameNames("navigation", problems);
    sameNames("region", problems);
    headings(problems);
    return problems;
  }

  private long count(String role) {
    return nodes.stream().filter(node -> node.role.equals(role)).count();
  }

  private void sameNames(String role, List<String> problems) {
    var names =
        nodes.stream().filter(node -> node.role.equals(role)).map(Node::name).toList();
    if (Set.copyOf(names).size() < names.size()) {
      problems.add("two of " + role + " with one name: " + names);
    }
  }

  /** From each to the next no level is left out; a dialog begins again. */
  private void headings(List<String> problems) {
    int before = 0;
    for (Node node : nodes) {
      if (node.role.equals("dialog")) {
        before = 1;
      }
      if (node.level > before + 1) {
        problems.add(node + " follows level " + before);
      }
      before = node.level > 0 ? node.level : before;
    }
    long first = nodes.stream().filter(node -> node.level == 1).count();
    if (count("main") == 1 && first != 1) {
      problems.add(first + " headings of level 1");
    }
  }
}
