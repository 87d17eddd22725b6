package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Profile;
import io.github.webhookplugin.model.Profile.Governance;
import io.github.webhookplugin.model.Profile.Kind;
import io.github.webhookplugin.model.Profile.Naming;
import io.github.webhookplugin.model.Profile.Reference;
import io.github.webhookplugin.model.Profile.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is kept about a service for people and other programs. */
final class ProfileReader {
  static final List<String> FIELDS = List.of(
      "apiName", "displayName", "webhookType", "owner", "domain", "tags", "extension", "deleted");
  static final Map<String, Kind> KINDS = kinds();
  static final String TAG = "tagFQN";

  private static final int MAX_NAME = 128;
  private static final int MAX_DISPLAY_NAME = 256;
  private static final int MAX_TAGS = 100;
  private static final int MAX_TAG = 256;
  /** Of letters and digits of any script (seed row S-11). */
  private static final Pattern API_NAME =
      Pattern.compile("[\\w'\\-.]+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final List<String> OWNERS = List.of("user", "team");
  private static final String DOMAIN = "domain";

  private ProfileReader() {}

  static Profile read(Fields service) {
    return new Profile(
        new Naming(
            apiName(service), service.text("displayName", MAX_DISPLAY_NAME).orElse(null)),
        service.choice("webhookType", KINDS).orElse(null),
        new Governance(
            reference(service, "owner", OWNERS),
            reference(service, DOMAIN, List.of(DOMAIN)),
            tags(service)),
        FreeValues.map(service, "extension"),
        service.bool("deleted").orElse(false));
  }

  private static @Nullable String apiName(Fields service) {
    var name = service.text("apiName", MAX_NAME);
    if (name.filter(text -> !API_NAME.matcher(text).matches()).isPresent()) {
      service.problem(
          "apiName",
          "Expected letters, digits, _ ' - and . without blanks, found " + Found.value(name.get())
              + ".");
      return null;
    }
    return name.orElse(null);
  }

  private static @Nullable Reference reference(Fields service, String field, List<String> types) {
    var found = service.object(field);
    if (found.isEmpty()) {
      return null;
    }
    var reference = found.get();
    var type = reference.text("type", MAX_NAME);
    if (type.filter(types::contains).isEmpty()) {
      reference.problem("type", "Expected " + String.join(" or ", types) + ".");
    }
    var name = reference.text("name", MAX_TAG).filter(text -> !text.isBlank());
    if (name.isEmpty()) {
      reference.problem("name", "Enter the name of the " + field + ".");
    }
    var more = FreeValues.map(service, field);
    more.keySet().removeAll(List.of("type", "name"));
    return new Reference(type.orElse(""), name.orElse(""), more);
  }

  private static List<Tag> tags(Fields service) {
    var items = service.list("tags").orElse(List.of());
    if (items.size() > MAX_TAGS) {
      service.problem(
          "tags", "Expected at most " + MAX_TAGS + " tags, found " + items.size() + ".");
      return List.of();
    }
    var tags = new ArrayList<Tag>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = service.pointer("tags") + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        tags.add(tag(new Fields(map, pointer, service.problems())));
      } else {
        service
            .problems()
            .add(
                pointer, "Expected a tag {\"tagFQN\": …}, found " + Found.kind(items.get(i)) + ".");
      }
    }
    return tags;
  }

  private static Tag tag(Fields tag) {
    var name = tag.text(TAG, MAX_TAG).filter(text -> !text.isBlank());
    if (name.isEmpty()) {
      tag.problem(TAG, "Enter the tag's whole name, such as “PII.Sensitive”.");
    }
    var more = FreeValues.map(tag);
    more.remove(TAG);
    return new Tag(name.orElse(""), more);
  }

  private static Map<String, Kind> kinds() {
    var kinds = new LinkedHashMap<String, Kind>();
    for (Kind kind : Kind.values()) {
      kinds.put(kind.word(), kind);
    }
    return kinds;
  }
}
