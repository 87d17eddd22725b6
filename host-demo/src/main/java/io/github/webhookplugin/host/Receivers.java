package io.github.webhookplugin.host;

import io.github.webhookplugin.receivers.Answer;
import io.github.webhookplugin.receivers.Request;
import io.github.webhookplugin.receivers.Simulator;
import io.github.webhookplugin.receivers.Simulators;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere to send to without leaving the machine: receivers that show how receivers behave, and simulators of real ones.
 */
final class Receivers {
  private static final int MOST_BYTES = 5 * 1024 * 1024;

  private final String idHeader = setting("idHeader");
  private final Map<String, ReceiverMemory> memories = new HashMap<>();
  private final Map<String, Simulator> simulators = new TreeMap<>();
  private final Executor later = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

  Receivers() {
    for (ReceiverKind kind : ReceiverKind.values()) {
      memories.put(kind.text(), new ReceiverMemory());
    }
    for (Simulator simulator : Simulators.moody()) {
      simulators.put(simulator.name(), simulator);
      memories.put(simulator.name(), new ReceiverMemory());
    }
  }

  void mount(RoutesConfig routes) {
    routes.get(
        "/api/receivers",
        ctx -> Exchange.json(ctx, 200, memories.keySet().stream().sorted().toList()));
    routes.get(
        "/api/receivers/{name}", ctx -> Exchange.json(ctx, 200, memory(ctx).latest()));
    routes.post("/receivers/{name}", this::receive);
    routes.put("/receivers/{name}", this::receive);
    routes.post("/receivers/{name}/<rest>", this::simulate);
    routes.put("/receivers/{name}/<rest>", this::simulate);
    routes.options("/receivers/{name}/<rest>", this::simulate);
  }

  private void receive(Context ctx) {
    var memory = memory(ctx);
    byte[] body = Exchange.body(ctx, MOST_BYTES);
    var kind = kindOf(ctx.pathParam("name"));
    var reply = reply(kind, memory, ctx, body);
    memory.remember(ctx, body, reply.status(), "");
    reply.headers().forEach(ctx::header);
    ctx.status(reply.status()).contentType("application/json");
    if (kind == ReceiverKind.SLOW) {
      // waits without a thread
      ctx.future(() -> CompletableFuture.runAsync(() -> ctx.result(reply.body()), later));
    } else {
      ctx.result(reply.body());
    }
  }

  private void simulate(Context ctx) {
    var memory = memory(ctx);
    var simulator = simulators.get(ctx.pathParam("name"));
    if (simulator == null) {
      throw Problem.of(404, "this receiver has no paths below its name");
    }
    byte[] body = Exchange.body(ctx, MOST_BYTES);
    String name = "/receivers/" + simulator.name();
    String path = ctx.req().getRequestURI().substring(name.length());
    String base = ctx.scheme() + "://" + ctx.header("Host") + name;
    String query = ctx.queryString() == null ? "" : ctx.queryString();
    Answer answer = simulator.receive(
        new Request(ctx.method().name(), base, path, query, ctx.headerMap(), body));
    memory.remember(ctx, body, answer.status(), answer.verdict());
    answer.headers().forEach(ctx::header);
    ctx.status(answer.status()).result(answer.body());
  }

  private ReceiverKind.Reply reply(
      ReceiverKind kind, ReceiverMemory memory, Context ctx, byte[] body) {
    String wrong = notJson(body);
    if (wrong != null) {
      return ReceiverKind.Reply.of(
          400, new String(Json.bytes(Map.of("ok", false, "error", wrong)), StandardCharsets.UTF_8));
    }
    String id = idOf(ctx, body);
    return kind.reply(memory.sees(id), id);
  }

  private static @Nullable String notJson(byte[] body) {
    try {
      Json.parse(body);
      return null;
    } catch (Problem e) {
      return e.getMessage();
    }
  }

  /** The sender's id of the message, which is the same for every try; else its content. */
  private String idOf(Context ctx, byte[] body) {
    String id = ctx.header(idHeader);
    return ReceiverMemory.digest(id == null ? body : id.getBytes(StandardCharsets.UTF_8));
  }

  private ReceiverMemory memory(Context ctx) {
    var memory = memories.get(ctx.pathParam("name"));
    if (memory == null) {
      throw Problem.of(
          404,
          "there is no such receiver; there are "
              + String.join(", ", new TreeSet<>(memories.keySet())));
    }
    return memory;
  }

  private static ReceiverKind kindOf(String name) {
    return ReceiverKind.named(name)
        .orElseThrow(() -> Problem.of(404, "this receiver listens below its name only"));
  }

  private static String setting(String key) {
    var settings = new Properties();
    try (var in = Receivers.class.getResourceAsStream("/samples/receivers.properties")) {
      settings.load(Objects.requireNonNull(in, "samples/receivers.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings.getProperty(key);
  }
}
