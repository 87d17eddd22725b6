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

  Rounds(Bench bench, Sides sides, List<Role> roles) {
    this.bench = bench;
    this.sides = sides;
    this.roles = List.copyOf(roles);
  }

  /** Starts all sides and lets each work until it is warm. */
  void warmUp() throws IOException {
    for (Role role : roles) {
      sides.warmUp(role);
    }
  }

  /** As much as each side can, with the order turned around every other round. */
  void atTopRate() throws IOException {
    run(Load.UNLIMITED);
  }

  /** So many events a second. */
  void paced(long perSecond) throws IOException {
    run(perSecond);
  }

  private void run(long perSecond) throws IOException {
    warmUp();
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      var order = new ArrayList<>(roles);
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Role role : order) {
        Turn turn = sides.turn(role, bench.settings().measured(), perSecond);
        turns.computeIfAbsent(role, first -> new ArrayList<>()).add(turn);
        bench.progress(
            "round " + round + ", " + role + ": " + Numbers.whole(turn.perSecond()) + "/s");
      }
    }
  }

  /** One side's turns, the first round's first. */
  List<Turn> of(Role role) {
    return turns.getOrDefault(role, List.of());
  }

  double median(Role role, ToDoubleFunction<Turn> figure) {
    return Numbers.median(of(role).stream().map(figure::applyAsDouble).toList());
  }

  /** The median of the rounds' ratios of one figure. */
  double ratio(Role one, Role other, ToDoubleFunction<Turn> figure) {
    return ratio(one, figure, other, figure);
  }

  /** The median of the rounds' ratios of one side's figure to another figure of the other side. */
  double ratio(
      Role one, ToDoubleFunction<Turn> figure, Role other, ToDoubleFunction<Turn> otherFigure) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < of(one).size(); i++) {
      ratios.add(figure.applyAsDouble(of(one).get(i))
          / otherFigure.applyAsDouble(of(other).get(i)));
    }
    return Numbers.median(ratios);
  }
}
