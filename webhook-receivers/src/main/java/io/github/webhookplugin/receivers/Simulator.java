package io.github.webhookplugin.receivers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A receiver that checks and answers as the real one does, and remembers. Shared between threads. */
public abstract class Simulator {
  private static final int MOST = 1_000;

  private final String name;
  private final Deque<Received> received = new ArrayDeque<>();
  private final Deque<Answer> planned = new ArrayDeque<>();
  private final List<Quota> quotas = new ArrayList<>();
  private Clock clock = Clock.systemUTC();

  /** @param name the first part of its path */
  protected Simulator(String name) {
    this.name = name;
  }

  public final String name() {
    return name;
  }

  /** What to call: path and query behind the simulator's name, with everything that is secret about it. */
  public abstract String path();

  /** What it makes of a request. Called by one thread at a time. */
  protected abstract Answer answer(Request request);

  /** The errors that it knows, by the code or word that stands in the answer. */
  protected abstract Map<String, Answer> errors();

  /** Whether a request must be a POST; one that is not is answered with 405. */
  protected boolean takes(String method) {
    return method.equals("POST");
  }

  /** Forgets what a request left behind, beside the memory and the quotas. */
  protected void reset() {}

  /**
   * Answers the next request with an error, whatever the request. Several calls are answered in order.
   *
   * @param code one of the receiver's own, such as {@code 800005652} or {@code no_service}; or an HTTP status
   */
  public final synchronized void answersNext(String code) {
    planned.add(error(code));
  }

  /** Answers the next request so, whatever the request. */
  public final synchronized void answersNext(Answer answer) {
    planned.add(answer);
  }

  /** Takes the time from this clock, for limits and signatures that get old. */
  public final synchronized void at(Clock other) {
    clock = other;
  }

  /** Judges a request, remembers it, and says what to answer. */
  public final synchronized Answer receive(Request request) {
    Answer answer;
    if (!planned.isEmpty()) {
      answer = planned.removeFirst();
    } else if (!takes(request.method())) {
      answer = Answer.refused(request.method() + " instead of POST", 405, "");
    } else {
      answer = answer(request);
    }
    received.addLast(new Received(now(), request, answer));
    if (received.size() > MOST) {
      received.removeFirst();
    }
    return answer;
  }

  /** The last thousand requests, oldest first. */
  public final synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** The requests on which the receiver acted. */
  public final List<Received> taken() {
    return received().stream().filter(Received::taken).toList();
  }

  /** Back to how it began: no memory, nothing planned, all quotas full. */
  public final synchronized void forget() {
    received.clear();
    planned.clear();
    quotas.forEach(Quota::reset);
    reset();
  }

  protected final Instant now() {
    return clock.instant();
  }

  /** An error of {@link #errors}, or a bare HTTP status. */
  protected final Answer error(String code) {
    Answer known = errors().get(code);
    if (known != null) {
      return known;
    }
    if (code.matches("[2345]\\d\\d")) {
      return Answer.refused("status " + code, Integer.parseInt(code), "");
    }
    throw new IllegalArgumentException(name + " has no code '" + code + "'; it has "
        + new TreeSet<>(errors().keySet()) + " and HTTP statuses");
  }

  final Quota quota(int count, Duration per) {
    var quota = new Quota(count, per);
    quotas.add(quota);
    return quota;
  }
}
