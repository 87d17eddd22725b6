package io.github.webhookplugin.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some of a receiver's answers mean. A service's rules are asked in their order; the first one that fits decides,
 * and if none fits, the service's {@link ResponseCheck} does (feature N-04).
 *
 * @param when which answers it is for
 * @param then what they mean
 * @param delay how long to wait before the next try; of {@link Then#RETRY} and {@link Then#THROTTLED} alone
 * @param say a sentence for people; <code>{status}</code>, <code>{text}</code> and <code>{/pointer}</code> stand
 *     for what was answered;
 *     empty: one that says what fitted
 */
public record VerdictRule(When when, Then then, Delay delay, String say) {
  /** The most rules of a service. */
  public static final int MOST = 50;

  public VerdictRule {
    if (!then.waits() && !delay.equals(Delay.AS_ASKED)) {
      throw new IllegalArgumentException(then + " waits for nothing");
    }
  }

  /** What an answer means: the kinds of {@link Verdict}. */
  public enum Then {
    DELIVERED,
    RETRY,
    THROTTLED,
    REJECTED,
    STOP;

    /** Whether there is a next try to wait for. */
    public boolean waits() {
      return this == RETRY || this == THROTTLED;
    }
  }

  /**
   * Which answers a rule is for: all parts that are there must hold. A failed connection is no answer.
   *
   * @param status null: any
   * @param header null: whatever the headers
   * @param json all must hold; an answer that is not JSON fits none
   * @param text null: whatever the text
   * @param matches a regular expression of RE2 syntax that fits somewhere in the text's start; null: whatever the text
   * @param empty whether the text is nothing but blanks; null: either
   * @param attempts at most so many tries of one delivery. Throttled tries count only for rules that throttle, the
   *     others only for the other rules; 0: any number
   */
  public record When(
      @Nullable StatusSet status,
      @Nullable HeaderTest header,
      List<JsonTest> json,
      @Nullable TextTest text,
      @Nullable String matches,
      @Nullable Boolean empty,
      int attempts) {
    /** Every answer. */
    public static final When ALWAYS = new When(null, null, List.of(), null, null, null, 0);

    public When {
      json = List.copyOf(json);
    }
  }

  /** How a text is compared. */
  public enum Comparison {
    /** The whole of it, without blanks around. */
    EQUALS,
    /** A part of it, exactly. */
    CONTAINS
  }

  /** A part of the answer's text, or all of it. */
  public record TextTest(Comparison comparison, String value) {}

  /**
   * A header of the answer.
   *
   * @param name in any case
   * @param value null: it need only be there
   */
  public record HeaderTest(String name, @Nullable TextTest value) {}

  /**
   * A value inside the answer's JSON.
   *
   * @param pointer where it stands
   * @param test how it is compared
   * @param values one at least of {@code IN}, none of {@code EXISTS} and {@code ABSENT}, else one
   */
  public record JsonTest(JsonPointer pointer, JsonComparison test, List<JsonScalar> values) {
    public JsonTest {
      values = List.copyOf(values);
    }
  }

  /** How a JSON value is compared; all but {@code ABSENT} need it to be there. */
  public enum JsonComparison {
    EQUALS,
    NOT_EQUALS,
    IN,
    /** A text that has the other one inside. */
    CONTAINS,
    EXISTS,
    ABSENT
  }

  /** A JSON value that is neither object nor list. */
  public sealed interface JsonScalar {
    /** Of a plain value: a text, a number, a boolean or null. */
    static JsonScalar of(@Nullable Object plain) {
      if (plain instanceof String text) {
        return new Text(text);
      }
      if (plain instanceof Boolean bool) {
        return new Bool(bool);
      }
      if (plain instanceof Number number) {
        return new Num(new BigDecimal(number.toString()));
      }
      if (plain == null) {
        return new Null();
      }
      throw new IllegalArgumentException("not a single JSON value");
    }

    record Text(String value) implements JsonScalar {}

    record Num(BigDecimal value) implements JsonScalar {}

    record Bool(boolean value) implements JsonScalar {}

    record Null() implements JsonScalar {}
  }

  /**
   * How long to wait before the next try: as the answer says at a place, else so long; never less than its
   * {@code Retry-After} if it was not said at a place.
   *
   * @param from the name of a header, or a JSON pointer, with seconds; null: no such place
   * @param atLeast null: as long as {@code Retry-After} says, else as long as the service's schedule
   */
  public record Delay(@Nullable String from, @Nullable Duration atLeast) {
    public static final Delay AS_ASKED = new Delay(null, null);
    /** Nobody is made to wait longer, whatever is asked. */
    public static final Duration LONGEST = Duration.ofHours(24);
  }
}
