package io.github.webhookplugin.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of OpenMetadata's event filters (seed rows W-19 to W-26): all its parts must hold.
 *
 * @param eventType the event's type
 * @param entities one must be the type of the event's entity; empty: any, and none too
 * @param include of the names one must have changed, and of each kind of selector one must hold
 * @param exclude none of them may have changed or hold
 */
public record EntityFilter(
    Wildcard eventType, List<Wildcard> entities, List<Token> include, List<Token> exclude) {
  public EntityFilter {
    entities = List.copyOf(entities);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** What a token looks at. */
  public enum Kind {
    /** The fields that changed; the token is a name without a colon. */
    FIELD,
    DOMAIN,
    OWNER,
    TAG,
    TIER,
    NAME;

    /** As it stands before a token's colon. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of selector with that word; empty if there is none. */
    public static Optional<Kind> selector(String word) {
      for (Kind kind : values()) {
        if (kind != FIELD && kind.word().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A changed field's name, such as {@code tags}, or a selector, such as {@code domain:Sales} (seed trap X-37).
   *
   * @param value what is looked for
   */
  public record Token(Kind kind, Wildcard value) {
    /** As an admin writes it. */
    @Override
    public String toString() {
      return kind == Kind.FIELD ? value.text() : kind.word() + ":" + value;
    }
  }
}
