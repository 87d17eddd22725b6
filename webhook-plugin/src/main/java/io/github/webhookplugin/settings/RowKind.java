package io.github.webhookplugin.settings;

import java.util.Locale;
import java.util.Optional;

/** What headers and query parameters do not share. */
enum RowKind {
  HEADER {
    @Override
    String key(String name) {
      return name.toLowerCase(Locale.ROOT);
    }

    @Override
    Optional<String> problemOfName(String name) {
      return HeaderRules.problemOfName(name);
    }

    @Override
    String unset(String name) {
      return "Enter the value of the header " + Found.quote(name)
          + ": it is secret and has none yet. Copies and imports leave secrets out.";
    }

    @Override
    boolean mayRepeat() {
      return false;
    }

    /** Blanks around it are not part of a header's value (RFC 9110 section 5.5). */
    @Override
    String clean(String value) {
      return value.strip();
    }

    @Override
    Optional<String> problemOfValue(String value) {
      return Characters.any(value, c -> Characters.isControl(c) && c != '\t')
          ? Optional.of("A header's value is one line of text; this one has a line break or control"
              + " character inside. Remove it.")
          : Optional.empty();
    }
  },

  QUERY {
    @Override
    String key(String name) {
      return name;
    }

    @Override
    Optional<String> problemOfName(String name) {
      if (name.isEmpty()) {
        return Optional.of("A query parameter has a value but no name. Enter its name.");
      }
      return Characters.any(name, Characters::isControl) || name.contains("{{")
          ? Optional.of(Found.quote(name) + " is not a valid name of a query parameter. Use no"
              + " control characters and no variables.")
          : Optional.empty();
    }

    @Override
    String unset(String name) {
      return "Enter the value of the query parameter " + Found.quote(name)
          + ": it is secret and has none yet. Copies and imports leave secrets out.";
    }

    @Override
    boolean mayRepeat() {
      return true;
    }

    @Override
    String clean(String value) {
      return value;
    }

    /** Anything goes: it is percent-encoded. */
    @Override
    Optional<String> problemOfValue(String value) {
      return Optional.empty();
    }
  };

  /** Equal for two names that mean the same. */
  abstract String key(String name);

  abstract Optional<String> problemOfName(String name);

  /** What is missing of a secret without a value. */
  abstract String unset(String name);

  abstract boolean mayRepeat();

  abstract String clean(String value);

  abstract Optional<String> problemOfValue(String value);
}
