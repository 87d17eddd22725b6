package io.github.webhookplugin.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.SettingsProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sample events, and sample settings for the plugins that have a file here: {@code samples/<plugin id>.json} holds
 * what works, {@code samples/<plugin id>.story.json} what has troubles of every kind.
 */
final class Samples {
  private Samples() {}

  /** All sample events, each with a new id. */
  static List<NotificationEvent> events() {
    byte[] json = resource("events");
    return json == null ? List.of() : Events.read(Json.parse(json));
  }

  /** What the host says it emits: one type for each kind of sample event. */
  static List<EventType> types() {
    var types = new LinkedHashMap<String, EventType>();
    for (NotificationEvent event : events()) {
      types.putIfAbsent(event.type(), new EventType(event.type(), event.title(), event));
    }
    return List.copyOf(types.values());
  }

  /**
   * Writes the sample settings of every plugin that has some and is not set up yet.
   *
   * @param base the host's own address, where the receivers are
   * @param story with the troubles, too
   * @return one line for each plugin, for people
   * @throws CannotStart if a plugin does not take its sample settings
   */
  static List<String> apply(List<LoadedPlugin> plugins, String base, boolean story) {
    var lines = new ArrayList<String>();
    for (LoadedPlugin plugin : plugins) {
      byte[] json = plugin.configurable() == null ? null : resource(plugin.id());
      if (json != null) {
        byte[] more = story ? resource(plugin.id() + ".story") : null;
        JsonNode sample =
            more == null ? read(json, base) : joined(read(json, base), read(more, base));
        lines.add(guarded(plugin, sample));
      }
    }
    return lines;
  }

  private static JsonNode read(byte[] json, String base) {
    String text = new String(json, StandardCharsets.UTF_8).replace("${base}", base);
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The lists of both, one behind the other. */
  private static JsonNode joined(JsonNode sample, JsonNode more) {
    more.properties().forEach(field -> {
      if (sample.get(field.getKey()) instanceof ArrayNode list
          && field.getValue() instanceof ArrayNode added) {
        list.addAll(added);
      }
    });
    return sample;
  }

  private static String guarded(LoadedPlugin plugin, JsonNode sample) {
    try {
      return apply(plugin, sample);
    } catch (CannotStart e) {
      throw e;
    } catch (Exception | LinkageError e) {
      throw new CannotStart("the sample settings of '" + plugin.id() + "' were not taken", e);
    }
  }

  private static String apply(LoadedPlugin plugin, JsonNode sample) {
    var settings = plugin.configurable();
    if (settings == null || !isEmpty(settings.settings(), sample)) {
      return "Settings of " + plugin.id() + " kept as they are";
    }
    List<SettingsProblem> problems = settings.apply(Json.plain(sample), "samples");
    if (!problems.isEmpty()) {
      throw new CannotStart("the plugin '" + plugin.id() + "' does not take its sample settings: "
          + problems.stream()
              .map(problem -> problem.pointer() + " " + problem.message())
              .collect(Collectors.joining("; ")));
    }
    return "Sample settings written for " + plugin.id();
  }

  /** Whether a list that the sample fills is still empty: nobody has set anything up. */
  private static boolean isEmpty(Map<String, Object> now, JsonNode sample) {
    var empty = new ArrayList<String>();
    sample.properties().forEach(field -> {
      boolean fills = field.getValue().isArray() && !field.getValue().isEmpty();
      if (fills && now.get(field.getKey()) instanceof List<?> list && list.isEmpty()) {
        empty.add(field.getKey());
      }
    });
    return !empty.isEmpty();
  }

  private static byte @Nullable [] resource(String name) {
    try (var in = Samples.class.getResourceAsStream("/samples/" + name + ".json")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
