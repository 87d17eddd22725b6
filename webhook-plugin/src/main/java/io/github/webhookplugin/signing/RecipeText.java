package io.github.webhookplugin.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recipe's text, cut at its {@code {{…}}}. Immutable, shared between threads. */
public final class RecipeText {
  private static final Pattern TAG = Pattern.compile("\\{\\{([^{}]*)}}");

  /** A stretch of text, or a variable's name. */
  public record Part(boolean variable, String text) {}

  private final List<Part> parts;

  private RecipeText(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  public static RecipeText of(String template) {
    var parts = new ArrayList<Part>();
    Matcher tag = TAG.matcher(template);
    int end = 0;
    while (tag.find()) {
      if (tag.start() > end) {
        parts.add(new Part(false, template.substring(end, tag.start())));
      }
      parts.add(new Part(true, tag.group(1)));
      end = tag.end();
    }
    if (end < template.length()) {
      parts.add(new Part(false, template.substring(end)));
    }
    return new RecipeText(parts);
  }

  public List<Part> parts() {
    return parts;
  }

  /** What a variable stands for. */
  public interface Values {
    String of(String variable);
  }

  public String fill(Values values) {
    if (parts.size() == 1 && parts.get(0).variable()) {
      return values.of(parts.get(0).text());
    }
    var text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.variable() ? values.of(part.text()) : part.text());
    }
    return text.toString();
  }
}
