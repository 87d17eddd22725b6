package io.github.webhookplugin.rendering;

import java.util.Optional;

/** Tells whether an address can be called. */
final class UrlCheck {
  static final int MAX_LENGTH = 2_000;

  private UrlCheck() {}

  /** What is wrong with an address as it was typed, tags and all. */
  static Optional<TemplateProblem> typed(String url) {
    if (url.isBlank()) {
      return problem("Enter the address that receives the notifications.");
    }
    if (url.length() > MAX_LENGTH) {
      return problem("The address may have 2,000 characters, has " + url.length() + ".");
    }
    return Optional.empty();
  }

  /** What is wrong with it once its tags have values. */
  static Optional<TemplateProblem> rendered(Template template) {
    Scan scan = template.scan();
    int odd = firstOdd(scan);
    if (odd >= 0) {
      return Optional.of(TemplateProblem.at(
          scan.text(),
          odd,
          scan.text().charAt(odd) == '\\'
              ? "This is not a valid address. Write / for \\."
              : "This is not a valid address. Write %20 for a blank; it must be one line."));
    }
    try {
      Output sample = template.render(Probe.of(ProbeCase.numbers(scan)), null);
      return TargetUrl.problem(sample.toString())
          .map(sentence -> new TemplateProblem(1, 1, sentence));
    } catch (RenderException e) {
      return problem(e.sentence());
    }
  }

  private static Optional<TemplateProblem> problem(String sentence) {
    return Optional.of(new TemplateProblem(1, 1, sentence));
  }

  /** The first blank, control character or backslash outside of tags, -1 if there is none. */
  private static int firstOdd(Scan scan) {
    String text = scan.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c <= ' ' || c == 0x7f || c == '\\') && !isInTag(scan, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isInTag(Scan scan, int offset) {
    return scan.tags().stream().anyMatch(tag -> tag.start() <= offset && offset < tag.end());
  }
}
