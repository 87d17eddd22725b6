package io.github.webhookplugin.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.rendering.EventModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a good engineer writes in an afternoon: a one-time task of db-scheduler for each event, on PostgreSQL behind
 * Hikari, which renders and posts with HttpClient. An event counts when its task's row is gone.
 */
final class DbSchedulerSide implements Side {
  /** As in db-scheduler's documentation, without the index for priorities, which are not used. */
  private static final String TABLE = """
      CREATE TABLE scheduled_tasks (
        task_name TEXT NOT NULL,
        task_instance TEXT NOT NULL,
        task_data BYTEA,
        execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
        picked BOOLEAN NOT NULL,
        picked_by TEXT,
        last_success TIMESTAMP WITH TIME ZONE,
        last_failure TIMESTAMP WITH TIME ZONE,
        consecutive_failures INT,
        last_heartbeat TIMESTAMP WITH TIME ZONE,
        version BIGINT NOT NULL,
        priority SMALLINT,
        PRIMARY KEY (task_name, task_instance));
      CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
      CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
      """;

  /** The best of what was tried: 24 and 64 connections, limits of 0.5 and 1, and of 1 and 4. */
  private static final int CONNECTIONS = 24;

  private static final double FETCH_BELOW = 1;
  private static final double FETCH_UP_TO = 4;
  private static final ContentType JSON = ContentType.parse(Samples.CONTENT_TYPE);

  private final Rendering rendering = new Rendering();
  private final PostgresServer server;
  private final HikariDataSource database;
  private final CloseableHttpClient client;
  private final OneTimeTask<byte[]> task;
  private final String url;
  private volatile @Nullable Publishers publishers;
  private @Nullable Scheduler scheduler;

  DbSchedulerSide(PostgresServer server, int port) throws SQLException {
    this.server = server;
    server.execute(TABLE);
    url = "http://127.0.0.1:" + port + "/hook";
    var pool = new HikariConfig();
    pool.setJdbcUrl(server.jdbcUrl());
    pool.setMaximumPoolSize(CONNECTIONS);
    database = new HikariDataSource(pool);
    client = HttpClients.custom()
        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(Samples.IN_FLIGHT)
            .setMaxConnTotal(Samples.IN_FLIGHT)
            .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .build();
    task = Tasks.oneTime("deliver", byte[].class)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofMinutes(1)))
        .execute((instance, context) -> deliver(instance.getId(), instance.getData()));
  }

  private void deliver(String id, byte[] event) {
    var post = new HttpPost(url);
    post.setHeader("webhook-id", id);
    post.setEntity(new ByteArrayEntity(rendering.body(EventModel.fromJson(event), id), JSON));
    try {
      client.execute(post, answer -> {
        HttpEntity body = answer.getEntity();
        EntityUtils.consume(body);
        if (answer.getCode() != 200) {
          throw new IOException("status " + answer.getCode());
        }
        return answer.getCode();
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void begin(Load load) {
    Scheduler started = Scheduler.create(database, task)
        .threads(Samples.IN_FLIGHT)
        .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
        .pollingInterval(Duration.ofMillis(100))
        .enableImmediateExecution()
        .serializer(new AsIs())
        .addSchedulerListener(new Ends(load))
        .build();
    scheduler = started;
    publishers = new Publishers(load, new Traffic() {
      @Override
      public int deliveries(long number) {
        return 1;
      }

      @Override
      public void publish(NotificationEvent.Builder event, long number) {
        schedule(started, event.build(), number);
      }
    });
    started.start();
    publishers.start();
  }

  private void schedule(Scheduler to, NotificationEvent event, long number) {
    EventModel model = Rendering.model(event, number);
    to.schedule(task.instance(model.eventId(), model.toJson()), Instant.now());
  }

  @Override
  public void end(Load load) throws Exception {
    Publishers started = publishers;
    if (started != null) {
      started.join();
    }
    load.drain();
    if (scheduler != null) {
      scheduler.stop();
    }
    server.tidy();
  }

  @Override
  public void close() throws IOException {
    database.close();
    client.close();
    server.close();
  }

  private final class Ends extends AbstractSchedulerListener {
    private final Load load;

    Ends(Load load) {
      this.load = load;
    }

    @Override
    public void onExecutionComplete(ExecutionComplete end) {
      Publishers waiting = publishers;
      if (waiting != null && end.getResult() == ExecutionComplete.Result.OK) {
        waiting.settled();
      } else {
        load.fail();
      }
    }
  }

  /** Events are bytes already. */
  private static final class AsIs implements Serializer {
    @Override
    public byte[] serialize(Object data) {
      return (byte[]) data;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] stored) {
      return type.cast(stored);
    }
  }
}
