package io.github.webhookplugin.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.EventOrigin;
import io.github.webhookplugin.api.Health;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.PublishException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events in, and whether they would be taken. */
final class EventRoutes {
  private static final Logger log = LoggerFactory.getLogger(EventRoutes.class);

  private final Channels channels;

  EventRoutes(Channels channels) {
    this.channels = channels;
  }

  void mount(RoutesConfig routes) {
    routes.get("/health", this::health);
    routes.post("/api/events", this::publish);
  }

  private void health(Context ctx) {
    Map<String, Health> plugins = channels.health();
    var worst = plugins.values().stream()
        .map(Health::state)
        .max(Health.State::compareTo)
        .orElse(Health.State.DOWN);
    var body = new LinkedHashMap<String, Object>();
    body.put("status", worst);
    body.put("plugins", plugins);
    Exchange.json(ctx, worst == Health.State.DOWN ? 503 : 200, body);
  }

  /** An event makes others hear of something, so looking on is not enough. */
  private void publish(Context ctx) {
    Access.account(ctx).require(AdminPermission.EDIT);
    JsonNode root = Json.parse(Exchange.jsonBody(ctx));
    var outcomes = channels.publish(Events.read(root, EventOrigin.of(ctx::header)));
    if (outcomes.stream().anyMatch(outcome -> outcome.receipt() == null)) {
      throw refused(outcomes, root.isArray());
    }
    var receipts = outcomes.stream().map(Channels.Outcome::receipt).toList();
    Exchange.json(ctx, 202, root.isArray() ? receipts : receipts.get(0));
  }

  /** Names each event that was not taken; those that were are listed, so that a caller sends only the rest again. */
  private static Problem refused(List<Channels.Outcome> outcomes, boolean array) {
    var errors = new ArrayList<Problem.Spot>();
    var accepted = new ArrayList<Object>();
    boolean later = false;
    String wait = "1";
    for (int i = 0; i < outcomes.size(); i++) {
      var receipt = outcomes.get(i).receipt();
      if (receipt != null) {
        accepted.add(receipt);
        continue;
      }
      Throwable refusal = outcomes.get(i).refusal();
      if (!(refusal instanceof PublishException known)) {
        throw new PluginRoutes.PluginFault(refusal == null ? new IllegalStateException() : refusal);
      }
      errors.add(new Problem.Spot(array ? "/" + i : "", CannotStart.said(known)));
      if (known.reason() != PublishException.Reason.INVALID) {
        later = true;
        wait = known.reason() == PublishException.Reason.STORE ? "30" : wait;
        log.debug("event not accepted: {}", known.reason(), OneLine.trace(known));
      }
    }
    String detail = errors.size() + " of " + outcomes.size() + " events not accepted";
    var problem = Problem.of(later ? 503 : 422, detail, errors).with("accepted", accepted);
    return later ? problem.header("Retry-After", wait) : problem;
  }
}
