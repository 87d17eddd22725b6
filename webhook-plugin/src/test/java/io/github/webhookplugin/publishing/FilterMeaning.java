package io.github.webhookplugin.publishing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a filter's document means, written a second time, simply and from the guide: plain maps in, yes or no out.
 *
 * @param event its fields by name
 */
record FilterMeaning(Function<String, Object> event) {
  private static final Set<String> NO_CHANGE =
      Set.of("entityCreated", "entitySoftDeleted", "entityDeleted");

  boolean lets(Map<?, ?> document) {
    return types(document)
        && entities(document)
        && (!document.containsKey("condition") || holds(map(document.get("condition"))));
  }

  boolean types(Map<?, ?> document) {
    List<?> types = list(document.get("eventTypes"));
    return types.isEmpty() || types.stream().anyMatch(type -> fits(type, type()));
  }

  boolean entities(Map<?, ?> document) {
    List<?> filters = list(document.get("eventFilters"));
    return filters.isEmpty() || filters.stream().anyMatch(filter -> letsOne(map(filter)));
  }

  private String type() {
    return (String) event.apply("type");
  }

  boolean letsOne(Map<?, ?> filter) {
    Map<?, ?> entity = map(event.apply("entity"));
    String entityType = text(entity, "type");
    List<?> entities = list(filter.get("entities"));
    if (!fits(filter.get("eventType"), type())) {
      return false;
    }
    if (!entities.isEmpty()
        && entities.stream()
            .noneMatch(one -> one.toString().matches("\\*+")
                || (!entityType.isEmpty() && fits(one, entityType)))) {
      return false;
    }
    var included = list(filter.get("include")).stream()
        .map(Object::toString)
        .filter(this::counts)
        .collect(Collectors.groupingBy(FilterMeaning::kind));
    return included.values().stream()
            .allMatch(tokens -> tokens.stream().anyMatch(token -> isOf(token, entity)))
        && list(filter.get("exclude")).stream()
            .map(Object::toString)
            .noneMatch(token -> counts(token) && isOf(token, entity));
  }

  private static String kind(String token) {
    return token.contains(":") ? token.substring(0, token.indexOf(':')) : "";
  }

  private boolean counts(String token) {
    return token.contains(":") || !NO_CHANGE.contains(type());
  }

  private boolean isOf(String token, Map<?, ?> entity) {
    String value = token.substring(token.indexOf(':') + 1);
    return switch (kind(token)) {
      case "" -> changed().stream().anyMatch(name -> fitsStart(value, name));
      case "name" -> refers(entity, value);
      case "tier" ->
        each(entity.get("tier")).anyMatch(one -> refers(one, value))
            || each(entity.get("tags"))
                .map(FilterMeaning::tag)
                .filter(tag -> tag.startsWith("Tier.") && tag.length() > 5)
                .anyMatch(tag -> fits(value, tag) || fits(value, tag.substring(5)));
      case "tag" -> each(entity.get("tags")).anyMatch(one -> refers(one, value));
      default ->
        Stream.of(kind(token), kind(token) + "s")
            .flatMap(name -> each(entity.get(name)))
            .anyMatch(one -> refers(one, value));
    };
  }

  private static boolean refers(Object reference, String value) {
    if (reference instanceof String text) {
      return fitsStart(value, text);
    }
    return reference instanceof Map<?, ?> map
        && (fits(value, text(map, "name"))
            || fits(value, text(map, "displayName"))
            || fitsStart(value, text(map, "fullyQualifiedName"))
            || fitsStart(value, text(map, "tagFQN")));
  }

  private Set<String> changed() {
    var names = new HashSet<String>();
    Map<?, ?> changes = map(event.apply("changes"));
    Stream.of("fieldsAdded", "fieldsUpdated", "fieldsDeleted")
        .flatMap(kind -> each(changes.get(kind)))
        .forEach(change -> {
          if (change instanceof String name) {
            names.add(name);
          } else if (change instanceof Map<?, ?> map && map.get("name") instanceof String name) {
            names.add(name);
            if (name.equals("tags")
                && (hasTier(map.get("newValue")) || hasTier(map.get("oldValue")))) {
              names.add("tier");
            }
          }
        });
    return names;
  }

  private static boolean hasTier(Object tags) {
    return tags instanceof String text
        ? text.contains("\"Tier.")
        : each(tags).anyMatch(tag -> tag(tag).startsWith("Tier."));
  }

  private static String tag(Object tag) {
    return tag instanceof String text ? text : text(map(tag), "tagFQN");
  }

  /** Whether a condition holds. */
  boolean holds(Map<?, ?> condition) {
    if (condition.containsKey("not")) {
      return !holds(map(condition.get("not")));
    }
    if (condition.containsKey("all")) {
      return list(condition.get("all")).stream().allMatch(one -> holds(map(one)));
    }
    if (condition.containsKey("any")) {
      return list(condition.get("any")).stream().anyMatch(one -> holds(map(one)));
    }
    Object found = at(condition.get("field").toString());
    String word = condition.keySet().stream()
        .map(Object::toString)
        .filter(key -> !key.equals("field"))
        .findFirst()
        .orElseThrow();
    Object value = condition.get(word);
    return switch (word) {
      case "exists" -> isThere(found) == value.equals(true);
      case "notEquals" -> !compare("equals", found, value);
      default -> compare(word, found, value);
    };
  }

  private static boolean isThere(Object found) {
    return !(found == null
        || found.equals("")
        || found.equals(List.of())
        || found.equals(Map.of()));
  }

  private static boolean compare(String word, Object found, Object value) {
    return found instanceof List<?> items
        ? items.stream()
            .anyMatch(item -> compareOne(word.equals("contains") ? "equals" : word, item, value))
        : compareOne(word, found, value);
  }

  private static boolean compareOne(String word, Object found, Object value) {
    return switch (word) {
      case "equals" -> same(found, value);
      case "in" -> list(value).stream().anyMatch(one -> same(found, one));
      case "prefix" -> found instanceof String text && text.startsWith((String) value);
      case "contains" -> found instanceof String text && text.contains((String) value);
      default -> {
        BigDecimal left = number(found);
        if (left == null) {
          yield false;
        }
        int order = left.compareTo(number(value));
        yield switch (word) {
          case "greater" -> order > 0;
          case "atLeast" -> order >= 0;
          case "less" -> order < 0;
          default -> order <= 0;
        };
      }
    };
  }

  private static boolean same(Object found, Object value) {
    if (found instanceof Number || value instanceof Number) {
      BigDecimal left = number(found);
      BigDecimal right = number(value);
      return left != null && right != null && left.compareTo(right) == 0;
    }
    return found != null && found.equals(value);
  }

  private static BigDecimal number(Object value) {
    boolean shortText = value instanceof String text && text.matches("[0-9+.eE-]{1,40}");
    if (!(value instanceof Number) && !shortText) {
      return null;
    }
    try {
      return new BigDecimal(value.toString());
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private Object at(String path) {
    List<String> steps = path.startsWith("/")
        ? Stream.of(path.substring(1).split("/"))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList()
        : List.of(path.split("\\."));
    return inside(event.apply(steps.get(0)), steps.subList(1, steps.size()));
  }

  private static Object inside(Object value, List<String> steps) {
    if (steps.isEmpty()) {
      return value;
    }
    List<String> rest = steps.subList(1, steps.size());
    if (value instanceof Map<?, ?> map) {
      return inside(map.get(steps.get(0)), rest);
    }
    if (!(value instanceof List<?> list)) {
      return null;
    }
    if (steps.get(0).matches("[0-9]{1,4}")) {
      int index = Integer.parseInt(steps.get(0));
      return index < list.size() ? inside(list.get(index), rest) : null;
    }
    var all = list.stream()
        .map(item -> inside(item, steps))
        .flatMap(found -> found instanceof List<?> inner ? inner.stream() : Stream.of(found))
        .collect(Collectors.toCollection(ArrayList::new));
    // what is not there at an item is nothing; what is null in a list stays
    boolean nothing =
        list.stream().map(item -> inside(item, steps)).allMatch(FilterMeaning::isNothing);
    return nothing ? null : all;
  }

  private static boolean isNothing(Object found) {
    return found == null || found.equals(List.of());
  }

  private static boolean fits(Object wildcard, String text) {
    String expression = Stream.of(wildcard.toString().split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
  }

  /** Whether it fits a dotted name, or what comes before one of its dots. */
  private static boolean fitsStart(String wildcard, String name) {
    return fits(wildcard, name)
        || Pattern.compile("\\.")
            .matcher(name)
            .results()
            .anyMatch(dot -> fits(wildcard, name.substring(0, dot.start())));
  }

  private static Stream<Object> each(Object listOrOne) {
    return (listOrOne instanceof List<?> list ? list.stream() : Stream.of(listOrOne))
        .map(Object.class::cast)
        .filter(Objects::nonNull);
  }

  private static String text(Map<?, ?> map, String name) {
    return map.get(name) instanceof String text ? text : "";
  }

  static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
