package io.github.webhookplugin.receiving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program with gaps: {@code %%name%%} stands for a value; lines between {@code %%if name name} and {@code %%end} are
 * kept if one of the names holds.
 */
final class CodeText {
  private static final Pattern GAP = Pattern.compile("%%([a-zA-Z0-9]+)%%");

  private final String text;

  private CodeText(String text) {
    this.text = text;
  }

  /** Of the resources beside this class. */
  static CodeText named(String name) {
    try (InputStream resource = CodeText.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the JAR has no " + name);
      }
      return new CodeText(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String fill(Set<String> holds, Map<String, String> values) {
    var filled = new StringBuilder();
    var kept = new ArrayDeque<Boolean>();
    for (String line : text.lines().toList()) {
      String order = line.strip();
      if (order.startsWith("%%if ")) {
        kept.push(Set.of(order.substring(5).split(" ")).stream().anyMatch(holds::contains));
      } else if (order.equals("%%end")) {
        kept.pop();
      } else if (!kept.contains(false)) {
        filled.append(filled(line, values)).append('\n');
      }
    }
    return filled.toString();
  }

  private static String filled(String line, Map<String, String> values) {
    return GAP.matcher(line).replaceAll(gap -> {
      String value = values.get(gap.group(1));
      if (value == null) {
        throw new IllegalStateException("no value for " + gap.group());
      }
      return Matcher.quoteReplacement(value);
    });
  }
}
