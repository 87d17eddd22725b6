package io.github.webhookplugin.settings;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places in a setting where a secret of the host stands, which only has its name there: {@code Bearer
 * ${secret.crm-token}}. Pure.
 */
final class SecretReference {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{secret\\.([A-Za-z0-9._-]{1,100})}");
  /** What somebody meant to be one. */
  private static final Pattern START =
      Pattern.compile("\\$\\{\\s*secret\\b", Pattern.CASE_INSENSITIVE);
  /** The word in front of a token in an Authorization header (RFC 9110 section 11.1). */
  private static final Pattern SCHEME = Pattern.compile("(?:[A-Za-z-]{1,20}\\s+)?");

  private SecretReference() {}

  static boolean in(String text) {
    return text.contains("${") && REFERENCE.matcher(text).find();
  }

  /** Whether a text has nothing else that could be secret: references, and the scheme of a credential. */
  static boolean isAll(String text) {
    return in(text)
        && SCHEME.matcher(REFERENCE.matcher(text).replaceAll("").stripLeading()).matches();
  }

  /** The names in a text, in their order. */
  static Set<String> names(String text) {
    var names = new LinkedHashSet<String>();
    Matcher found = REFERENCE.matcher(text);
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  /** A text with something else in the place of each reference, by its name. */
  static String filled(String text, UnaryOperator<String> value) {
    return in(text)
        ? REFERENCE
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))))
        : text;
  }

  /** The text with a letter in the place of each reference, to look at the rest of it. */
  static String blanked(String text) {
    return filled(text, name -> "x");
  }

  /** What is wrong with something that was meant as a reference. */
  static Optional<String> slip(String text) {
    return START.matcher(blanked(text)).find()
        ? Optional.of("A secret of the host is written ${secret.NAME}, with a name of at most 100"
            + " letters, digits, “.”, “_” and “-”. Correct it, or remove the “${secret”.")
        : Optional.empty();
  }
}
