package io.github.webhookplugin.rendering;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts, numbers and names that break what is careless, from a seed. */
public final class Hostile {
  /** Names that reach something in a careless template engine, beside harmless ones. */
  public static final List<String> KEYS = List.of(
      "a",
      "b",
      "items",
      "name",
      "class",
      "getClass",
      "toString",
      "hashCode",
      "entrySet",
      "empty",
      "size",
      "first",
      "last",
      "index",
      "中",
      "x-y",
      "@type",
      "length",
      "0",
      "clear",
      "bytes");

  private static final List<String> PIECES = List.of(
      "\"",
      "\\",
      "\\\"",
      "\n",
      "\r\n",
      "\t",
      "\b",
      "\f",
      "\0",
      "\u001f",
      "\u007f",
      "\u0085",
      "\u00a0",
      "\u2028",
      "\u2029",
      "\u202e",
      "\u2066",
      "\u200d",
      "\ufeff",
      "\ufffe",
      "e\u0301",
      "\uD83D",
      "\uDE00",
      "\uDC00",
      "\uDC01",
      "😀",
      "𠀀",
      "中文",
      "é",
      "{{title}}",
      "{{{",
      "}}",
      "{{#a}}",
      "</script>",
      "&quot;",
      "\\u0022",
      "\\n",
      "\",\"x\":\"",
      "\"}",
      "]",
      ",",
      ",]",
      ",}",
      "null",
      "$ref",
      "%00",
      "%2e",
      "..",
      "/",
      "//",
      "?",
      "#",
      "@",
      ":",
      "'",
      "`",
      " ",
      "a",
      "0",
      "-",
      "1e5",
      "/*",
      "\u0001\u0002\u0003");

  private static final List<Number> NUMBERS = List.of(
      0,
      -1,
      42,
      -0.0,
      0.1,
      1e10,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Float.MIN_VALUE,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      9_007_199_254_740_993L,
      (byte) -1,
      (short) 7,
      new BigInteger("9".repeat(400)),
      new BigDecimal("1E1000000000"),
      new BigDecimal("-1E-1000000000"),
      new BigDecimal("1.50"),
      new BigDecimal("1E40"),
      new BigDecimal("1E41"),
      new BigDecimal("0E-41"));

  private final Random random;

  Hostile(Random random) {
    this.random = random;
  }

  public <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  public int upTo(int most) {
    return random.nextInt(most + 1);
  }

  /** Mostly short; now and then long. */
  public String anyText() {
    return oneIn(200) ? text().repeat(500) : text();
  }

  public String text() {
    var text = new StringBuilder();
    for (int n = upTo(6); n > 0; n--) {
      text.append(oneOf(PIECES));
    }
    return text.toString();
  }

  /** A value as a host may give it, so many levels deep at most. */
  public Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> oneOf(NUMBERS);
      case 3, 4 -> anyText();
      case 5, 6 -> list(depth);
      default -> map(depth);
    };
  }

  public Map<String, Object> map(int depth) {
    var map = new LinkedHashMap<String, Object>();
    for (int n = upTo(5); n > 0; n--) {
      map.put(oneIn(8) ? text() : oneOf(KEYS), value(depth - 1));
    }
    return map;
  }

  private List<Object> list(int depth) {
    var list = new ArrayList<Object>();
    for (int n = upTo(3); n > 0; n--) {
      list.add(value(depth - 1));
    }
    return list;
  }
}
