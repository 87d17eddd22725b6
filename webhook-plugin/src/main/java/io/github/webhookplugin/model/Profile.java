package io.github.webhookplugin.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept about a service for people and other programs; nothing of it changes what is sent, unless a template
 * names it (seed rows W-39 to W-63, W-94).
 *
 * @param naming what others call it
 * @param kind the kind of webhook that OpenMetadata takes it for; null: none was said
 * @param governance who looks after it
 * @param extension anything else: plain maps, lists, texts, numbers, booleans and nulls
 * @param deleted removed, but not for good: it gets nothing, is hidden, and can be restored
 */
public record Profile(
    Naming naming,
    @Nullable Kind kind,
    Governance governance,
    Map<String, Object> extension,
    boolean deleted) {
  public static final Profile NONE =
      new Profile(Naming.NONE, null, Governance.NONE, Map.of(), false);

  public Profile {
    extension = Collections.unmodifiableMap(new LinkedHashMap<>(extension));
  }

  /** The same, removed or not. */
  public Profile deleted(boolean gone) {
    return new Profile(naming, kind, governance, extension, gone);
  }

  /** The kinds of OpenMetadata's webhooks (seed row W-17), under their names there. */
  public enum Kind {
    GENERIC("Generic"),
    SLACK("Slack"),
    MS_TEAMS("MSTeams"),
    GOOGLE_CHAT("GoogleChat"),
    CUSTOM("Custom");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * Names besides the service's own.
   *
   * @param api the name that programs use: letters, digits, {@code _ ' - .}; null: made of the service's name
   * @param display the name that people see elsewhere; null: the service's name
   */
  public record Naming(@Nullable String api, @Nullable String display) {
    public static final Naming NONE = new Naming(null, null);
  }

  /** Who owns a service, where it belongs, and what it is tagged with. */
  public record Governance(
      @Nullable Reference owner, @Nullable Reference domain, List<Tag> tags) {
    public static final Governance NONE = new Governance(null, null, List.of());

    public Governance {
      tags = List.copyOf(tags);
    }
  }

  /**
   * Somebody or something of the host.
   *
   * @param type such as user, team or domain
   * @param more what else was said of it
   */
  public record Reference(String type, String name, Map<String, Object> more) {
    public Reference {
      more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }
  }

  /**
   * A tag.
   *
   * @param name its whole name, such as {@code PII.Sensitive}
   * @param more what else was said of it
   */
  public record Tag(String name, Map<String, Object> more) {
    public Tag {
      more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }
  }
}
