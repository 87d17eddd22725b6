package io.github.webhookplugin.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Makes cases from a seed and shows the smallest one that breaks a property. {@code -Dhostile.seed=7} sets the seed,
 * {@code -Dhostile.cases=1000000} how many.
 */
public final class Hunt {
  public static final int USUAL = 2_000;
  public static final int LONG = 100_000;
  private static final int MOST_TRIES = 5_000;

  /** A case that knows smaller ones of its kind; its text shows it whole. */
  public interface Quarry<T> {
    List<T> smaller();
  }

  /** What has to be true of every case; throws if it is not. */
  public interface Property<T> {
    void holds(T quarry) throws Exception;
  }

  private Hunt() {}

  public static <T extends Quarry<T>> void each(
      int usualCases, Function<Hostile, T> maker, Property<T> property) {
    long seed = Long.getLong("hostile.seed", 20_261_127L);
    int cases = Integer.getInteger("hostile.cases", usualCases);
    for (int i = 0; i < cases; i++) {
      T quarry = maker.apply(new Hostile(new Random(spread(seed + i))));
      Throwable broken = broken(property, quarry);
      if (broken != null) {
        T smallest = smallest(property, quarry);
        throw new AssertionError(
            "Again with -Dhostile.seed=" + (seed + i) + " -Dhostile.cases=1\n" + smallest,
            broken(property, smallest));
      }
    }
  }

  /** Neighbouring seeds give a {@link Random} nearly the same first numbers: all cases would begin alike. */
  private static long spread(long seed) {
    long bits = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }

  private static <T extends Quarry<T>> T smallest(Property<T> property, T first) {
    T smallest = first;
    var next = new ArrayList<>(first.smaller());
    for (int tries = 0; tries < MOST_TRIES && !next.isEmpty(); tries++) {
      T smaller = next.remove(0);
      if (broken(property, smaller) != null) {
        smallest = smaller;
        next = new ArrayList<>(smaller.smaller());
      }
    }
    return smallest;
  }

  private static <T> Throwable broken(Property<T> property, T quarry) {
    try {
      property.holds(quarry);
      return null;
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      return e;
    }
  }
}
