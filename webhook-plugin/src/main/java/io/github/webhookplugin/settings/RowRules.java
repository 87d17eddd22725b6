package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.NamedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes headers or query parameters of rows: checks them, finds out which are secret, and puts stored secrets in
 * where a row has no value.
 */
final class RowRules {
  private final RowKind kind;
  private final Problems problems;
  private final boolean same;
  private final boolean complete;
  private final Map<String, NamedValue> stored = new HashMap<>();

  /**
   * For one list.
   *
   * @param stored whose secrets are kept
   * @param same whether they go to the same receiver as before
   * @param complete a secret without a value is a problem, and not something that is entered later
   */
  RowRules(
      RowKind kind, List<NamedValue> stored, boolean same, boolean complete, Problems problems) {
    this.kind = kind;
    this.same = same;
    this.complete = complete;
    this.problems = problems;
    stored.forEach(value -> this.stored.put(kind.key(value.name()), value));
  }

  /** One value for each row, in order; where there is a problem, the value is of no use. */
  List<NamedValue> values(List<Row> rows) {
    var values = new ArrayList<NamedValue>();
    var first = new HashMap<String, Integer>();
    for (Row row : rows) {
      var value = new NamedValue(row.name(), valueOf(row), isSecret(row));
      Integer before = first.putIfAbsent(kind.key(row.name()), values.size());
      values.add(value);
      if (row.readable()) {
        var problem = kind.problemOfName(row.name());
        if (problem.isEmpty() && before != null) {
          problem = repeated(value, values.get(before), rows.get(before).where());
        }
        problem.ifPresent(message -> add(row, "name", message));
        if (complete && problem.isEmpty() && value.secret() && value.value().isEmpty()) {
          checkUnset(row);
        }
      }
    }
    return values;
  }

  private void checkUnset(Row row) {
    if (!problems.at(row.where().pointer("value"))) {
      add(row, "value", kind.unset(row.name()));
    }
  }

  private Optional<String> repeated(NamedValue value, NamedValue before, Where where) {
    if (kind.mayRepeat() && !value.secret() && !before.secret()) {
      return Optional.empty();
    }
    String reason = kind.mayRepeat() ? ", and a secret one needs a name of its own" : "";
    return Optional.of(Found.quote(value.name()) + " is already in " + where.name() + reason
        + ". Keep one of them.");
  }

  /** The name of a host's secret is none itself. */
  private boolean isSecret(Row row) {
    if (row.value() != null && SecretReference.isAll(row.value())) {
      return false;
    }
    if (row.secret() != null) {
      return row.secret();
    }
    var before = stored.get(kind.key(row.name()));
    return before == null ? HeaderRules.isSecretByHabit(row.name()) : before.secret();
  }

  private String valueOf(Row row) {
    if (!row.readable()) {
      return "";
    }
    String value = row.value();
    if (value == null || isLineOfStored(row, value)) {
      return storedValue(row);
    }
    String clean = kind.clean(value);
    kind.problemOfValue(clean).ifPresent(message -> add(row, "value", message));
    return clean;
  }

  /** In pasted text a secret has no other way to say "keep it" than to stand there without its value. */
  private boolean isLineOfStored(Row row, String value) {
    var before = stored.get(kind.key(row.name()));
    return row.where().line() > 0 && value.isEmpty() && before != null && before.secret();
  }

  private String storedValue(Row row) {
    var before = stored.get(kind.key(row.name()));
    var problem = problemOfKeeping(row, before);
    problem.ifPresent(message -> add(row, "value", message));
    return before == null || problem.isPresent() ? "" : before.value();
  }

  private Optional<String> problemOfKeeping(Row row, @Nullable NamedValue before) {
    if (before == null || !before.secret()) {
      return Optional.of(
          isSecret(row)
              ? "Enter a value; none is stored yet."
              : "Expected a text, found nothing. Enter a value, or \"\" for none.");
    }
    if (isSecret(row) && !same && !before.value().isEmpty()) {
      return Optional.of(
          "Enter the value again: the stored one is for an address with another scheme, host or port.");
    }
    return isSecret(row)
        ? Optional.empty()
        : Optional.of("The stored value is secret and will not be shown. Enter the value again, or"
            + " leave it secret.");
  }

  private void add(Row row, String field, String message) {
    problems.add(row.where().pointer(field), row.where().message(message));
  }
}
