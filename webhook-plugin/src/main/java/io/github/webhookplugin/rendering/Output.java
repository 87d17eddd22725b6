package io.github.webhookplugin.rendering;

import java.io.Writer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a template has rendered so far: bounded in size and in time. Used by one thread, for one rendering. */
final class Output extends Writer {
  static final int MAX_LENGTH = 256 * 1024;
  private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  /** A body over several events may be so many times as long, and take so many times as long. */
  static final int SEVERAL = 8;

  private static final int STEPS_BETWEEN_LOOKS = 256;

  private final StringBuilder text;
  private final long start = System.nanoTime();
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

  /** Counts one step of work; looks at the time now and then. */
  void step() {
    if (++steps % STEPS_BETWEEN_LOOKS == 0 && System.nanoTime() - start > MAX_NANOS * times) {
      throw new RenderException(
          "The template takes longer than %s with %s; use fewer or smaller lists in it."
              .formatted(times == 1 ? "250 ms" : "2 s", events()));
    }
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
