package io.github.webhookplugin.rendering;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A body that is well written, a list of parts, with hostile values for it. */
record WrittenBody(List<Part> parts, String title, Map<String, Object> data)
    implements Hunt.Quarry<WrittenBody> {
  /** A part of a body: how it is written, and what it must mean. */
  interface Part {
    String written();

    Object meant(Meaning meaning);
  }

  private static final List<String> ROOTS =
      List.of("title", "data", "sign", "message", "type", "service.name", "actor", "class", "size");

  static WrittenBody of(Hostile hostile) {
    var parts = new ArrayList<Part>();
    for (int n = hostile.upTo(4); n >= 0; n--) {
      parts.add(part(hostile, 3, false));
    }
    return new WrittenBody(parts, hostile.anyText(), hostile.map(4));
  }

  static Part part(Hostile hostile, int depth, boolean inLoop) {
    // in a loop an item may have a list of its own by any name, and a condition over a list is
    // refused
    return switch (hostile.upTo(depth == 0 ? 2 : inLoop ? 4 : 6)) {
      case 0 -> new Value(name(hostile, inLoop), hostile.upTo(3));
      case 1 -> new Text(hostile.oneOf(List.of("", "x: ", "{é")), name(hostile, inLoop), false);
      case 2 -> new Text("", name(hostile, inLoop), true);
      case 3 -> new Loop(name(hostile, inLoop), part(hostile, depth - 1, true));
      case 4 -> new Value(name(hostile, inLoop), 3);
      case 5 ->
        new Either(
            hostile.oneOf(List.of("title", "message", "actor")),
            part(hostile, depth - 1, inLoop),
            part(hostile, depth - 1, inLoop));
      default -> new Member(name(hostile, inLoop), part(hostile, depth - 1, inLoop));
    };
  }

  private static String name(Hostile hostile, boolean inLoop) {
    if (inLoop && hostile.oneIn(2)) {
      return hostile.oneIn(3) ? "." : hostile.oneOf(Hostile.KEYS);
    }
    if (hostile.oneIn(3)) {
      return hostile.oneOf(ROOTS);
    }
    String key = "data." + hostile.oneOf(Hostile.KEYS);
    return hostile.oneIn(3) ? key + "." + hostile.oneOf(Hostile.KEYS) : key;
  }

  String template() {
    return parts.stream().map(Part::written).collect(Collectors.joining(", ", "[", "]"));
  }

  NotificationEvent event() {
    return NotificationEvent.of("task.finished").title(title).data(data).build();
  }

  List<Object> meant(Meaning meaning) {
    var all = new ArrayList<Object>();
    parts.forEach(part -> all.add(part.meant(meaning)));
    return all;
  }

  @Override
  public List<WrittenBody> smaller() {
    var smaller = new ArrayList<WrittenBody>();
    for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
      var fewer = new ArrayList<>(parts);
      fewer.remove(i);
      smaller.add(new WrittenBody(fewer, title, data));
    }
    if (!title.isEmpty()) {
      smaller.add(new WrittenBody(parts, title.substring(title.length() / 2 + 1), data));
      smaller.add(new WrittenBody(parts, title.substring(0, title.length() / 2), data));
    }
    data.keySet().forEach(key -> {
      var fewer = new LinkedHashMap<>(data);
      fewer.remove(key);
      smaller.add(new WrittenBody(parts, title, fewer));
    });
    return smaller;
  }

  @Override
  public String toString() {
    return "template " + template() + "\ntitle " + JsonText.json(title) + "\ndata " + data;
  }

  /** A tag outside of quotes. */
  private record Value(String name, int way) implements Part {
    @Override
    public String written() {
      return List.of(
              "{{" + name + "}}",
              "{{{" + name + "}}}",
              "{{& " + name + " }}",
              "{{{json " + name + "}}}")
          .get(way);
    }

    @Override
    public Object meant(Meaning meaning) {
      return meaning.of(name);
    }
  }

  /** A tag between quotes, as text or as JSON. */
  private record Text(String before, String name, boolean json) implements Part {
    @Override
    public String written() {
      return "\"" + before + (json ? "{{json " : "{{") + name + "}}\"";
    }

    @Override
    public Object meant(Meaning meaning) {
      Object value = meaning.of(name);
      return json ? new Meaning.JsonIn(value) : new Meaning.TextOf(before, value);
    }
  }

  private record Loop(String name, Part item) implements Part {
    @Override
    public String written() {
      return "[{{#" + name + "}}" + item.written() + ",{{/" + name + "}}]";
    }

    @Override
    public Object meant(Meaning meaning) {
      return meaning.each(name).stream().map(item::meant).collect(Collectors.toList());
    }
  }

  private record Either(String name, Part there, Part missing) implements Part {
    @Override
    public String written() {
      return "{{#" + name + "}}" + there.written() + "{{/" + name + "}}{{^" + name + "}}"
          + missing.written() + "{{/" + name + "}}";
    }

    @Override
    public Object meant(Meaning meaning) {
      var inside = meaning.each(name);
      return inside.isEmpty() ? missing.meant(meaning) : there.meant(inside.get(0));
    }
  }

  /** An object with a fixed member and one that is there if a value is. */
  private record Member(String name, Part value) implements Part {
    @Override
    public String written() {
      return "{ {{#title}}\"t\": {{" + name + "}},{{/title}} \"v\": " + value.written() + " }";
    }

    @Override
    public Object meant(Meaning meaning) {
      var object = new LinkedHashMap<String, Object>();
      meaning.each("title").forEach(inside -> object.put("t", inside.of(name)));
      object.put("v", value.meant(meaning));
      return object;
    }
  }
}
