package io.github.webhookplugin.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place in a JSON text (RFC 6901), found in its bytes without changing any. The text is JSON already. Names are
 * compared as they are written, so one with escapes is not found. Immutable, shared between threads.
 */
public final class JsonPlace {
  /** From, and up to but without. */
  public record Range(int start, int end) {}

  private final String pointer;
  private final List<byte[]> steps;

  private JsonPlace(String pointer, List<byte[]> steps) {
    this.pointer = pointer;
    this.steps = steps;
  }

  public static JsonPlace of(String pointer) {
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException("a place in the body starts with /, as /messageEvent");
    }
    return new JsonPlace(
        pointer,
        Stream.of(pointer.substring(1).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .map(step -> step.getBytes(StandardCharsets.UTF_8))
            .toList());
  }

  /** Where the value stands. Throws SigningException if it does not. */
  public Range value(byte[] json) {
    return new Scan(json).find();
  }

  /** Where the member of an object stands, with its name and one comma. */
  public Range member(byte[] json) {
    var scan = new Scan(json);
    Range value = scan.find();
    int end = scan.blanks(value.end());
    if (json[end] == ',') {
      return new Range(scan.memberStart, scan.blanks(end + 1));
    }
    return scan.commaBefore >= 0
        ? new Range(scan.commaBefore, value.end())
        : new Range(scan.memberStart, value.end());
  }

  private final class Scan {
    private final byte[] json;
    private int memberStart;
    private int commaBefore = -1;

    Scan(byte[] json) {
      this.json = json;
    }

    Range find() {
      try {
        int at = blanks(0);
        for (byte[] step : steps) {
          at = step(step, at);
        }
        return new Range(at, skip(at));
      } catch (ArrayIndexOutOfBoundsException notJson) {
        throw missing();
      }
    }

    private int step(byte[] name, int at) {
      if (json[at] == '[') {
        return item(name, at);
      }
      if (json[at] != '{') {
        throw missing();
      }
      commaBefore = -1;
      int here = blanks(at + 1);
      while (json[here] != '}') {
        memberStart = here;
        int end = skip(here);
        boolean found = Arrays.equals(json, here + 1, end - 1, name, 0, name.length);
        // behind the colon
        int value = blanks(blanks(end) + 1);
        if (found) {
          return value;
        }
        here = blanks(skip(value));
        if (json[here] == ',') {
          commaBefore = here;
          here = blanks(here + 1);
        }
      }
      throw missing();
    }

    private int item(byte[] index, int at) {
      String text = new String(index, StandardCharsets.UTF_8);
      if (!text.matches("0|[1-9][0-9]{0,8}")) {
        throw missing();
      }
      int here = blanks(at + 1);
      for (int left = Integer.parseInt(text); json[here] != ']'; left--) {
        if (left == 0) {
          return here;
        }
        here = blanks(skip(here));
        here = json[here] == ',' ? blanks(here + 1) : here;
      }
      throw missing();
    }

    /** Behind the value that starts here. */
    private int skip(int start) {
      int depth = 0;
      int at = start;
      do {
        byte c = json[at];
        if (c == '"') {
          at = behindText(at);
        } else if (c == '{' || c == '[') {
          depth++;
          at++;
        } else if (c == '}' || c == ']') {
          depth--;
          at++;
        } else if (depth > 0) {
          at++;
        } else {
          at = behindWord(at);
        }
      } while (depth > 0);
      return at;
    }

    private int behindText(int start) {
      int at = start + 1;
      while (json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
      }
      return at + 1;
    }

    /** A number, true, false or null. */
    private int behindWord(int start) {
      int at = start;
      while (at < json.length && ",]} \t\r\n".indexOf(json[at]) < 0) {
        at++;
      }
      if (at == start) {
        throw missing();
      }
      return at;
    }

    private int blanks(int start) {
      int at = start;
      while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') {
        at++;
      }
      return at;
    }

    private SigningException missing() {
      return new SigningException(
          "The signature covers " + pointer + " of the body, which is not there with this event.");
    }
  }
}
