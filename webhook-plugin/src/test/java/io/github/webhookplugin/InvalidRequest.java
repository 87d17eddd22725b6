package io.github.webhookplugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that has to be refused, as a line of a corpus: {@code POST services [If-Match: "x" &amp; A: b]|422|/name,/url|part of
 * the message|body}. In a body {@code '} stands for {@code "}, a backtick for the same inside a text, <code>\xFF</code>
 * for a byte and <code>&lt;&lt;9:ab&gt;&gt;</code> for nine times ab. A line that starts with # is a remark.
 */
record InvalidRequest(
    String method,
    String path,
    Map<String, String> headers,
    byte[] body,
    int status,
    List<String> pointers,
    String message,
    String line) {
  private static final Pattern TARGET = Pattern.compile("(\\S+) (\\S+)(?: \\[(.*)])?");
  private static final Pattern REPEATED = Pattern.compile("<<(\\d+):(.*?)>>");
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");

  /** All of a family, with these values for names in braces. */
  static List<InvalidRequest> family(String name, Map<String, String> values) {
    return lines("invalid/" + name + ".txt").stream()
        .map(line -> of(line, values))
        .toList();
  }

  /** One line. */
  static InvalidRequest of(String line, Map<String, String> values) {
    String filled = line;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return of(filled, line);
  }

  /** The lines of a resource of this package that are no remarks. */
  static List<String> lines(String resource) {
    try (var file = InvalidRequest.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidRequest of(String line, String shown) {
    String[] parts = line.split("\\|", 5);
    Matcher target = TARGET.matcher(parts[0]);
    if (parts.length < 5 || !target.matches()) {
      throw new IllegalArgumentException("not a request: " + shown);
    }
    return new InvalidRequest(
        target.group(1),
        target.group(2),
        headers(target.group(3)),
        bytes(parts[4].replace('\'', '"').replace("`", "\\\"")),
        Integer.parseInt(parts[1]),
        parts[2].isEmpty() ? List.of() : List.of(parts[2].split(",", -1)),
        parts[3],
        shown);
  }

  /** JSON unless something else is said; a name without a value takes that away. */
  private static Map<String, String> headers(String written) {
    var headers = new TreeMap<>(Map.of("Content-Type", "application/json"));
    if (written != null) {
      for (String header : written.split(" & ")) {
        String name = header.substring(0, header.indexOf(':'));
        headers.put(name, header.substring(name.length() + 1).strip());
        headers.values().removeIf(String::isEmpty);
      }
    }
    return headers;
  }

  private static byte[] bytes(String written) {
    String text = REPEATED
        .matcher(written)
        .replaceAll(found ->
            Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
    var bytes = new ByteArrayOutputStream();
    Matcher octet = BYTE.matcher(text);
    int at = 0;
    while (octet.find()) {
      bytes.writeBytes(text.substring(at, octet.start()).getBytes(StandardCharsets.UTF_8));
      bytes.write(Integer.parseInt(octet.group(1), 16));
      at = octet.end();
    }
    bytes.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  InvalidRequest with(byte[] other) {
    return new InvalidRequest(method, path, headers, other, status, pointers, message, line);
  }
}
