package io.github.webhookplugin.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds accepted events, whether a service wanted them or not, and the settings of their time. Shared between threads. */
public final class EventLog {
  /** So many events are looked at for those of a type, at most. */
  public static final int MOST_SEARCHED = 3_000;

  /** So many events are looked at for one with an id of the host's, at most. */
  public static final int MOST_NAMED = 50_000;

  private static final String EVENTS = """
      SELECT event, id, type, at, settings,
             (SELECT COUNT(*) FROM wh_queue q WHERE q.delivery BETWEEN e.event AND (e.event | %1$d) AND q.event = e.event)
           + (SELECT COUNT(*) FROM wh_log l WHERE l.delivery BETWEEN e.event AND (e.event | %1$d) AND l.event = e.event)
        FROM wh_event e WHERE event < ?""".formatted(Keys.MAX_BLOCK - 1);
  /** Without those that only tests had. */
  private static final String PUBLISHED = EVENTS + " AND quiet < " + LoggedTest.QUIET;

  private static final String BEYOND =
      "SELECT event FROM wh_event WHERE event >= ? AND event < ? ORDER BY event DESC LIMIT 1 OFFSET ?";
  private static final String NAMED = """
      SELECT event FROM (SELECT event, id FROM wh_event WHERE event < ? ORDER BY event DESC LIMIT ?) newest
       WHERE id = ? ORDER BY event DESC LIMIT 1""";
  private static final String REPEATED =
      "SELECT repeated, event FROM wh_repeat WHERE id = ? ORDER BY repeated DESC LIMIT 1";
  /** The last row of each name up to a version; a name that was removed by then has none. */
  private static final String SETTINGS = """
      SELECT c.name, c.document FROM wh_setting_change c
       WHERE c.document IS NOT NULL
         AND c.version = (SELECT MAX(d.version) FROM wh_setting_change d WHERE d.name = c.name AND d.version <= ?)""";

  private final ReadConnection reads;

  EventLog(ReadConnection reads) {
    this.reads = reads;
  }

  /**
   * An accepted event.
   *
   * @param event its key
   * @param id the host's own; null: the public id made of the key
   * @param at when it happened, milliseconds since 1970
   * @param settings the version of the settings that its deliveries were decided by; 0: none
   * @param deliveries how many it made when it was accepted, as far as they are kept
   */
  public record StoredEvent(
      long event, @Nullable String id, String type, long at, long settings, int deliveries) {}

  /**
   * An event that was not accepted because another had its deduplication key.
   *
   * @param repeated the key that it would have had
   * @param event the key of the one that was accepted
   */
  public record Repeat(long repeated, long event) {}

  /** Events with smaller keys, the newest first, without those of tests. */
  public List<StoredEvent> page(long below, int limit) {
    return reads.read(
        sql -> sql.list(PUBLISHED + " ORDER BY event DESC LIMIT ?", EventLog::event, below, limit));
  }

  /**
   * What was found.
   *
   * @param events the newest first
   * @param searched how many events were looked at, if there are further ones that were not and that it would take to find
   *     as many as were asked for; 0: there are none, or it does not take them
   * @param end further events have smaller keys
   */
  public record Found(List<StoredEvent> events, int searched, long end) {}

  /**
   * Events, the newest first, without those of tests. For those of a type all others are looked at too: no index knows types.
   *
   * @param type null: any
   * @param since accepted from then on, milliseconds since 1970; null: any
   * @param below only those with a smaller key
   * @param most so many are looked at
   */
  public Found search(
      @Nullable String type, @Nullable Long since, long below, int limit, int most) {
    long from = since == null ? 0 : Keys.at(since);
    return reads.read(sql -> {
      long end = type == null
          ? from
          : sql.first(BEYOND, row -> row.getLong(1), from, below, most)
              .map(key -> key + 1)
              .orElse(from);
      var values = new ArrayList<Object>(List.of(below, end));
      if (type != null) {
        values.add(type);
      }
      values.add(limit);
      String text = PUBLISHED + " AND event >= ?" + (type == null ? "" : " AND type = ?")
          + " ORDER BY event DESC LIMIT ?";
      var events = sql.list(text, EventLog::event, values.toArray());
      return new Found(events, end == from || events.size() == limit ? 0 : most, end);
    });
  }

  /**
   * What is known of an id that a host gave.
   *
   * @param event the newest event that has it
   * @param whole whether all events were looked at
   */
  public record Named(Optional<Long> event, boolean whole) {}

  /**
   * Looks for an id that a host gave, from the newest event on: no index knows these ids (ADR 60).
   *
   * @param below only events with a smaller key
   * @param most so many are looked at
   */
  public Named named(String id, long below, int most) {
    return reads.read(sql -> {
      var event = sql.first(NAMED, row -> row.getLong(1), below, most, id);
      boolean whole = event.isPresent()
          || sql.first(BEYOND, row -> row.getLong(1), 0L, below, most).isEmpty();
      return new Named(event, whole);
    });
  }

  public Optional<StoredEvent> find(long event) {
    return reads.read(
        sql -> sql.first(EVENTS + " AND event = ?", EventLog::event, Long.MAX_VALUE, event));
  }

  /** The last event that was not accepted and had this id of the host's. */
  public Optional<Repeat> repeat(String id) {
    return reads.read(
        sql -> sql.first(REPEATED, row -> new Repeat(row.getLong(1), row.getLong(2)), id));
  }

  /** The settings documents of a version, by name. */
  public Map<String, String> settings(long version) {
    return reads.read(sql -> {
      var documents = new HashMap<String, String>();
      sql.list(SETTINGS, row -> documents.put(row.getString(1), row.getString(2)), version);
      return documents;
    });
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getInt(6));
  }
}
