package io.github.webhookplugin.verdict;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.JsonPointer;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A response while it is judged: its JSON is read once, if a rule asks. For one thread. */
final class Reply {
  private final Answer.Response response;
  private final Tries before;
  private final Instant at;
  private final UnaryOperator<String> redaction;
  private @Nullable Object json;
  private boolean read;

  /**
   * A response of which {@code redaction} takes out what people must not see.
   *
   * @param before the tries before this one
   * @param at when it came
   */
  Reply(Answer.Response response, Tries before, Instant at, UnaryOperator<String> redaction) {
    this.response = response;
    this.before = before;
    this.at = at;
    this.redaction = redaction;
  }

  int status() {
    return response.status();
  }

  String text() {
    return response.text();
  }

  /** Whether the text is only a part of what was answered. */
  boolean truncated() {
    return response.truncated();
  }

  Tries before() {
    return before;
  }

  Instant at() {
    return at;
  }

  List<Header> headers() {
    return response.headers();
  }

  /** The values of a header, in any case of its name. */
  List<String> values(String header) {
    return response.headers().stream()
        .filter(line -> line.name().equalsIgnoreCase(header))
        .map(line -> line.value().strip())
        .toList();
  }

  boolean isJson() {
    return json() != AnswerJson.NOT_JSON;
  }

  /** The value at a place; {@link JsonPointer#NOTHING} if there is none, or no JSON. */
  @Nullable
  Object at(JsonPointer pointer) {
    return isJson() ? pointer.in(json()) : JsonPointer.NOTHING;
  }

  /** A value for a sentence: in one line, short, and without secrets. */
  String shown(@Nullable Object value) {
    return Shown.value(value, redaction);
  }

  private @Nullable Object json() {
    if (!read) {
      json = AnswerJson.read(response.text());
      read = true;
    }
    return json;
  }
}
