package io.github.webhookplugin.dialects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What services begin with that OpenMetadata's documents do not say: bodies, signatures, retries. */
final class Starts {
  /** The recipe of the documented signature: hexadecimal, under either header's name. */
  static final String RECIPE = "openmetadata-docs";

  private static final String RETRIES = "openMetadata";
  private static final Map<String, String> PRESETS =
      Map.of("Slack", "slack", "MSTeams", "teams", "GoogleChat", "google-chat");
  private static final Map<String, String> BODIES =
      Map.of("slack", Payloads.SLACK, "teams", Payloads.TEAMS, "google-chat", Payloads.GOOGLE_CHAT);

  private static final Map<String, String> BATCH_BODIES = Map.of(
      "slack",
      Payloads.SLACK_BATCH,
      "teams",
      Payloads.TEAMS_BATCH,
      "google-chat",
      Payloads.GOOGLE_CHAT_BATCH);

  /** What a preset may say of a service that a document says itself, or that is somebody's own. */
  private static final List<String> NOT_OF_PRESETS =
      List.of("id", "name", "url", "description", "enabled", "secret");

  private final ReadyMade presets;

  Starts(ReadyMade presets) {
    this.presets = presets;
  }

  /** A webhook of that kind: Generic and Custom get the documented body, the others what their receiver takes. */
  Map<String, Object> entity(String kind) {
    String preset = PRESETS.get(kind);
    return preset == null ? ours(Payloads.ENTITY, Payloads.ENTITIES) : preset(preset);
  }

  /** An action of a subscription: documented, or what the receiver at its address takes (S-25). */
  Map<String, Object> action(String url) {
    Optional<String> known = KnownTargets.preset(url).filter(BODIES::containsKey);
    return known.isPresent() ? preset(known.get()) : ours(Payloads.ACTION, Payloads.ACTIONS);
  }

  /** The preset that makes a kind of webhook; empty: none. */
  static Optional<String> presetOf(String kind) {
    return Optional.ofNullable(PRESETS.get(kind));
  }

  private static Map<String, Object> ours(String body, String batchBody) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("body", body);
    fields.put("batchBody", batchBody);
    fields.put("retry", Map.of("mode", "named", "name", RETRIES));
    fields.put("preset", RECIPE);
    return fields;
  }

  private Map<String, Object> preset(String name) {
    var fields = new LinkedHashMap<>(presets.fields(name));
    fields.keySet().removeAll(NOT_OF_PRESETS);
    fields.putIfAbsent("body", BODIES.getOrDefault(name, Payloads.ACTION));
    fields.putIfAbsent("batchBody", BATCH_BODIES.getOrDefault(name, Payloads.ACTIONS));
    fields.put("retry", Map.of("mode", "named", "name", RETRIES));
    fields.put("preset", name);
    return fields;
  }
}
