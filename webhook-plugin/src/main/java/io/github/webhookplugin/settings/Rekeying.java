package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.Outbox;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the key of stored secrets. First the key file has the new key, and still the old ones; then one transaction
 * seals everything anew. A crash between the two leaves secrets that the old keys open, until {@link #resume}. Shared
 * between threads.
 */
public final class Rekeying {
  private static final Logger log = LoggerFactory.getLogger(Rekeying.class);

  private final SettingsBook book;
  private final Outbox outbox;
  private final StoredSettings rows;
  private final Vault vault;

  public Rekeying(SettingsBook book, Outbox outbox, Vault vault) {
    this.book = book;
    this.outbox = outbox;
    this.rows = new StoredSettings(vault);
    this.vault = vault;
  }

  /**
   * The keys, by their ids.
   *
   * @param current null: the key file cannot be used
   * @param former those that open what is older
   * @param prepared opens, and seals from the next change on; null: none
   * @param sealedByFormer how many documents of settings and their history
   * @param trouble why nothing can be sealed; null: it can
   */
  public record State(
      @Nullable String current,
      List<String> former,
      @Nullable String prepared,
      int sealedByFormer,
      @Nullable String trouble) {}

  public State state() {
    vault.lookAgain();
    Optional<KeyRing> ring = vault.ring();
    return new State(
        ring.map(keys -> keys.current().id()).orElse(null),
        ring.map(Rekeying::former).orElse(List.of()),
        ring.map(KeyRing::next).map(VaultKey::id).orElse(null),
        book.read(() -> sealedByFormer(ring)),
        vault.trouble().orElse(null));
  }

  /**
   * Makes a key that the key file has and nothing is sealed with yet, unless there is one: time to copy the file to
   * every host.
   *
   * @throws SettingsException if the file cannot be changed
   */
  public void prepare() {
    vault.change(KeyRing::prepared);
  }

  /**
   * Takes the prepared key, or a new one, and seals everything anew.
   *
   * @return how many documents
   * @throws SettingsException if the file cannot be changed
   */
  public int change(String who) {
    vault.change(KeyRing::changed);
    return reseal(who);
  }

  /** Whether a key must be {@link #prepare prepared} first: other hosts must have it before something is sealed with it. */
  public boolean mustBePrepared() {
    return outbox.shared() && vault.ring().map(KeyRing::next).isEmpty();
  }

  /** Seals by the current key what former ones sealed; what cannot be opened stays as it is. */
  public int reseal(String who) {
    String key = vault.ring().map(ring -> ring.current().id()).orElse("");
    int count = book.recorded(
        AuditEntry.of(who, AuditAction.KEYS_CHANGED, null).with(key),
        () -> outbox.rewriteSettings(rows::resealed));
    log.info("{} documents were sealed by the key {}", count, OneLine.of(key));
    return count;
  }

  /** Ends what a crash has interrupted. */
  public void resume() {
    if (book.read(() -> sealedByFormer(vault.ring())) > 0) {
      reseal("system");
    }
  }

  private int sealedByFormer(Optional<KeyRing> ring) throws SQLException {
    int count = 0;
    for (String id : ring.map(Rekeying::former).orElse(List.of())) {
      count += outbox.settingsHolding("\"" + Vault.PREFIX + id + ":");
    }
    return count;
  }

  private static List<String> former(KeyRing ring) {
    return ring.keys().stream().skip(1).map(VaultKey::id).toList();
  }
}
