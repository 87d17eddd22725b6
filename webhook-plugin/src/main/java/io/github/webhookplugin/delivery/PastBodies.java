package io.github.webhookplugin.delivery;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.PastDelivery;
import io.github.webhookplugin.outbox.QueuedDelivery;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.rendering.DamagedEventException;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.rendering.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the bodies that were sent, byte for byte: stored ones as they are, the others rendered again under the settings
 * of their time and compared with the digest in the log. Shared between threads.
 */
final class PastBodies {
  private static final Logger log = LoggerFactory.getLogger(PastBodies.class);
  /** The last settings are nearly always the right ones; then all that could be. */
  private static final int[] DOCUMENTS = {2, 200};
  /** Clocks of nodes differ, and a change of settings takes a moment to reach them all. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final int MOST_ROUTES = 64;

  private final RedeliveryLog past;
  private final Function<String, Optional<WebhookService>> reader;
  private final Courier courier;
  private final String version;
  private final Map<String, Optional<Route>> routes = new LinkedHashMap<>();

  /** Reads stored settings of a service with {@code reader}, which gives nothing if it cannot. */
  PastBodies(
      RedeliveryLog past,
      Function<String, Optional<WebhookService>> reader,
      Courier courier,
      String version) {
    this.past = past;
    this.reader = reader;
    this.courier = courier;
    this.version = version;
  }

  /** The body that was sent for a delivery alone, with its marks; empty if there was none, or it cannot be had any more. */
  Optional<byte[]> of(PastDelivery delivery) {
    // the stored body of the first of several is that of all; made again of its event alone, it is
    // told by its digest
    if (delivery.frozen() != null && delivery.batch() == 0) {
      return Optional.of(delivery.frozen());
    }
    if (delivery.digest() == 0 || delivery.event() == null) {
      return Optional.empty();
    }
    try {
      return again(delivery, EventModel.fromJson(delivery.event()));
    } catch (DamagedEventException e) {
      log.warn("the event of delivery {} cannot be read", delivery.delivery(), OneLine.trace(e));
      return Optional.empty();
    }
  }

  /** As {@link #of}; also of one that waits, if its body is stored. */
  Optional<byte[]> of(long delivery) {
    return past.frozen(delivery).or(() -> past.find(delivery).flatMap(this::of));
  }

  private Optional<byte[]> again(PastDelivery delivery, EventModel model) {
    var tried = new HashMap<String, Boolean>();
    for (int most : DOCUMENTS) {
      long then = delivery.at() + SKEW.toMillis();
      List<String> documents = past.documents(delivery.service(), then, most);
      for (String document : documents) {
        if (tried.put(document, true) == null) {
          Optional<byte[]> body =
              route(document).flatMap(route -> rendered(route, delivery, model));
          if (body.isPresent()) {
            return body;
          }
        }
      }
      if (documents.size() < most) {
        break;
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> rendered(Route route, PastDelivery delivery, EventModel model) {
    var queued = new QueuedDelivery(
        delivery.delivery(), delivery.eventKey(), delivery.service(), 0, 0, delivery.lineage(), 0);
    try {
      byte[] body = courier.body(
          route, new Work(queued, model, null, 0, 0), Instant.ofEpochMilli(delivery.at()));
      return BodyDigest.of(body) == delivery.digest() ? Optional.of(body) : Optional.empty();
    } catch (RenderException e) {
      return Optional.empty();
    }
  }

  private synchronized Optional<Route> route(String document) {
    Optional<Route> known = routes.remove(document);
    Optional<Route> route = known == null ? compiled(document) : known;
    routes.put(document, route);
    if (routes.size() > MOST_ROUTES) {
      routes.remove(routes.keySet().iterator().next());
    }
    return route;
  }

  private Optional<Route> compiled(String document) {
    try {
      return reader.apply(document).map(service -> Route.ofFormer(service, version));
    } catch (TemplateException | RenderException e) {
      return Optional.empty();
    }
  }
}
