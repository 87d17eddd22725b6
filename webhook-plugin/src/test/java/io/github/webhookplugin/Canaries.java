package io.github.webhookplugin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Texts that stand in secret fields and must be nowhere else. Each has a core of letters and digits, which looks the same
 * in JSON, HTML and URLs; what stands around it does not.
 */
final class Canaries {
  private final Map<String, String> cores = new LinkedHashMap<>();

  /** The core of a field's canary; always the same for a field. */
  String of(String field) {
    return cores.computeIfAbsent(field, name -> "Cnry%02dq7f3aXw9zLk".formatted(cores.size()));
  }

  /** A secret that cannot be chosen, or a long part of it. */
  void know(String field, String part) {
    cores.put(field, part);
  }

  /** The fields that something of is in a text, with the way in which it is written there. */
  List<String> in(String text) {
    var found = new ArrayList<String>();
    cores.forEach((field, core) -> spellings(core).forEach((way, spelling) -> {
      if (text.contains(spelling)) {
        found.add(field + " " + way + around(text, spelling));
      }
    }));
    return found;
  }

  private static String around(String text, String spelling) {
    int at = text.indexOf(spelling);
    return " …" + text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)) + "…";
  }

  private static Map<String, String> spellings(String core) {
    var spellings = new LinkedHashMap<String, String>();
    byte[] bytes = core.getBytes(StandardCharsets.US_ASCII);
    spellings.put("as it is", core);
    spellings.put("in small letters", core.toLowerCase(Locale.ROOT));
    spellings.put("in hex", HexFormat.of().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // without the characters that have bits of a neighbour
      spellings.put(
          "in Base64 behind " + before, base64.substring(before + 1, base64.length() - 2));
    }
    return spellings;
  }
}
