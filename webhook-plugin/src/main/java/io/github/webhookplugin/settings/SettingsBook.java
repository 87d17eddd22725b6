package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.SettingsChange;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.outbox.StoredDocuments;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force: one change at a time, stored before it counts. Shared between threads. */
public final class SettingsBook {
  private static final Logger log = LoggerFactory.getLogger(SettingsBook.class);
  private static final int TRIES = 5;

  private final Outbox outbox;
  private final Store store;
  private final SettingsReader reader;
  private final StoredSettings rows;
  private final Vault vault;
  private final SettingsAudit audit;
  private final SettingsInForce inForce;
  private final ReentrantLock changing = new ReentrantLock();
  /** The version of another host's that was told as unreadable; touched under the lock. */
  private long unreadable = -1;
  /** With which the rows were read; touched under the lock. */
  private Optional<KeyRing> keys = Optional.empty();

  private volatile ActiveSettings active = ActiveSettings.INITIAL;

  /** Runs a transaction on the store thread. */
  public interface Store {
    /** Ends with the transaction's result, or exceptionally with a {@link StoreException}. */
    <T> CompletableFuture<T> call(Outbox.Work<T> work);
  }

  /** Tells {@code inForce} of every change, this node's and others', in their order. */
  public SettingsBook(
      Outbox outbox, Store store, SettingsReader reader, Vault vault, SettingsInForce inForce) {
    this.outbox = outbox;
    this.store = store;
    this.reader = reader;
    this.rows = new StoredSettings(vault);
    this.vault = vault;
    this.audit = new SettingsAudit(vault);
    this.inForce = inForce;
  }

  /** As people wrote them: of a secret that the host keeps the name. */
  public ActiveSettings active() {
    return active;
  }

  public Settings settings() {
    return active.settings();
  }

  /** What would come of a document, without changing anything. */
  public Result read(Map<String, Object> document) {
    return reader.read(document, active.settings());
  }

  /** Takes over what is stored; throws {@link StoreException} if it cannot be read. */
  public void load() {
    changing.lock();
    try {
      take(await(outbox::settings), inForce::take);
    } finally {
      changing.unlock();
    }
  }

  /**
   * Takes over what another node has stored, if it did and it can be read, and what can be read only now because the key
   * of its secrets has come; on the store thread.
   */
  public void look() {
    if (!changing.tryLock()) {
      return;
    }
    try {
      long version = outbox.read(outbox::settingsVersion);
      boolean another = version != active.settings().version() && version != unreadable;
      if (another || keyCame()) {
        takeIfReadable(outbox.read(outbox::settings));
      }
    } finally {
      changing.unlock();
    }
  }

  /** Puts into force what the host says of its secrets now. Any thread. */
  public void lookAtSecrets() {
    changing.lock();
    try {
      inForce.look(active);
    } finally {
      changing.unlock();
    }
  }

  private boolean keyCame() {
    boolean waits = !active.unreadable().isEmpty();
    if (waits) {
      vault.look();
    }
    return waits && !vault.ring().equals(keys);
  }

  private void takeIfReadable(StoredDocuments stored) {
    try {
      take(stored, inForce::takeKnown);
    } catch (SettingsException e) {
      unreadable = stored.version();
      log.error(
          "settings version {} of another host cannot be read, those known before stay in force: {}",
          unreadable,
          OneLine.of(e.getMessage()));
    }
  }

  /**
   * Changes the settings. Not on the store thread.
   *
   * @param change makes the new settings of the present ones; called again if another node was faster
   * @param who is recorded
   * @return the settings then in force, or why not
   * @throws StoreException if they could not be stored; nothing has changed then
   */
  public Result change(BiFunction<SettingsReader, Settings, Result> change, String who) {
    return change(change, Occasion.EDIT, who);
  }

  /** The same, on an occasion that is remembered too. */
  public Result change(
      BiFunction<SettingsReader, Settings, Result> change, Occasion occasion, String who) {
    changing.lock();
    try {
      for (int i = 0; i < TRIES; i++) {
        Result result = change.apply(reader, active.settings());
        if (result instanceof Result.Accepted accepted
            && !save(accepted.settings(), occasion, who)) {
          take(await(outbox::settings), inForce::take);
          continue;
        }
        return result;
      }
      return Result.Refused.conflict(new SettingsProblem(
          "",
          "Others changed the settings " + TRIES
              + " times meanwhile. Nothing was changed; try again."));
    } catch (SettingsException locked) {
      return Result.Refused.conflict(new SettingsProblem("", String.valueOf(locked.getMessage())));
    } finally {
      changing.unlock();
    }
  }

  /**
   * Removes a service that cannot be read. Its deliveries end unsent.
   *
   * @return false if there is none with this id, or another node was faster
   */
  public boolean removeUnreadable(ServiceId id, String who) {
    changing.lock();
    try {
      if (!active.unreadable().contains(id)) {
        return false;
      }
      Settings before = active.settings();
      var change = new SettingsChange(
          before.version(),
          Map.of(StoredService.PREFIX + id, Optional.empty()),
          Map.of(),
          who,
          Set.of(),
          List.of(AuditEntry.of(who, AuditAction.SERVICE_REMOVED, id)
              .about(String.valueOf(before.version() + 1))));
      boolean removed = await(() -> outbox.saveSettings(change));
      take(await(outbox::settings), inForce::take);
      return removed;
    } finally {
      changing.unlock();
    }
  }

  /**
   * Does something with the stored settings that changes none of them, and records it: both or neither. They are another
   * version then, so that no other node writes meanwhile.
   *
   * @param work runs in the same transaction; called again if another node was faster
   * @throws StoreException if it could not be stored
   */
  <T> T recorded(AuditEntry entry, Outbox.Work<T> work) {
    changing.lock();
    try {
      while (true) {
        Settings now = active.settings();
        var version = now.version() + 1;
        var change = new SettingsChange(
            now.version(),
            Map.of(),
            Map.of(),
            entry.who(),
            Set.of(),
            List.of(entry.about(String.valueOf(version))));
        Optional<T> done =
            await(() -> outbox.saveSettings(change) ? Optional.of(work.run()) : Optional.empty());
        if (done.isPresent()) {
          active = active.with(new Settings(version, now.global(), now.services()));
          inForce.take(active);
          return done.get();
        }
        take(await(outbox::settings), inForce::take);
      }
    } finally {
      changing.unlock();
    }
  }

  /** What a transaction finds; not on the store thread. */
  <T> T read(Outbox.Work<T> work) {
    return await(work);
  }

  /** The document of a service whose secrets cannot be read, without them; empty if there is none with this id. */
  public Optional<Map<String, Object>> unreadable(ServiceId id) {
    return Optional.of(id)
        .filter(active.unreadable()::contains)
        .map(known -> await(outbox::settings).documents().get(StoredService.PREFIX + known))
        .map(text -> rows.withoutSecrets(id, text));
  }

  private boolean save(Settings after, Occasion occasion, String who) {
    Map<String, Optional<String>> documents = rows.changes(active.settings(), after);
    var names = new HashMap<String, String>();
    for (WebhookService service : after.services()) {
      names.put(service.id().toString(), service.name());
    }
    var change = new SettingsChange(
        active.settings().version(),
        documents,
        names,
        who,
        rows.moved(active.settings(), after),
        audit.of(active.settings(), after, occasion, who));
    Optional<StoredDocuments> stored = await(
        () -> outbox.saveSettings(change) ? Optional.of(outbox.settings()) : Optional.empty());
    stored.ifPresent(now -> {
      var unreadable = new HashSet<>(active.unreadable());
      after.services().forEach(service -> unreadable.remove(service.id()));
      activate(after, now.numbers(), unreadable, active.unreadableFilters(), inForce::take);
      log.info(
          "settings version {} by {}: {} documents changed",
          after.version(),
          OneLine.of(who),
          documents.size());
    });
    return stored.isPresent();
  }

  private void take(StoredDocuments stored, Consumer<ActiveSettings> telling) {
    keys = vault.ring();
    try {
      activate(
          rows.fromRows(stored.version(), stored.documents()),
          stored.numbers(),
          Set.of(),
          Map.of(),
          telling);
    } catch (SettingsException e) {
      if (e.rows().isEmpty()) {
        throw e;
      }
      log.error(
          "{} Their deliveries wait until they can be read again.", OneLine.of(e.getMessage()));
      var readable = new HashMap<>(stored.documents());
      readable.keySet().removeAll(e.rows());
      var unreadable = new HashSet<ServiceId>();
      for (String row : e.rows()) {
        unreadable.add(StoredService.id(row));
      }
      activate(
          rows.fromRows(stored.version(), readable),
          stored.numbers(),
          unreadable,
          rows.filters(stored.documents(), e.rows()),
          telling);
    }
  }

  private void activate(
      Settings settings,
      Map<String, Integer> numbers,
      Set<ServiceId> unreadable,
      Map<ServiceId, EventFilter> filters,
      Consumer<ActiveSettings> telling) {
    var byId = new HashMap<ServiceId, Integer>();
    numbers.forEach((id, number) -> byId.put(ServiceId.parse(id), number));
    active = new ActiveSettings(settings, byId, unreadable, filters);
    telling.accept(active);
  }

  private <T> T await(Outbox.Work<T> work) {
    try {
      return store.call(work).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
