package io.github.webhookplugin.rendering;

import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * What a template has rendered so far: bounded in size and in work. Work is counted and not measured, so that a
 * template that renders once renders always, on any machine and beside any load. Used by one thread, for one rendering.
 */
final class Output extends Writer {
  static final int MAX_LENGTH = 256 * 1024;
  /** A step is a tag, a scope that it is looked for in, an item of a list, or a character that had to be looked at. */
  static final int MAX_STEPS = 2_000_000;
  /** A body over several events may be so many times as long, and so many times as much work. */
  static final int SEVERAL = 8;

  private final StringBuilder text;
  private final @Nullable Trace trace;
  private final int times;
  private int steps;

  Output(int expectedLength) {
    this(expectedLength, null, 1);
  }

  /** With {@code times} the usual bounds. */
  Output(int expectedLength, @Nullable Trace trace, int times) {
    this.text = new StringBuilder(expectedLength);
    this.trace = trace;
    this.times = times;
  }

  @Override
  public void write(String more) {
    makeRoom(more.length());
    text.append(more);
  }

  @Override
  public void write(String from, int offset, int length) {
    makeRoom(length);
    text.append(from, offset, offset + length);
  }

  @Override
  public void write(int character) {
    makeRoom(1);
    text.append((char) character);
  }

  @Override
  public void write(char[] from, int offset, int length) {
    makeRoom(length);
    text.append(from, offset, length);
  }

  void write(long number) {
    makeRoom(20);
    text.append(number);
  }

  /** What follows in the output comes from this offset of the template. */
  void mark(int templateOffset) {
    if (trace != null) {
      trace.mark(text.length(), templateOffset);
    }
  }

  /** Counts one step of work. */
  void step() {
    steps(1);
  }

  /** Counts work; refuses what is too much. */
  void steps(int more) {
    steps += more;
    if (steps > MAX_STEPS * times) {
      throw new RenderException(
          "The template takes more than %,d steps with %s; use fewer or smaller lists in it."
              .formatted(MAX_STEPS * times, events()));
    }
  }

  /** How much work it was so far. */
  int steps() {
    return steps;
  }

  private void makeRoom(int length) {
    step();
    if (length > MAX_LENGTH * times - text.length()) {
      throw new RenderException(
          "The template makes more than %,d characters of %s; leave something out of it."
              .formatted(MAX_LENGTH * times, events()));
    }
  }

  private String events() {
    return times == 1 ? "this event" : "these events";
  }

  StringBuilder text() {
    return text;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
