package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.SettingsProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The query parameters of one request, read one by one; what is wrong is refused all at once. */
final class Query {
  private final AdminRequest request;
  private final List<SettingsProblem> problems = new ArrayList<>();

  Query(AdminRequest request, List<String> known) {
    this.request = request;
    for (String name : request.params().keySet()) {
      if (!known.contains(name)) {
        problem(
            name, "There is no such parameter here. Known are " + String.join(", ", known) + ".");
      }
    }
  }

  /** What a text means; empty if it means nothing. */
  interface Reading<T> extends Function<String, Optional<T>> {}

  <T> Optional<T> one(String name, String expected, Reading<T> reading) {
    List<String> values = given(name);
    if (values.size() > 1) {
      problem(name, "Expected this parameter once, found it " + values.size() + " times.");
    }
    return values.stream().findFirst().flatMap(value -> read(name, value, expected, reading));
  }

  /** Several, given one by one or with commas between them. */
  <T> List<T> all(String name, String expected, Reading<T> reading) {
    return given(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .flatMap(value -> read(name, value, expected, reading).stream())
        .toList();
  }

  int number(String name, int min, int max, int otherwise) {
    String expected = "a whole number from " + min + " to " + max;
    return one(name, expected, text -> parsed(text).filter(n -> n >= min && n <= max))
        .orElse(otherwise);
  }

  /** These say different things of one matter. */
  void refuseBoth(String one, String other) {
    if (!given(one).isEmpty() && !given(other).isEmpty()) {
      problem(other, "Give either “" + one + "” or “" + other + "”, not both.");
    }
  }

  /** Refuses the request if anything of it was wrong. */
  void check() {
    if (!problems.isEmpty()) {
      throw Problem.of(400, problems.get(0).message(), problems);
    }
  }

  private List<String> given(String name) {
    return request.params().getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private <T> Optional<T> read(String name, String value, String expected, Reading<T> reading) {
    var read = reading.apply(value);
    if (read.isEmpty()) {
      problem(name, "Expected " + expected + " in “" + name + "”.");
    }
    return read;
  }

  private void problem(String name, String message) {
    problems.add(new SettingsProblem(name, message));
  }

  private static Optional<Integer> parsed(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
