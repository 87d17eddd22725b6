package io.github.webhookplugin.model;

/**
 * A text in which {@code *} stands for any characters, also none. Case counts. Immutable, shared between threads.
 *
 * @param text as an admin wrote it
 */
public record Wildcard(String text) {
  private static final char ANY = '*';

  public Wildcard {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a wildcard must not be empty");
    }
  }

  /** Whether it stands for one text only. */
  public boolean exact() {
    return text.indexOf(ANY) < 0;
  }

  /** Whether it stands for every text. */
  public boolean all() {
    return text.chars().allMatch(c -> c == ANY);
  }

  /** Whether it stands for the whole of a text; takes no longer than the product of both lengths. */
  public boolean matches(String whole) {
    return exact() ? text.equals(whole) : matches(whole, whole.length());
  }

  /** Whether it stands for a dotted name or for what comes before one of its dots: {@code a.b} for {@code a.b.c}. */
  public boolean matchesUpToADot(String name) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (matches(name, dot)) {
        return true;
      }
    }
    return matches(name);
  }

  private boolean matches(String whole, int length) {
    int i = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (i < length) {
      if (t < text.length() && text.charAt(t) == ANY) {
        star = t++;
        resume = i;
      } else if (t < text.length() && text.charAt(t) == whole.charAt(i)) {
        t++;
        i++;
      } else if (star >= 0) {
        t = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (t < text.length() && text.charAt(t) == ANY) {
      t++;
    }
    return t == text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
