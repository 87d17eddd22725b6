package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Header;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What a request header may be. Settings check this when they are saved; a rendered value is seen here first. */
final class HeaderRules {
  /** They frame the message or steer the connection, so they are the sender's (RFC 9110 §7.6.1). */
  private static final Set<String> RESERVED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    RESERVED.addAll(List.of(
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "Expect",
        "TE",
        "Trailer",
        "Upgrade"));
  }

  /** Names that were found to be sound: each service has the same for all its requests. */
  private static final Set<String> SOUND = ConcurrentHashMap.newKeySet();

  private static final int MOST_SOUND = 1_000;

  private HeaderRules() {}

  /** What is wrong with the first bad header, as a sentence that leaves its value out. */
  static Optional<String> problem(List<Header> headers) {
    for (Header header : headers) {
      Optional<String> problem =
          SOUND.contains(header.name()) ? Optional.empty() : nameProblem(header.name());
      if (problem.isPresent()) {
        return problem;
      }
      if (!isPrintable(header.value())) {
        return Optional.of("The value of the header "
            + header.name()
            + " has a line break or another control character.");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> nameProblem(String name) {
    if (!isToken(name)) {
      return Optional.of("A header's name has a character that HTTP does not allow.");
    }
    if (RESERVED.contains(name)) {
      return Optional.of(
          "The header " + name + " is set by the sender; remove it from the service.");
    }
    if (SOUND.size() < MOST_SOUND) {
      SOUND.add(name);
    }
    return Optional.empty();
  }

  /** RFC 9110 §5.6.2. */
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** No control character but the tab, no half of a surrogate pair: everything else survives as UTF-8. */
  private static boolean isPrintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == value.length()
            || !Character.isLowSurrogate(value.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
