package io.github.webhookplugin.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Turns of several sides, round by round; what is judged is the median of the rounds' ratios. */
final class Rounds {
  private final Bench bench;
  private final Sides sides;
  private final List<Role> roles;
  private final Map<Role, List<Turn>> turns = new EnumMap<>(Role.class);
  private final Map<Role, String> failures = new EnumMap<>(Role.class);

  Rounds(Bench bench, Sides sides, List<Role> roles) {
    this.bench = bench;
    this.sides = sides;
    this.roles = List.copyOf(roles);
  }

  /** Starts all sides and lets each work until it is warm. */
  void warmUp() {
    for (Role role : roles) {
      attempt(role, () -> sides.warmUp(role));
    }
  }

  /** As much as each side can, with the order turned around every other round. */
  void atTopRate() {
    run(Load.UNLIMITED);
  }

  /** So many events a second. */
  void paced(long perSecond) {
    run(perSecond);
  }

  private void run(long perSecond) {
    warmUp();
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      var order = new ArrayList<>(roles);
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Role role : order) {
        String name = "round " + round + ", " + role;
        attempt(role, () -> {
          Turn turn = sides.turn(role, bench.settings().measured(), perSecond);
          turns.computeIfAbsent(role, first -> new ArrayList<>()).add(turn);
          bench.progress(name + ": " + Numbers.whole(turn.perSecond()) + "/s");
        });
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** A side that failed once has no more turns, and no figures; the others go on. */
  private void attempt(Role role, Step step) {
    if (failures.containsKey(role)) {
      return;
    }
    try {
      step.run();
    } catch (IOException | IllegalStateException e) {
      failures.put(role, String.valueOf(e.getMessage()));
      bench.progress(role + " has failed: " + e);
    }
  }

  /** Those that did not fail. */
  List<Role> sound() {
    return roles.stream().filter(role -> !failures.containsKey(role)).toList();
  }

  /**
   * One side's turns, the first round's first.
   *
   * @throws IllegalStateException if it failed
   */
  List<Turn> of(Role role) {
    String failure = failures.get(role);
    if (failure != null) {
      throw new IllegalStateException(role + " has failed: " + failure);
    }
    return turns.getOrDefault(role, List.of());
  }

  double median(Role role, ToDoubleFunction<Turn> figure) {
    return Numbers.median(of(role).stream().map(figure::applyAsDouble).toList());
  }

  /** The median of the rounds' ratios of one figure. */
  double ratio(Role one, Role other, ToDoubleFunction<Turn> figure) {
    List<Turn> ones = of(one);
    List<Turn> others = of(other);
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < ones.size(); i++) {
      ratios.add(figure.applyAsDouble(ones.get(i)) / figure.applyAsDouble(others.get(i)));
    }
    return Numbers.median(ratios);
  }
}
