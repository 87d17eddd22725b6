package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.OutgoingRequest;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way: whatever happens first ends it, once. Shared between threads. */
final class Exchange implements FutureCallback<Answer.Response> {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  /** How often a request moves to another connection when the one it was given turns out to be closed already. */
  private static final int MAX_MOVES = 3;

  private final OutgoingRequest request;
  private final Target target;
  private final Consumer<Answer> then;
  private final Set<Exchange> inFlight;
  private final long deadline;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Course course;
  private volatile @Nullable Future<?> running;

  Exchange(OutgoingRequest request, Target target, Consumer<Answer> then, Set<Exchange> inFlight) {
    this.request = request;
    this.target = target;
    this.then = then;
    this.inFlight = inFlight;
    this.deadline = System.nanoTime() + request.timeout().toNanos();
    inFlight.add(this);
  }

  /** Sends the request to the first of the addresses that takes it. */
  void go(CloseableHttpAsyncClient client, InetAddress[] addresses) {
    run(new Course(client, addresses, 0, request, target, this));
  }

  private void run(Course next) {
    course = next;
    if (ended.get()) {
      return;
    }
    try {
      Future<?> started = next.execute(this);
      running = started;
      if (ended.get()) {
        started.cancel(true);
      }
    } catch (RuntimeException problem) {
      failed(problem);
    }
  }

  @Override
  public void completed(Answer.Response answer) {
    end(answer);
  }

  @Override
  public void failed(Exception cause) {
    Course failed = course;
    if (ended.get() || failed == null) {
      end(Faults.of(cause, target, false));
    } else if (failed.mayMove(cause)) {
      run(failed.again(request, target, this));
    } else {
      end(Faults.of(cause, target, failed.reader.begun()));
    }
  }

  @Override
  public void cancelled() {
    failed(new org.apache.hc.core5.http.ConnectionClosedException());
  }

  void timeOutAt(long now) {
    if (now - deadline >= 0) {
      abort(new Answer.Failure(
          Answer.Kind.TIMEOUT, "Timed out after " + Faults.forPeople(request.timeout()) + "."));
    }
  }

  /** Ends it from outside, and its connection with it. */
  void abort(Answer.Failure failure) {
    end(failure);
    Future<?> started = running;
    if (started != null) {
      started.cancel(true);
    }
  }

  void end(Answer answer) {
    if (ended.compareAndSet(false, true)) {
      inFlight.remove(this);
      tell(then, answer);
    }
  }

  /** A bug in the one who is told must not take an I/O thread with it. */
  static void tell(Consumer<Answer> then, Answer answer) {
    try {
      then.accept(answer);
    } catch (RuntimeException | Error bug) {
      log.error("whoever takes answers failed", bug);
    }
  }

  /** One run through HttpClient. */
  private static final class Course {
    private final CloseableHttpAsyncClient client;
    private final InetAddress[] addresses;
    private final int moves;
    private final RequestWriter writer;
    private final AnswerReader reader;

    Course(
        CloseableHttpAsyncClient client,
        InetAddress[] addresses,
        int moves,
        OutgoingRequest request,
        Target target,
        Exchange exchange) {
      this.client = client;
      this.addresses = addresses;
      this.moves = moves;
      this.writer = new RequestWriter(request, target);
      this.reader = new AnswerReader(exchange::end);
    }

    Future<?> execute(Exchange exchange) {
      var context = HttpClientContext.create();
      context.setAttribute(AddressedConnector.ADDRESSES, addresses);
      return client.execute(exchange.target.host(), writer, reader, null, context, exchange);
    }

    boolean mayMove(Exception cause) {
      return !writer.begun() && moves < MAX_MOVES && Faults.isClosedConnection(cause);
    }

    Course again(OutgoingRequest request, Target target, Exchange exchange) {
      return new Course(client, addresses, moves + 1, request, target, exchange);
    }
  }
}
