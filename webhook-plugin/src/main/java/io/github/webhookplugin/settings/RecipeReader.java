package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HeaderNames;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.model.SignatureRecipe.BodyForm;
import io.github.webhookplugin.model.SignatureRecipe.Content;
import io.github.webhookplugin.model.SignatureRecipe.Encoding;
import io.github.webhookplugin.model.SignatureRecipe.In;
import io.github.webhookplugin.model.SignatureRecipe.Output;
import io.github.webhookplugin.model.SignatureRecipe.Place;
import io.github.webhookplugin.model.SignatureRecipe.Result;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.model.SignatureRecipe.TimestampUnit;
import io.github.webhookplugin.signing.RecipeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a recipe: an admin's own, or a shipped one with its options filled in. Both are the same form. */
final class RecipeReader {
  static final Map<String, Algorithm> ALGORITHMS = Words.of(
      Map.entry("hmac-sha256", Algorithm.HMAC_SHA256),
      Map.entry("hmac-sha1", Algorithm.HMAC_SHA1),
      Map.entry("hmac-sha512", Algorithm.HMAC_SHA512),
      Map.entry("ed25519", Algorithm.ED25519),
      Map.entry("none", Algorithm.NONE));
  static final Map<String, Encoding> ENCODINGS = Words.of(
      Map.entry("utf8", Encoding.UTF8),
      Map.entry("base64", Encoding.BASE64),
      Map.entry("hex", Encoding.HEX),
      Map.entry("whsec", Encoding.WHSEC),
      Map.entry("whsk", Encoding.WHSK));
  static final Map<String, Output> OUTPUTS = Words.of(
      Map.entry("hex", Output.HEX),
      Map.entry("base64", Output.BASE64),
      Map.entry("base64url", Output.BASE64_URL),
      Map.entry("base64-percent-encoded", Output.BASE64_PERCENT));
  static final Map<String, TimestampUnit> UNITS = Words.of(
      Map.entry("seconds", TimestampUnit.SECONDS), Map.entry("millis", TimestampUnit.MILLIS));
  static final Map<String, In> PLACES =
      Words.of(Map.entry("header", In.HEADER), Map.entry("query", In.QUERY));
  static final Map<String, Boolean> FORMS =
      Words.of(Map.entry("asRendered", false), Map.entry("fastjson", true));
  static final Map<String, Boolean> KEY_ORDERS =
      Words.of(Map.entry("hash", false), Map.entry("asWritten", true));
  /** What an admin's own recipe may say. */
  static final List<String> OWN_FIELDS = List.of(
      "recipe",
      "algorithm",
      "secretEncoding",
      "key",
      "content",
      "timestampUnit",
      "output",
      "signature",
      "schemes",
      "join",
      "sign",
      "places",
      "form",
      "keyOrder");

  private static final List<String> SCHEME_FIELDS =
      List.of("name", "algorithm", "secretEncoding", "key", "output", "signature");
  private static final List<String> PLACE_FIELDS = List.of("in", "name", "value");
  /** The name of a scheme that needs none. */
  static final String ONLY_SCHEME = "s1";

  private static final int MAX_TEXT = 2_000;
  private static final int MAX_NAME = 200;
  private static final int MAX_SCHEMES = 4;
  private static final int MAX_PLACES = 10;
  /** The sender's own, but not those of a signature. */
  private static final Set<String> TAKEN = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    TAKEN.addAll(List.of("Content-Type", "User-Agent"));
  }

  private RecipeReader() {}

  /** Reads the fields; if there are problems, the result is of no use. */
  static SignatureRecipe read(Fields recipe, SignatureRecipe.About about) {
    List<Scheme> schemes =
        recipe.has("schemes") ? schemes(recipe) : List.of(scheme(recipe, ONLY_SCHEME));
    String content = text(recipe, "content", "{{body}}");
    check(recipe, "content", RecipeCheck.content(content));
    String join = recipe.text("join", MAX_NAME).orElse("");
    String sign = text(recipe, "sign", Result.SIGNATURE);
    check(recipe, "sign", RecipeCheck.value(sign, schemes));
    boolean fastjson = recipe.choice("form", FORMS).orElse(false);
    boolean asWritten = recipe.choice("keyOrder", KEY_ORDERS).orElse(false);
    return new SignatureRecipe(
        about,
        schemes,
        new Content(content, recipe.choice("timestampUnit", UNITS).orElse(TimestampUnit.SECONDS)),
        new Result(join, sign),
        places(recipe, schemes),
        !fastjson
            ? BodyForm.AS_RENDERED
            : asWritten ? BodyForm.FASTJSON_AS_WRITTEN : BodyForm.FASTJSON);
  }

  private static List<Scheme> schemes(Fields recipe) {
    var schemes = new ArrayList<Scheme>();
    for (Fields item : objects(recipe, "schemes", MAX_SCHEMES)) {
      item.refuseUnknown(SCHEME_FIELDS);
      schemes.add(scheme(item, item.text("name", MAX_NAME).orElse("s" + (schemes.size() + 1))));
    }
    return schemes.isEmpty() ? List.of(scheme(recipe, ONLY_SCHEME)) : schemes;
  }

  private static Scheme scheme(Fields fields, String name) {
    var scheme = new Scheme(
        name,
        fields.choice("algorithm", ALGORITHMS).orElse(Algorithm.HMAC_SHA256),
        fields.choice("secretEncoding", ENCODINGS).orElse(Encoding.UTF8),
        text(fields, "key", Scheme.SECRET),
        fields.choice("output", OUTPUTS).orElse(Output.HEX),
        text(fields, "signature", "{{hash}}"));
    check(fields, "secretEncoding", RecipeCheck.algorithm(scheme));
    check(fields, "key", RecipeCheck.key(scheme));
    check(fields, "signature", RecipeCheck.text(scheme));
    return scheme;
  }

  private static List<Place> places(Fields recipe, List<Scheme> schemes) {
    var places = new ArrayList<Place>();
    var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Fields item : objects(recipe, "places", MAX_PLACES)) {
      item.refuseUnknown(PLACE_FIELDS);
      In in = item.choice("in", PLACES).orElse(In.HEADER);
      String name = item.text("name", MAX_NAME).map(String::strip).orElse("");
      String value = text(item, "value", Result.SIGNATURE);
      problemOfName(in, name).ifPresent(problem -> item.problem("name", problem));
      if (!names.add(in + name)) {
        item.problem("name", Found.quote(name) + " is here twice. Keep one of them.");
      }
      check(item, "value", RecipeCheck.value(value, schemes));
      if (in == In.HEADER && Characters.any(value, Characters::isControl)) {
        item.problem("value", "A header's value is one line of text. Remove the line break.");
      }
      places.add(new Place(in, name, value));
    }
    return places;
  }

  private static Optional<String> problemOfName(In in, String name) {
    if (in == In.QUERY) {
      return RowKind.QUERY.problemOfName(name);
    }
    if (TAKEN.contains(name)) {
      return Optional.of(Found.quote(name) + " says something else already. Choose another name.");
    }
    return HeaderNames.isOfASignature(name) ? Optional.empty() : HeaderRules.problemOfName(name);
  }

  /** The objects of a list; what is none becomes a problem. */
  private static List<Fields> objects(Fields fields, String list, int max) {
    var objects = new ArrayList<Fields>();
    List<?> items = fields.list(list).orElse(List.of());
    if (items.size() > max) {
      fields.problem(list, "Expected at most " + max + ", found " + items.size() + ".");
      return objects;
    }
    for (int i = 0; i < items.size(); i++) {
      String pointer = fields.pointer(list) + "/" + i;
      if (items.get(i) instanceof Map<?, ?> map) {
        objects.add(new Fields(map, pointer, fields.problems()));
      } else {
        fields
            .problems()
            .add(pointer, "Expected an object { … }, found " + Found.kind(items.get(i)) + ".");
      }
    }
    return objects;
  }

  private static String text(Fields fields, String name, String otherwise) {
    return fields.text(name, MAX_TEXT).orElse(otherwise);
  }

  private static void check(Fields fields, String name, Optional<String> problem) {
    problem
        .filter(message -> !fields.problems().at(fields.pointer(name)))
        .ifPresent(message -> fields.problem(name, message));
  }
}
