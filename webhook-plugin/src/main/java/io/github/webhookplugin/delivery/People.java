package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.api.RecipientDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of the host's people. What the directory said counts for a minute; after that it is asked again, on a
 * thread of its own, for all people at once whom somebody waits for. A directory that is slow or fails costs the
 * deliveries to its people and nobody else's. Shared between threads.
 */
public final class People {
  private static final Logger log = LoggerFactory.getLogger(People.class);
  static final Duration KNOWN_FOR = Duration.ofMinutes(1);
  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_KNOWN = 10_000;
  private static final int MOST_AT_ONCE = 500;

  private final Clock clock;
  private final ExecutorService thread;
  private @Nullable RecipientDirectory directory;
  private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, List<Waiting>> waiting = new LinkedHashMap<>();
  private boolean asking;
  private boolean closed;

  /** What the directory said of somebody; null: no webhook. */
  private record Known(@Nullable PersonalWebhook webhook, long until) {}

  private record Waiting(long since, Consumer<Found> then) {}

  /**
   * What came of a look.
   *
   * @param webhook null if there is none
   * @param trouble why nobody knows, in a sentence for people; empty: the directory has answered
   * @param closed the plugin is stopping
   */
  record Found(@Nullable PersonalWebhook webhook, String trouble, boolean closed) {
    static final Found CLOSED = new Found(null, "", true);

    static Found of(@Nullable PersonalWebhook webhook) {
      return new Found(webhook, "", false);
    }

    static Found trouble(String sentence) {
      return new Found(null, sentence, false);
    }
  }

  /** {@code directory} null: the host has none. */
  People(@Nullable RecipientDirectory directory, Clock clock, ThreadFactory threads) {
    this.directory = directory;
    this.clock = clock;
    this.thread = Executors.newSingleThreadExecutor(threads);
  }

  /** Whether the host has a directory. */
  public synchronized boolean any() {
    return directory != null;
  }

  /** Remembers what the directory has just said of people; of those it left out, that they have no webhook. */
  public synchronized void remember(Set<String> people, Map<String, PersonalWebhook> webhooks) {
    if (closed) {
      return;
    }
    long until = clock.millis() + KNOWN_FOR.toMillis();
    people.forEach(person -> known.put(person, new Known(webhooks.get(person), until)));
    var oldest = known.keySet().iterator();
    for (int spare = known.size() - MOST_KNOWN; spare > 0; spare--) {
      oldest.next();
      oldest.remove();
    }
  }

  /** Finds somebody's webhook: at once if it is known, else on another thread. */
  void find(String person, Consumer<Found> then) {
    Found found = look(person, then);
    if (found != null) {
      then.accept(found);
    }
  }

  /** Null: it will be told. */
  private synchronized @Nullable Found look(String person, Consumer<Found> then) {
    if (closed) {
      return Found.CLOSED;
    }
    long now = clock.millis();
    Known one = known.get(person);
    if (one != null && now < one.until() && one.until() <= now + KNOWN_FOR.toMillis()) {
      return Found.of(one.webhook());
    }
    if (directory == null) {
      return Found.trouble("This host has no directory of people to find the webhook in.");
    }
    waiting.computeIfAbsent(person, name -> new ArrayList<>()).add(new Waiting(now, then));
    if (!asking) {
      asking = true;
      thread.execute(this::ask);
    }
    return null;
  }

  private void ask() {
    while (true) {
      Set<String> people;
      RecipientDirectory asked;
      synchronized (this) {
        people = waiting.keySet().stream()
            .limit(MOST_AT_ONCE)
            .collect(HashSet::new, Set::add, Set::addAll);
        asked = directory;
        if (people.isEmpty() || asked == null) {
          asking = false;
          return;
        }
      }
      try {
        var webhooks = new HashMap<>(asked.webhooks(Set.copyOf(people)));
        remember(people, webhooks);
        tell(people, person -> Found.of(webhooks.get(person)));
      } catch (Exception | Error e) {
        log.warn(
            "the host's directory of people failed; deliveries to them are tried again",
            OneLine.trace(e));
        tell(
            people,
            person -> Found.trouble(
                "The host's directory of people failed (" + e.getClass().getSimpleName() + ")."));
      }
    }
  }

  private interface Answer {
    Found of(String person);
  }

  private void tell(Set<String> people, Answer answer) {
    for (String person : people) {
      List<Waiting> told;
      synchronized (this) {
        told = waiting.remove(person);
      }
      if (told != null) {
        told.forEach(one -> one.then().accept(answer.of(person)));
      }
    }
  }

  /** Answers those who have waited too long for a directory that hangs. */
  void giveUp() {
    var late = new ArrayList<Waiting>();
    synchronized (this) {
      long now = clock.millis();
      for (List<Waiting> each : waiting.values()) {
        for (Waiting one : each) {
          if (now - one.since() >= PATIENCE.toMillis()) {
            late.add(one);
          }
        }
        each.removeAll(late);
      }
      waiting.values().removeIf(List::isEmpty);
    }
    late.forEach(one -> one.then()
        .accept(Found.trouble("The host's directory of people did not answer within "
            + PATIENCE.toSeconds() + " seconds.")));
  }

  /** Forgets the host: who waits is told that the plugin is stopping. */
  void close() {
    var rest = new ArrayList<Waiting>();
    synchronized (this) {
      closed = true;
      directory = null;
      known.clear();
      waiting.values().forEach(rest::addAll);
      waiting.clear();
    }
    rest.forEach(one -> one.then().accept(Found.CLOSED));
    thread.shutdownNow();
  }

  void join(Duration bound) throws InterruptedException {
    if (!thread.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("the host's directory of people did not answer in time; its thread is left behind");
    }
  }
}
