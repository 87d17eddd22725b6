package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.HeaderNames;
import io.github.webhookplugin.model.NamedValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells whether a header's name may be used (RFC 9110 section 5.6.2; the sender's own headers are its own). */
final class HeaderCheck {
  static final int MAX_COUNT = 50;

  private final Set<String> seen = new HashSet<>();

  /** What is wrong with the names, one pass over all headers in their order. */
  static List<TemplateFinding> names(List<NamedValue> headers) {
    var check = new HeaderCheck();
    var findings = new ArrayList<TemplateFinding>();
    for (int i = 0; i < headers.size(); i++) {
      String pointer = "/headers/" + i + "/name";
      check
          .problem(headers.get(i).name().strip())
          .ifPresent(sentence -> findings.add(TemplateFinding.error(pointer, sentence)));
    }
    if (headers.size() > MAX_COUNT) {
      findings.add(TemplateFinding.error(
          "/headers",
          "A service may have " + MAX_COUNT + " headers; here are " + headers.size() + "."));
    }
    return findings;
  }

  private Optional<String> problem(String name) {
    if (name.isEmpty()) {
      return Optional.of("A header has a value but no name.");
    }
    if (name.contains("{{")) {
      return Optional.of(
          "“" + name + "” is not a valid header name. Variables work in values, not in names.");
    }
    if (!HeaderNames.isToken(name)) {
      return Optional.of("“" + name + "” is not a valid header name.");
    }
    if (HeaderNames.isOfTheSender(name)) {
      return Optional.of("“" + name + "” is set by the sender and cannot be changed.");
    }
    return seen.add(name.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("The header “" + name + "” is here twice. Keep one of them.");
  }
}
