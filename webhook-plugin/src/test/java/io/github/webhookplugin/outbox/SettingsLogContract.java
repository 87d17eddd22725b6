package io.github.webhookplugin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhookplugin.outbox.SettingsLog.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the list of changes promises, on every database. */
abstract class SettingsLogContract extends QuietEventContract {
  private static final String OPS = "service/00000000-0000-4000-8000-000000000001";
  private static final String SALES = "service/00000000-0000-4000-8000-000000000002";

  @Test
  void changes_of_settings_are_paged_from_the_newest_with_what_was_before() {
    long first = save(OPS, "{1}", SALES, "{2}");
    long second = save(OPS, "{3}");
    long third = save(OPS, null);
    SettingsLog changes = log.settings();

    var page = changes.page(null, Place.START, 3);
    var rest = changes.page(null, new Place(first, OPS), 3);

    assertThat(page)
        .extracting(SettingChange::version, SettingChange::document, SettingChange::former)
        .containsExactly(
            tuple(third, null, second), tuple(second, "{3}", first), tuple(first, "{1}", 0L));
    assertThat(page.get(0).formerDocument()).isEqualTo("{3}");
    assertThat(rest).extracting(SettingChange::name).startsWith(SALES);
    assertThat(changes.page(SALES, Place.START, 9))
        .extracting(SettingChange::document)
        .containsExactly("{2}");
    assertThat(changes.find(second, OPS).orElseThrow().formerDocument()).isEqualTo("{1}");
    assertThat(changes.find(second, SALES)).isEmpty();
  }

  private long save(String... namesAndDocuments) {
    var documents = new HashMap<String, Optional<String>>();
    for (int i = 0; i < namesAndDocuments.length; i += 2) {
      documents.put(namesAndDocuments[i], Optional.ofNullable(namesAndDocuments[i + 1]));
    }
    long from = outbox.transaction(outbox::settingsVersion);
    var change = new SettingsChange(from, documents, Map.of(), "ann");
    assertThat(outbox.<Boolean>transaction(() -> outbox.saveSettings(change))).isTrue();
    return from + 1;
  }
}
