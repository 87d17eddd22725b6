package io.github.webhookplugin.dialects;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.JsonPointer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a JSON Patch (RFC 6902 section 4).
 *
 * @param place its own place in the patch, as a pointer
 * @param from null where the kind has none
 * @param value of {@code add}, {@code replace} and {@code test}
 */
record PatchOperation(
    String place,
    Kind kind,
    JsonPointer path,
    @Nullable JsonPointer from,
    @Nullable Object value) {
  enum Kind {
    ADD,
    REMOVE,
    REPLACE,
    MOVE,
    COPY,
    TEST;

    private static final Map<String, Kind> WORDS = Arrays.stream(values())
        .collect(Collectors.toMap(Kind::word, kind -> kind, (a, b) -> a, LinkedHashMap::new));

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean hasFrom() {
      return this == MOVE || this == COPY;
    }

    boolean hasValue() {
      return this == ADD || this == REPLACE || this == TEST;
    }
  }

  /** Reads an operation; empty, with its problems told, if it is none. Members that do not belong to it are ignored. */
  static Optional<PatchOperation> read(
      @Nullable Object item, String place, List<SettingsProblem> problems) {
    if (!(item instanceof Map<?, ?> operation)) {
      problems.add(new SettingsProblem(place, "Expected an operation { \"op\": …, \"path\": … }."));
      return Optional.empty();
    }
    int before = problems.size();
    Kind kind = operation.get("op") instanceof String word ? Kind.WORDS.get(word) : null;
    if (kind == null) {
      problems.add(new SettingsProblem(
          place + "/op", "Expected one of " + String.join(", ", Kind.WORDS.keySet()) + "."));
    }
    var path = pointer(operation, "path", place, problems);
    boolean twoPlaces = kind != null && kind.hasFrom();
    var from = twoPlaces ? pointer(operation, "from", place, problems) : null;
    if (kind != null && kind.hasValue() && !operation.containsKey("value")) {
      problems.add(new SettingsProblem(
          place + "/value", "“" + kind.word() + "” needs a value; null is one."));
    }
    if (kind == Kind.MOVE && from != null && path != null && isInside(path, from)) {
      problems.add(new SettingsProblem(place + "/from", "A value cannot be moved into itself."));
    }
    if (kind == null || path == null || problems.size() > before) {
      return Optional.empty();
    }
    return Optional.of(new PatchOperation(place, kind, path, from, operation.get("value")));
  }

  private static @Nullable JsonPointer pointer(
      Map<?, ?> operation, String member, String place, List<SettingsProblem> problems) {
    var pointer = operation.get(member) instanceof String text
        ? JsonPointer.parse(text)
        : Optional.<JsonPointer>empty();
    if (pointer.isEmpty()) {
      problems.add(new SettingsProblem(
          place + "/" + member,
          "Expected a JSON pointer such as \"/enabled\"; ~ is written ~0 and / inside a name ~1."));
    }
    return pointer.orElse(null);
  }

  private static boolean isInside(JsonPointer inner, JsonPointer outer) {
    int depth = outer.steps().size();
    return inner.steps().size() > depth && inner.steps().subList(0, depth).equals(outer.steps());
  }
}
