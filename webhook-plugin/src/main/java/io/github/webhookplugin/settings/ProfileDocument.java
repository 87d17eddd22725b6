package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Profile;
import io.github.webhookplugin.model.Profile.Reference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a profile the way {@link ProfileReader} reads it. */
final class ProfileDocument {
  private ProfileDocument() {}

  static void put(Map<String, @Nullable Object> document, Profile profile) {
    document.put("apiName", profile.naming().api());
    document.put("displayName", profile.naming().display());
    document.put("webhookType", profile.kind() == null ? null : profile.kind().word());
    document.put("owner", reference(profile.governance().owner()));
    document.put("domain", reference(profile.governance().domain()));
    document.put(
        "tags",
        profile.governance().tags().stream()
            .map(tag -> with(ProfileReader.TAG, tag.name(), tag.more()))
            .toList());
    document.put("extension", profile.extension());
    document.put("deleted", profile.deleted());
  }

  private static @Nullable Map<String, Object> reference(@Nullable Reference reference) {
    if (reference == null) {
      return null;
    }
    var map = with("type", reference.type(), Map.of());
    map.put("name", reference.name());
    map.putAll(reference.more());
    return map;
  }

  private static Map<String, Object> with(String name, String value, Map<String, Object> more) {
    var map = new LinkedHashMap<String, Object>();
    map.put(name, value);
    map.putAll(more);
    return map;
  }
}
