package io.github.webhookplugin.rendering;

import io.github.webhookplugin.model.SignatureRecipe.BodyForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writes JSON so that fastjson, 1.2.83 as well as 2.0.57, gives back the same text when it reads and prints it. A
 * receiver that checks a signature over what fastjson prints then checks it over what was sent.
 *
 * <p>The text is compact; members that are null are left out; of a name that is there twice the last value counts; for
 * texts and numbers see {@link FastjsonText}. Names that fastjson takes as orders are refused. Pure; one object per text.
 */
public final class FastjsonForm {
  private static final List<String> ORDERS = List.of("@type", "$ref");
  private static final int MOST_ROUNDS = 8;

  private final String text;
  private final boolean hashOrder;
  private int at;

  private FastjsonForm(String text, boolean hashOrder) {
    this.text = text;
    this.hashOrder = hashOrder;
  }

  /**
   * With the members of each object in the order of a {@link HashMap}: the order in which fastjson prints them when it
   * reads without {@code Feature.OrderedField}. A receiver may then read with it or without.
   *
   * @throws RenderException if the text is not JSON, or has what fastjson cannot give back
   */
  public static String inHashOrder(String json) {
    return of(json, true);
  }

  /** With the members as they are written. A receiver must read with {@code Feature.OrderedField}. Throws as above. */
  public static String asWritten(String json) {
    return of(json, false);
  }

  /** In the form that a recipe asks for. The text may have {@link SignMark}s; they stay. */
  static String of(BodyForm form, String json) {
    return switch (form) {
      case AS_RENDERED -> json;
      case FASTJSON -> inHashOrder(json);
      case FASTJSON_AS_WRITTEN -> asWritten(json);
    };
  }

  private static String of(String json, boolean hashOrder) {
    JsonGrammar.check(SignMarks.readable(json), false).ifPresent(problem -> {
      throw new RenderException("The signature of this service needs a body of JSON: "
          + TemplateProblem.at(json, problem.offset(), problem.message())
          + " Change the template.");
    });
    return new FastjsonForm(json, hashOrder).value("");
  }

  /** The text is JSON by now, so this only looks for where things end. */
  private String value(String pointer) {
    return switch (next()) {
      case '{' -> object(pointer);
      case '[' -> array(pointer);
      case '"' -> FastjsonText.quoted(string());
      default -> scalar();
    };
  }

  private String object(String pointer) {
    var members = new LinkedHashMap<String, String>();
    at++;
    while (next() != '}') {
      String name = FastjsonText.stable(string());
      String here = pointer + "/" + name;
      refuseOrder(name, here);
      next();
      at++;
      members.put(name, value(here));
      skipComma();
    }
    at++;
    members.values().removeIf("null"::equals);
    var written = new StringJoiner(",", "{", "}");
    for (String name : order(members)) {
      written.add(FastjsonText.quoted(name) + ":" + members.get(name));
    }
    return written.toString();
  }

  private String array(String pointer) {
    var written = new StringJoiner(",", "[", "]");
    at++;
    for (int i = 0; next() != ']'; i++) {
      written.add(value(pointer + "/" + i));
      skipComma();
    }
    at++;
    return written.toString();
  }

  private void skipComma() {
    if (next() == ',') {
      at++;
    }
  }

  private String string() {
    int start = ++at;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return FastjsonText.unescaped(text.substring(start, at++));
  }

  private String scalar() {
    int start = at;
    while (at < text.length() && " \t\r\n,]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String scalar = text.substring(start, at);
    boolean word = Character.isLetter(scalar.charAt(0));
    return word || SignMark.isIn(scalar) ? scalar : FastjsonText.number(scalar);
  }

  private char next() {
    while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.charAt(at);
  }

  private static void refuseOrder(String name, String pointer) {
    if (ORDERS.contains(name)) {
      throw new RenderException(
          "The body has the name “%s” at %s. Receivers that read with fastjson take it as an order and fail. Rename it in the template, or leave it out."
              .formatted(name, pointer));
    }
  }

  private List<String> order(Map<String, String> members) {
    var order = new ArrayList<>(members.keySet());
    if (!hashOrder) {
      return order;
    }
    // Names with the same hash stay in the order in which they were put in, unless there are many
    // of them
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var fastjsons = new HashMap<String, String>();
      order.forEach(name -> fastjsons.put(name, ""));
      var again = new ArrayList<>(fastjsons.keySet());
      if (again.equals(order)) {
        return order;
      }
      order = again;
    }
    throw new RenderException(
        "The body has an object with many names of the same hash, which fastjson puts in no fixed order. Rename them.");
  }
}
