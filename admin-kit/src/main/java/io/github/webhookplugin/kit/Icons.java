package io.github.webhookplugin.kit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The icons of {@code icons.txt}, drawn by Lucide (ISC licence), as one SVG that a page carries and refers to:
 * {@code <svg class="i" aria-hidden="true"><use href="#i-NAME"/></svg>}.
 */
final class Icons {
  private static final String FOLDER = "/META-INF/resources/webjars/lucide-static/0.468.0/icons/";
  private static final Pattern DRAWING = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);

  private static final List<String> NAMES =
      Resources.text("icons.txt").lines().filter(line -> !line.isBlank()).toList();
  private static final String SPRITE = NAMES.stream()
      .map(Icons::symbol)
      .collect(Collectors.joining(
          "", "<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\">", "</svg>"));

  private Icons() {}

  static List<String> names() {
    return NAMES;
  }

  /** All of them. */
  static String sprite() {
    return SPRITE;
  }

  /** The name, if there is such an icon; else one that fits anything. */
  static String known(String name) {
    return NAMES.contains(name) ? name : "plug";
  }

  private static String symbol(String name) {
    Matcher drawing = DRAWING.matcher(Resources.text(FOLDER + name + ".svg"));
    if (!drawing.find()) {
      throw new IllegalStateException("the icon " + name + " is no SVG");
    }
    String lines = drawing.group(1).replaceAll("\\s*\\n\\s*", "").replace(" />", "/>");
    return "<symbol id=\"i-" + name + "\" viewBox=\"0 0 24 24\">" + lines + "</symbol>";
  }
}
