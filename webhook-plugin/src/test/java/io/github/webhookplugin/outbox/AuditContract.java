package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.outbox.AuditLog.Filter;
import io.github.webhookplugin.outbox.AuditLog.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the list of admins' actions promises, on every database. */
abstract class AuditContract extends SettingsLogContract {
  private static final String OPS = "00000000-0000-4000-8000-000000000001";

  @Test
  void actions_are_paged_from_the_newest_and_filtered() {
    outbox.transaction(
        () -> outbox.saveSettings(new SettingsChange(0, Map.of(), Map.of(OPS, "Ops"), "ann")));
    add(new AuditEntry("ann", AuditAction.TEST_SENT, OPS, "id-1", 1, ""));
    clock.forward(Duration.ofMinutes(1));
    long later = clock.millis();
    add(new AuditEntry("bob", AuditAction.DELIVERIES_STOPPED, null, "", 17, ""));
    add(new AuditEntry("ann", AuditAction.SERVICE_CHANGED, OPS, "3", 1, "timeout, body"));
    AuditLog audit = log.audit();

    List<Line> all = audit.page(Filter.ALL, Long.MAX_VALUE, 9);
    List<Line> second = audit.page(Filter.ALL, all.get(0).entry(), 1);

    assertThat(all)
        .extracting(Line::who, Line::action, Line::name, Line::about, Line::count, Line::detail)
        .containsExactly(
            tuple("ann", "service-changed", "Ops", "3", 1L, "timeout, body"),
            tuple("bob", "deliveries-stopped", null, "", 17L, ""),
            tuple("ann", "test-sent", "Ops", "id-1", 1L, ""));
    assertThat(second).containsExactly(all.get(1));
    assertThat(found(new Filter("bob", Set.of(), null, null, null))).containsExactly(all.get(1));
    assertThat(found(new Filter(null, Set.of(), OPS, null, null)))
        .containsExactly(all.get(0), all.get(2));
    assertThat(found(new Filter(
            null, Set.of(AuditAction.TEST_SENT, AuditAction.DELIVERIES_STOPPED), null, null, null)))
        .containsExactly(all.get(1), all.get(2));
    assertThat(found(new Filter(null, Set.of(), null, later, null))).hasSize(2);
    assertThat(found(new Filter(null, Set.of(), null, null, later))).containsExactly(all.get(2));
  }

  @Test
  void what_a_column_cannot_hold_is_shortened_and_no_error() {
    add(new AuditEntry(
        "a\0b" + "x".repeat(500), AuditAction.TEST_SENT, null, "", 1, "y".repeat(900)));

    Line line = found(Filter.ALL).get(0);

    assertThat(line.who()).startsWith("abx").endsWith("…").hasSize(200);
    assertThat(line.detail()).hasSize(500);
  }

  @Test
  void actions_are_kept_for_longer_than_deliveries_but_not_for_ever() {
    add(new AuditEntry("ann", AuditAction.TEST_SENT, null, "", 1, ""));
    clock.forward(Duration.ofDays(399));
    prune();
    assertThat(found(Filter.ALL)).hasSize(1);

    clock.forward(Duration.ofDays(2));
    prune();

    assertThat(found(Filter.ALL)).isEmpty();
  }

  @Test
  void nothing_is_recorded_under_a_key_that_was_given_before_a_restart() {
    add(new AuditEntry("ann", AuditAction.TEST_SENT, null, "", 1, "before"));
    reopen(ME + 1);

    add(new AuditEntry("ann", AuditAction.TEST_SENT, null, "", 1, "after"));

    assertThat(found(Filter.ALL)).extracting(Line::detail).containsExactly("after", "before");
  }

  private void add(AuditEntry entry) {
    outbox.transaction(() -> {
      outbox.audit(entry);
      return entry;
    });
  }

  private void prune() {
    long cutoff = outbox.transaction(() -> outbox.retentionCutoff(clock.millis(), 0));
    outbox.transaction(() -> outbox.prune(cutoff, 100));
  }

  private List<Line> found(Filter filter) {
    return log.audit().page(filter, Long.MAX_VALUE, 9);
  }
}
