package io.github.webhookplugin.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ways in which a receiver may write a text that it echoes: as it is, in JSON, HTML, a form or a URL, whichever
 * characters it escapes there, or as a part of something in Base64. Pure.
 */
final class Spellings {
  private static final Map<Integer, String> ENTITIES =
      Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"', "&quot;");
  /** What the spelling of any character may start with. */
  private static final String ESCAPES = "%\\&+-_";

  /** A character with the last few bits, and padding or the end. */
  private static final String END_OF_BASE64 =
      "(?:[A-Za-z0-9+/_-]?={1,2}|[A-Za-z0-9+/_-](?![A-Za-z0-9+/_=-]))?";

  private static final int BYTES = 3;

  private Spellings() {}

  /** Finds all spellings of all texts, the first texts first. */
  static Pattern of(List<String> texts) {
    Set<Integer> starts = new LinkedHashSet<>();
    ESCAPES.chars().forEach(starts::add);
    Set<String> spellings = new LinkedHashSet<>();
    for (String text : texts) {
      starts.add(text.codePointAt(0));
      starts.add((int) misread(text).charAt(0));
      spellings.add(plain(text));
      for (int before = 0; before < BYTES; before++) {
        String base64 = base64(text, before);
        starts.add((int) base64.charAt(0));
        spellings.add(encoded(base64));
      }
    }
    // most characters of an answer start none of them: a look at one is enough
    String start = starts.stream().map("\\x{%x}"::formatted).collect(Collectors.joining());
    return Pattern.compile("(?=[" + start + "])(?:" + String.join("|", spellings) + ")");
  }

  private static String plain(String text) {
    return text.codePoints().mapToObj(Spellings::character).collect(Collectors.joining());
  }

  private static String character(int point) {
    String itself = Character.toString(point);
    byte[] utf8 = itself.getBytes(StandardCharsets.UTF_8);
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(Pattern.quote(itself));
    spellings.add("(?i:" + hex("%%%02x", utf8) + ")");
    spellings.add("(?i:" + unicode(itself) + ")");
    spellings.add("&#(?:" + point + "|(?i:x0?" + Integer.toHexString(point) + "));");
    if (ENTITIES.containsKey(point)) {
      spellings.add(ENTITIES.get(point));
    }
    if (point == '"' || point == '\\' || point == '/') {
      spellings.add(Pattern.quote("\\" + itself));
    }
    if (point == ' ') {
      spellings.add("\\+");
    }
    if (point > 0x7f) {
      spellings.add(Pattern.quote(misread(itself)));
    }
    return spellings.stream().collect(Collectors.joining("|", "(?:", ")"));
  }

  private static String hex(String format, byte[] bytes) {
    var hex = new StringBuilder();
    for (byte one : bytes) {
      hex.append(format.formatted(one));
    }
    return hex.toString();
  }

  private static String unicode(String character) {
    return character.chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining());
  }

  /** UTF-8 taken for ISO 8859-1, as many receivers read headers. */
  private static String misread(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /**
   * In Base64 as a part of something longer that has {@code before} bytes (modulo three) in front of the text. A
   * character stands for six bits; the first and the last are left out if they have bits of a neighbour.
   */
  private static String base64(String text, int before) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    return Base64.getEncoder()
        .encodeToString(shifted)
        .substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
  }

  private static String encoded(String base64) {
    return base64.replace("+", "(?:[+-]|%2[Bb])").replace("/", "(?:[/_]|\\\\/|%2[Ff])")
        + END_OF_BASE64;
  }
}
