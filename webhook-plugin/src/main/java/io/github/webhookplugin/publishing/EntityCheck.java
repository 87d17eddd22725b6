package io.github.webhookplugin.publishing;

import io.github.webhookplugin.model.EntityFilter;
import io.github.webhookplugin.model.EntityFilter.Kind;
import io.github.webhookplugin.model.EntityFilter.Token;
import io.github.webhookplugin.model.Wildcard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether one of OpenMetadata's event filters lets an event through (seed row W-25, seed trap X-37). Pure. */
final class EntityCheck {
  /** With these nothing changes about a thing that stays: names of changed fields do not count. */
  private static final Set<String> NO_CHANGE =
      Set.of("entityCreated", "entitySoftDeleted", "entityDeleted");

  private EntityCheck() {}

  static boolean lets(EntityFilter filter, EventFacts event) {
    return filter.eventType().matches(event.type())
        && isOfEntities(filter, event.entityType())
        && missing(filter, event) == null
        && excluding(filter, event) == null;
  }

  static boolean isOfEntities(EntityFilter filter, String entityType) {
    if (filter.entities().isEmpty()) {
      return true;
    }
    for (Wildcard entity : filter.entities()) {
      if (entity.all() || (!entityType.isEmpty() && entity.matches(entityType))) {
        return true;
      }
    }
    return false;
  }

  /** The kind of token of which {@code include} has some and none holds; null if there is no such kind. */
  static @Nullable Kind missing(EntityFilter filter, EventFacts event) {
    if (filter.include().isEmpty()) {
      return null;
    }
    var held = new EnumMap<Kind, Boolean>(Kind.class);
    for (Token token : filter.include()) {
      if (counts(token, event)) {
        held.merge(token.kind(), holds(token, event), Boolean::logicalOr);
      }
    }
    for (Map.Entry<Kind, Boolean> kind : held.entrySet()) {
      if (!kind.getValue()) {
        return kind.getKey();
      }
    }
    return null;
  }

  /** The first token of {@code exclude} that holds; null if none does. */
  static @Nullable Token excluding(EntityFilter filter, EventFacts event) {
    for (Token token : filter.exclude()) {
      if (counts(token, event) && holds(token, event)) {
        return token;
      }
    }
    return null;
  }

  private static boolean counts(Token token, EventFacts event) {
    return token.kind() != Kind.FIELD || !NO_CHANGE.contains(event.type());
  }

  private static boolean holds(Token token, EventFacts event) {
    Wildcard value = token.value();
    Map<?, ?> entity = event.entity();
    return switch (token.kind()) {
      case FIELD -> event.changed().stream().anyMatch(value::matchesUpToADot);
      case NAME -> isNamed(entity, value);
      case DOMAIN -> isReferred(entity, List.of("domain", "domains"), value);
      case OWNER -> isReferred(entity, List.of("owner", "owners"), value);
      case TAG -> isReferred(entity, List.of("tags"), value);
      case TIER -> isReferred(entity, List.of("tier"), value) || isOfTier(entity, value);
    };
  }

  private static boolean isReferred(Map<?, ?> entity, List<String> fields, Wildcard value) {
    var found = new boolean[1];
    for (String field : fields) {
      EventFacts.each(entity.get(field), one -> found[0] |= isNamed(one, value));
    }
    return found[0];
  }

  /** A reference is a text, or an object with names. */
  private static boolean isNamed(Object reference, Wildcard value) {
    if (reference instanceof String name) {
      return value.matchesUpToADot(name);
    }
    if (!(reference instanceof Map<?, ?> map)) {
      return false;
    }
    return value.matches(EventFacts.textIn(map, "name"))
        || value.matches(EventFacts.textIn(map, "displayName"))
        || value.matchesUpToADot(EventFacts.textIn(map, "fullyQualifiedName"))
        || value.matchesUpToADot(EventFacts.textIn(map, "tagFQN"));
  }

  private static boolean isOfTier(Map<?, ?> entity, Wildcard value) {
    var found = new boolean[1];
    EventFacts.each(entity.get("tags"), tag -> {
      String name = EventFacts.tagName(tag);
      String tier = EventFacts.tierOf(name);
      found[0] |= !tier.isEmpty() && (value.matches(tier) || value.matches(name));
    });
    return found[0];
  }
}
