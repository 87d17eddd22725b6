package io.github.webhookplugin.presets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The presets that come with the plugin. Immutable; shared between threads. */
public final class Presets {
  private final List<Preset> all;

  private Presets(List<Preset> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Reads the files.
   *
   * @param parse reads a JSON object
   */
  public static Presets shipped(Function<byte[], Map<String, Object>> parse) {
    var all = new ArrayList<Preset>();
    Object ids = parse.apply(bytes("presets")).get("presets");
    for (Object id : (List<?>) Objects.requireNonNull(ids, "presets.json names none")) {
      all.add(PresetFile.read(id.toString(), parse.apply(bytes(id.toString()))));
    }
    return new Presets(all);
  }

  /** In the order in which to show them. */
  public List<Preset> all() {
    return all;
  }

  public Optional<Preset> named(String id) {
    return all.stream().filter(preset -> preset.id().equals(id)).findFirst();
  }

  /** The preset for an address as it was pasted. Of several that fit, the one that says most of it. */
  public Optional<Recognition> recognise(String url) {
    String pasted = url.strip();
    Recognition best = null;
    for (Preset preset : all) {
      for (KnownUrl known : preset.urls()) {
        int length = known.like().text().length();
        if (known.matches(pasted)
            && (best == null || length > best.url().like().text().length())) {
          best = new Recognition(preset, known);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static byte[] bytes(String name) {
    try (var in = Presets.class.getResourceAsStream(name + ".json")) {
      return Objects.requireNonNull(in, name + ".json").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
