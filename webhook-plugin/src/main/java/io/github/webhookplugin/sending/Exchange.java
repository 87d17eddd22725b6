package io.github.webhookplugin.sending;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.TlsRules;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way: whatever happens first ends it, once. Shared between threads. */
final class Exchange implements FutureCallback<Answer.Response> {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  /** How often an unsent request moves to another connection when the one it was given turns out to be of no use. */
  private static final int MAX_MOVES = 3;

  private final OutgoingRequest request;
  private final Target target;
  private final Consumer<Answer> then;
  private final Set<Exchange> inFlight;
  private final long deadline;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Course course;
  private int moves;

  Exchange(OutgoingRequest request, Target target, Consumer<Answer> then, Set<Exchange> inFlight) {
    this.request = request;
    this.target = target;
    this.then = then;
    this.inFlight = inFlight;
    this.deadline = System.nanoTime() + request.timeout().toNanos();
  }

  TlsRules tls() {
    return overTls() ? request.tls() : TlsRules.USUAL;
  }

  boolean overTls() {
    return target.host().getSchemeName().equals("https");
  }

  Target target() {
    return target;
  }

  boolean hasEnded() {
    return ended.get();
  }

  /** Sends the request to the first of the addresses that takes it. */
  void go(CloseableHttpAsyncClient client, Way way) {
    run(new Course(this, request, client, way));
  }

  private void run(Course next) {
    course = next;
    try {
      if (!hasEnded()) {
        next.start();
      }
    } catch (RuntimeException problem) {
      failed(problem);
    }
    if (hasEnded()) {
      next.abort();
    }
  }

  @Override
  public void completed(Answer.Response answer) {
    end(answer);
  }

  @Override
  public void failed(Exception cause) {
    Course failed = course;
    if (hasEnded() || failed == null) {
      return;
    }
    if (failed.missed(cause) && moves++ < MAX_MOVES) {
      run(failed.again(request));
    } else {
      end(new Faults(target, tls()).of(cause, failed));
    }
  }

  @Override
  public void cancelled() {
    failed(new ConnectionClosedException());
  }

  void timeOutAt(long now) {
    if (now - deadline >= 0) {
      String limit = Faults.forPeople(request.timeout());
      abort(new Answer.Failure(
          Answer.Kind.TIMEOUT, "Timed out after " + limit + ". " + progress(course)));
    }
  }

  /** How far it came, which says where to look for the reason. */
  private static String progress(@Nullable Course course) {
    if (course == null) {
      return "The name was still being looked up.";
    }
    if (!course.begun()) {
      return "There was no connection yet.";
    }
    return course.answering() ? "The answer had begun and did not end." : "No answer came.";
  }

  /** Ends it from outside, and its connection with it. */
  void abort(Answer.Failure failure) {
    if (end(failure)) {
      Course running = course;
      if (running != null) {
        running.abort();
      }
    }
  }

  /** False if it had ended before. */
  boolean end(Answer answer) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    inFlight.remove(this);
    tell(then, answer);
    return true;
  }

  /** A bug in the one who is told must not take an I/O thread with it. */
  static void tell(Consumer<Answer> then, Answer answer) {
    try {
      then.accept(answer);
    } catch (RuntimeException | Error bug) {
      log.error("whoever takes answers failed", OneLine.trace(bug));
    }
  }
}
