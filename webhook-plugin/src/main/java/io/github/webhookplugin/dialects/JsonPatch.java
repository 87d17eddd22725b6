package io.github.webhookplugin.dialects;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.dialects.PatchOperation.Kind;
import io.github.webhookplugin.model.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Patch (RFC 6902): applied whole or not at all, to plain maps, lists, texts, numbers, booleans and nulls. What a
 * patch may build is bounded, since {@code copy} doubles a document with every step. Immutable; shared between threads.
 */
public final class JsonPatch {
  /** The most operations of a patch. */
  public static final int MAX_OPERATIONS = 10_000;

  static final int MAX_DEPTH = 32;
  static final long MAX_ADDED = 4_000_000;
  private static final int MAX_PROBLEMS = 100;

  private final List<PatchOperation> operations;

  private JsonPatch(List<PatchOperation> operations) {
    this.operations = operations;
  }

  /**
   * Reads a patch.
   *
   * @param items its operations, as parsed
   * @throws PatchException if it is none, with everything that is wrong
   */
  public static JsonPatch read(List<?> items) {
    if (items.size() > MAX_OPERATIONS) {
      throw PatchException.malformed(
          "",
          "Expected at most %,d operations, found %,d.".formatted(MAX_OPERATIONS, items.size()));
    }
    var problems = new ArrayList<SettingsProblem>();
    var operations = new ArrayList<PatchOperation>();
    for (int i = 0; i < items.size() && problems.size() < MAX_PROBLEMS; i++) {
      PatchOperation.read(items.get(i), "/" + i, problems).ifPresent(operations::add);
    }
    if (!problems.isEmpty()) {
      throw PatchException.malformed(problems);
    }
    return new JsonPatch(List.copyOf(operations));
  }

  /**
   * What becomes of a document; the document itself stays as it is.
   *
   * @throws PatchException if a test fails or there is nothing at a path
   */
  public @Nullable Object applyTo(@Nullable Object document) {
    var work = new Work(JsonValues.copy(document));
    operations.forEach(work::apply);
    return work.root;
  }

  /** A document that is being changed. */
  private static final class Work {
    private @Nullable Object root;
    private long added;

    Work(@Nullable Object root) {
      this.root = root;
    }

    void apply(PatchOperation operation) {
      JsonPointer from = operation.from() == null ? operation.path() : operation.from();
      switch (operation.kind()) {
        case ADD -> add(operation, operation.value());
        case REMOVE -> remove(operation, operation.path());
        case REPLACE -> replace(operation);
        case MOVE -> add(operation, remove(operation, from));
        case COPY -> add(operation, at(operation, from));
        case TEST -> test(operation);
      }
    }

    private void test(PatchOperation operation) {
      if (!JsonValues.same(at(operation, operation.path()), operation.value())) {
        throw PatchException.conflict(
            operation.place(),
            "The test of " + shown(operation.path()) + " failed: another value is there.");
      }
    }

    private void add(PatchOperation operation, @Nullable Object value) {
      JsonPointer path = operation.path();
      Object own = measured(operation, value);
      if (path.steps().isEmpty()) {
        root = own;
        return;
      }
      Object parent = parent(operation, path);
      if (parent instanceof List<?> list) {
        int index = last(path).equals("-") ? list.size() : index(operation, path, list.size() + 1);
        items(list).add(index, own);
      } else {
        members(operation, path, parent).put(last(path), own);
      }
    }

    private void replace(PatchOperation operation) {
      JsonPointer path = operation.path();
      at(operation, path);
      Object own = measured(operation, operation.value());
      if (path.steps().isEmpty()) {
        root = own;
        return;
      }
      Object parent = parent(operation, path);
      if (parent instanceof List<?> list) {
        items(list).set(index(operation, path, list.size()), own);
      } else {
        members(operation, path, parent).put(last(path), own);
      }
    }

    private @Nullable Object remove(PatchOperation operation, JsonPointer path) {
      Object present = at(operation, path);
      if (path.steps().isEmpty()) {
        root = null;
        return present;
      }
      Object parent = parent(operation, path);
      if (parent instanceof List<?> list) {
        items(list).remove(index(operation, path, list.size()));
      } else {
        members(operation, path, parent).remove(last(path));
      }
      return present;
    }

    private @Nullable Object at(PatchOperation operation, JsonPointer path) {
      if (path.steps().isEmpty()) {
        return root;
      }
      Object parent = parent(operation, path);
      if (parent instanceof List<?> list) {
        return list.get(index(operation, path, list.size()));
      }
      var members = members(operation, path, parent);
      if (!members.containsKey(last(path))) {
        throw missing(operation, path);
      }
      return members.get(last(path));
    }

    private @Nullable Object parent(PatchOperation operation, JsonPointer path) {
      Object value = root;
      for (String part : path.steps().subList(0, path.steps().size() - 1)) {
        if (value instanceof Map<?, ?> map && map.containsKey(part)) {
          value = map.get(part);
        } else if (value instanceof List<?> list) {
          value = list.get(index(operation, path, part, list.size()));
        } else {
          throw missing(operation, path);
        }
      }
      return value;
    }

    /** Not of the whole document. */
    private static String last(JsonPointer path) {
      return path.steps().get(path.steps().size() - 1);
    }

    private static int index(PatchOperation operation, JsonPointer path, int size) {
      return index(operation, path, last(path), size);
    }

    /** Digits without a leading zero (RFC 6901 section 4). */
    private static int index(PatchOperation operation, JsonPointer path, String part, int size) {
      if (part.matches("0|[1-9][0-9]{0,8}")) {
        int index = Integer.parseInt(part);
        if (index < size) {
          return index;
        }
      }
      throw missing(operation, path);
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> items(List<?> list) {
      return (List<@Nullable Object>) list;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> members(
        PatchOperation operation, JsonPointer path, @Nullable Object parent) {
      if (parent instanceof Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
      }
      throw missing(operation, path);
    }

    /** A value of the document's own: a patch that adds the same twice must not tie both places together. */
    private @Nullable Object measured(PatchOperation operation, @Nullable Object value) {
      added += JsonValues.weight(value);
      if (added > MAX_ADDED) {
        throw PatchException.malformed(
            operation.place(),
            "The patch adds and moves more than %,d characters. Make it smaller."
                .formatted(MAX_ADDED));
      }
      if (operation.path().steps().size() + JsonValues.depth(value) > MAX_DEPTH) {
        throw PatchException.malformed(
            operation.place(), "Expected at most " + MAX_DEPTH + " levels of brackets.");
      }
      return operation.kind() == Kind.MOVE ? value : JsonValues.copy(value);
    }

    private static PatchException missing(PatchOperation operation, JsonPointer path) {
      return PatchException.conflict(
          operation.place(), "There is nothing at " + shown(path) + " to work on.");
    }

    private static String shown(JsonPointer path) {
      String text = path.toString().replaceAll("\\p{Cntrl}", "\uFFFD");
      return "“" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "”";
    }
  }
}
