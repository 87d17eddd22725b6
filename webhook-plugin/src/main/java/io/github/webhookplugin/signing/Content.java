package io.github.webhookplugin.signing;

import io.github.webhookplugin.signing.RecipeText.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text to sign, compiled for one secret and one address. Immutable, shared between threads. */
final class Content {
  /** In place of a secret. */
  static final String MASK = "***";

  static final String BODY = "body";
  static final String BODY_PART = "body:";
  static final String BODY_WITHOUT = "bodyWithout:";

  /** Takes the bytes to sign, piece by piece. */
  interface Sink {
    void update(byte[] bytes, int offset, int length);
  }

  private interface Piece {
    void feed(Subject subject, Sink sink);
  }

  private final List<Piece> pieces;

  private Content(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** Compiles a content whose text was checked. */
  static Content of(String template, String secret, String url) {
    var pieces = new ArrayList<Piece>();
    var run = new ArrayList<Part>();
    for (Part part : RecipeText.of(template).parts()) {
      Piece body = part.variable() ? bodyPiece(part.text()) : null;
      if (body == null) {
        run.add(settled(part, secret, url));
      } else {
        addRun(run, pieces);
        pieces.add(body);
      }
    }
    addRun(run, pieces);
    return new Content(pieces);
  }

  /** What is the same for every request becomes plain text. */
  private static Part settled(Part part, String secret, String url) {
    if (!part.variable()) {
      return part;
    }
    return switch (part.text()) {
      case "secret" -> new Part(false, secret);
      case "url" -> new Part(false, url);
      case "urlWithoutUser" -> new Part(false, withoutUser(url));
      default -> part;
    };
  }

  private static String withoutUser(String url) {
    return replacedUser(url, "");
  }

  /** An address as people may see it. */
  static String masked(String url) {
    return replacedUser(url, MASK + "@");
  }

  private static String replacedUser(String url, String user) {
    int start = url.indexOf("://") + 3;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    int at = url.lastIndexOf('@', end - 1);
    return at < start ? url : url.substring(0, start) + user + url.substring(at + 1);
  }

  private static void addRun(List<Part> run, List<Piece> pieces) {
    if (run.isEmpty()) {
      return;
    }
    Part[] parts = run.toArray(Part[]::new);
    run.clear();
    if (parts.length == 1 && !parts[0].variable()) {
      byte[] fixed = parts[0].text().getBytes(StandardCharsets.UTF_8);
      pieces.add((subject, sink) -> sink.update(fixed, 0, fixed.length));
    } else {
      pieces.add((subject, sink) -> {
        byte[] text = text(parts, subject).getBytes(StandardCharsets.UTF_8);
        sink.update(text, 0, text.length);
      });
    }
  }

  private static String text(Part[] parts, Subject subject) {
    var text = new StringBuilder(96);
    for (Part part : parts) {
      text.append(part.variable() ? value(part.text(), subject) : part.text());
    }
    return text.toString();
  }

  static String value(String variable, Subject subject) {
    return switch (variable) {
      case "id" -> subject.id();
      case "timestamp" -> subject.timestamp();
      default -> throw new IllegalArgumentException("no recipe knows {{" + variable + "}}");
    };
  }

  private static @Nullable Piece bodyPiece(String variable) {
    if (variable.equals(BODY)) {
      return (subject, sink) -> sink.update(subject.body(), 0, subject.body().length);
    }
    if (variable.startsWith(BODY_PART)) {
      var pointer = JsonPlace.of(variable.substring(BODY_PART.length()));
      return (subject, sink) -> {
        JsonPlace.Range range = pointer.value(subject.body());
        sink.update(subject.body(), range.start(), range.end() - range.start());
      };
    }
    if (variable.startsWith(BODY_WITHOUT)) {
      var pointer = JsonPlace.of(variable.substring(BODY_WITHOUT.length()));
      return (subject, sink) -> {
        byte[] body = subject.body();
        JsonPlace.Range range = pointer.member(body);
        sink.update(body, 0, range.start());
        sink.update(body, range.end(), body.length - range.end());
      };
    }
    return null;
  }

  void feed(Subject subject, Sink sink) {
    for (Piece piece : pieces) {
      piece.feed(subject, sink);
    }
  }

  byte[] bytes(Subject subject) {
    var bytes = new ByteArrayOutputStream();
    feed(subject, bytes::write);
    return bytes.toByteArray();
  }
}
