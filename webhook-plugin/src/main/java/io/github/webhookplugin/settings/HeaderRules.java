package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HeaderNames;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a header may be (RFC 9110 section 5.1), and which are secret by habit. */
final class HeaderRules {
  private static final int MAX_NAME = 200;
  private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxyauthorization");
  private static final Pattern SECRET_PART = Pattern.compile("token|secret|apikey|password");

  private HeaderRules() {}

  static Optional<String> problemOfName(String name) {
    if (name.isEmpty()) {
      return Optional.of("A header has a value but no name. Enter its name.");
    }
    if (!HeaderNames.isToken(name) || name.length() > MAX_NAME) {
      return Optional.of(Found.quote(name) + " is not a valid header name. Use letters, digits and"
          + " hyphens; no blanks, no variables.");
    }
    return HeaderNames.isOfTheSender(name)
        ? Optional.of(Found.quote(name) + " is set by the sender and cannot be changed. Remove it.")
        : Optional.empty();
  }

  /** Whether a value by this name is a secret unless somebody says that it is not. */
  static boolean isSecretByHabit(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return SECRET.contains(plain) || SECRET_PART.matcher(plain).find();
  }
}
