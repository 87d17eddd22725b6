package io.github.webhookplugin.presets;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What is known of one receiver.
 *
 * @param id its name in documents
 * @param about what people read of it
 * @param facts how it judges, signs and limits
 * @param evidence where that comes from
 * @param urls the addresses by which it is recognised
 * @param fields what an admin fills in
 * @param service a service document with <code>${field}</code> for what was filled in
 */
public record Preset(
    String id,
    About about,
    Facts facts,
    Evidence evidence,
    List<KnownUrl> urls,
    List<PresetField> fields,
    Map<String, Object> service) {
  public Preset {
    urls = List.copyOf(urls);
    fields = List.copyOf(fields);
    service = Collections.unmodifiableMap(service);
  }

  /**
   * What people read of a preset.
   *
   * @param title a few words
   * @param receiver who is called
   * @param help how to set the receiver up, and what to know of it
   * @param row its row in the list of requirements
   */
  public record About(String title, String receiver, String help, String row) {}

  /** How success is judged, how requests are signed, and what the receiver takes, each in a few words. */
  public record Facts(String success, String signing, String limits) {}

  /**
   * Where the facts come from.
   *
   * @param sources pages
   * @param checked the day on which they were compared, ISO format
   * @param confidence high or medium
   * @param judged which of the facts are from general knowledge; empty: none
   */
  public record Evidence(List<String> sources, String checked, String confidence, String judged) {
    public Evidence {
      sources = List.copyOf(sources);
    }
  }

  public String title() {
    return about.title();
  }

  /** Fills the preset in. */
  public Filled fill(Map<?, ?> values) {
    return Filling.of(this, values);
  }
}
