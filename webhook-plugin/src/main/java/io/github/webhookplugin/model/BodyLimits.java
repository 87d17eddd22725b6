package io.github.webhookplugin.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver takes: looked at when a body has been rendered, before it is sent.
 *
 * @param sizes how large the body and texts inside it may be
 * @param truncate the variable of the templates that is shortened with “…” until the body fits; null: none
 * @param keywords one of them must be in the body, or the receiver does nothing with it (seed rows T-07 to T-10);
 *     empty: it need not
 * @param rejectWithoutKeyword a body without one is not sent; false: it is, and the sentence says so
 */
public record BodyLimits(
    List<Size> sizes,
    @Nullable String truncate,
    List<String> keywords,
    boolean rejectWithoutKeyword) {
  public static final int MOST_KEYWORDS = 10;

  /** The variables that may be shortened. */
  public static final List<String> TRUNCATABLE = List.of("title", "subTitle", "message");

  public static final BodyLimits NONE = new BodyLimits(List.of(), null, List.of(), false);

  public BodyLimits {
    sizes = List.copyOf(sizes);
    keywords = List.copyOf(keywords);
  }

  /** How a text is measured. */
  public enum Unit {
    /** Of UTF-8. */
    BYTES,
    /** Of Unicode: an emoji is one, or a few. */
    CHARACTERS;

    public int of(String text) {
      return this == BYTES
          ? text.getBytes(StandardCharsets.UTF_8).length
          : text.codePointCount(0, text.length());
    }
  }

  /**
   * How large a text may be.
   *
   * @param pointer where it stands in the body's JSON; null: it is the whole body
   */
  public record Size(@Nullable JsonPointer pointer, int most, Unit unit) {}
}
