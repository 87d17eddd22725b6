package io.github.webhookplugin.rendering;

import java.util.Random;
import java.util.StringJoiner;

/** JSON texts of all kinds, from a seed. */
final class RandomJson {
  private static final String[] WORDS = {
    "receivers",
    "targetUsers",
    "module",
    "Module",
    "eventTime",
    "taskName",
    "uid",
    "name",
    "",
    "1",
    "12",
    "a.b",
    "class",
    "val",
    "$-",
    "@-",
    "type",
    "ref",
    "$.x",
    "@@type",
    "中文",
    "😀",
    "true",
    "null",
    "2026-01-01T00:00:00Z",
    "<a href='x'>&amp;</a>",
    "\\\"",
    "\\\\",
    "\\/",
    "\\n\\r\\t\\b\\f",
    "\\u0000",
    "\\u0007",
    "\\u000b",
    "\\u0010",
    "\\u001a",
    "\\u007f",
    "\\u0085",
    "\\u00a0",
    "\\u2028",
    "\\u2029",
    "\\ufeff",
    "\\ud83d",
    "\\ude00",
    "\\ud83d\\ude00",
    "\\u4e2d",
    "'",
    " "
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-1",
    "7",
    "2147483647",
    "2147483648",
    "-2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "1.5",
    "1.50",
    "100.0",
    "-0.0",
    "0.0",
    "1e3",
    "1E+3",
    "2.5e-3",
    "1e-8",
    "0.00000001",
    "0.000001",
    "0.0000001",
    "3.141592653589793238462643383279",
    "12345678901234567890.12345678901234567890",
    "1.7976931348623157e308",
    "4.9e-324",
    "1e22",
    "1e400",
    "0e10",
    "0.10000000149011612",
    "9007199254740993.5"
  };

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  String object(int depth) {
    var members = new StringJoiner(blank() + "," + blank(), "{" + blank(), blank() + "}");
    for (int i = random.nextInt(depth == 4 ? 40 : 8); i > 0; i--) {
      members.add(text() + blank() + ":" + blank() + value(depth - 1));
    }
    return members.toString();
  }

  String wideObject(int names) {
    var members = new StringJoiner(",", "{", "}");
    for (int i = 0; i < names; i++) {
      members.add("\"" + Long.toString(random.nextLong(), 36) + "\":" + value(1));
    }
    return members.toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> "null";
      case 1 -> String.valueOf(random.nextBoolean());
      case 2 -> NUMBERS[random.nextInt(NUMBERS.length)];
      case 3 -> number();
      case 4, 5 -> text();
      case 6 -> list(depth);
      default -> object(depth);
    };
  }

  private String number() {
    return switch (random.nextInt(4)) {
      case 0 -> String.valueOf(random.nextLong());
      case 1 -> String.valueOf(random.nextInt(2_000_000) - 1_000_000);
      case 2 -> String.valueOf(random.nextDouble());
      default -> random.nextInt(1_000) + "." + random.nextInt(1_000_000);
    };
  }

  private String list(int depth) {
    var items = new StringJoiner(blank() + "," + blank(), "[", blank() + "]");
    for (int i = random.nextInt(5); i > 0; i--) {
      items.add(value(depth - 1));
    }
    return items.toString();
  }

  private String text() {
    var text = new StringBuilder("\"");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    if (random.nextInt(3) == 0) {
      text.append(Long.toString(random.nextLong(), 36));
    }
    return text.append('"').toString();
  }

  private String blank() {
    return random.nextInt(4) == 0 ? " \n\t" : "";
  }
}
