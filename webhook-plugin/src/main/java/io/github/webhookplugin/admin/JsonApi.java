package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.EventType;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.PublishException;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.dialects.Translator;
import io.github.webhookplugin.outbox.DeliveryLog;
import io.github.webhookplugin.outbox.Outbox;
import io.github.webhookplugin.outbox.RedeliveryLog;
import io.github.webhookplugin.outbox.StoreException;
import io.github.webhookplugin.presets.Presets;
import io.github.webhookplugin.rendering.DamagedEventException;
import io.github.webhookplugin.settings.Rekeying;
import io.github.webhookplugin.settings.ServiceHistory;
import io.github.webhookplugin.settings.SettingsBook;
import io.github.webhookplugin.settings.SettingsInForce;
import io.github.webhookplugin.settings.SettingsReader;
import io.github.webhookplugin.settings.SettingsWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON API below {@code api/v1/}. Shared between threads. */
public final class JsonApi {
  private static final Logger log = LoggerFactory.getLogger(JsonApi.class);

  /**
   * What the API works over.
   *
   * @param inForce knows services as they are sent; never for answers
   */
  public record Parts(
      SettingsBook book,
      SettingsInForce inForce,
      SettingsReader reader,
      SettingsWriter writer,
      Outbox outbox,
      Engine engine,
      DeliveryLog deliveries,
      RedeliveryLog past,
      Clock clock,
      List<EventType> eventTypes,
      ServiceHistory history,
      Rekeying keys) {}

  private final Router router = new Router(
      "There is nothing at this path. Services are at v1/services, deliveries at v1/deliveries.");

  public JsonApi(Parts parts) {
    var body = new Body(parts.reader());
    var presets = Presets.shipped(parts.reader()::parse);
    var translator = new Translator(name -> readyMade(name, presets));
    var warnings = new ServiceWarnings(presets, parts.clock());
    var examples = new Examples(parts);
    var deliveries = new DeliveryJson(parts.outbox().ids(), parts.deliveries());
    new ServiceRoutes(parts, deliveries, body, warnings).mount(router);
    var trials = new TrialRoutes(parts, examples, body, warnings);
    trials.mount(router);
    new WebhookRoutes(parts, new WebhookJson(parts, deliveries), translator, body).mount(router);
    new WebhookPastRoutes(parts, new WebhookJson(parts, deliveries), deliveries, trials)
        .mount(router);
    new ImportRoutes(parts, translator, body, warnings).mount(router);
    new SignatureRoutes(parts, examples, body).mount(router);
    new VerdictRoutes(parts, body).mount(router);
    new ReceiverCodeRoutes(parts, examples, body).mount(router);
    new SignatureCheckRoutes(parts, examples, body).mount(router);
    new DeliveryRoutes(parts, deliveries).mount(router);
    new PendingRoutes(parts, deliveries, body).mount(router);
    new RedeliveryRoutes(parts, deliveries, body).mount(router);
    new PresetRoutes(parts, presets, body, warnings).mount(router);
    new FilterRoutes(parts, deliveries, examples, body).mount(router);
    new EventRoutes(parts, deliveries).mount(router);
    new CatalogueRoutes(parts, examples).mount(router);
    new ImpactRoutes(parts, examples, body).mount(router);
    new HistoryRoutes(parts, warnings).mount(router);
    new SecretRoutes(parts, body).mount(router);
    new AuditRoutes(parts).mount(router);
    new RateGroupRoutes(parts, body).mount(router);
    new StatsRoute(parts).mount(router);
  }

  /** All routes. */
  public List<Router.Served> served() {
    return router.served();
  }

  /** What a preset says of any service; what people would fill in is left for the document that is read. */
  private static Map<String, Object> readyMade(String name, Presets presets) {
    return presets
        .named(name)
        .map(preset ->
            preset.fill(Map.of("url", "https://of-the-document.invalid/")).service())
        .orElse(Map.of());
  }

  /** Answers a request; what is refused is answered as {@code application/problem+json}. */
  public AdminResponse handle(AdminRequest request) {
    return answer(request).with("Cache-Control", "no-store");
  }

  private AdminResponse answer(AdminRequest request) {
    try {
      return router.answer(request);
    } catch (Problem problem) {
      return problem.response();
    } catch (DamagedEventException e) {
      return Problem.of(
              409,
              "The stored event cannot be read: the database was damaged. Restore a backup to have"
                  + " it again.")
          .response();
    } catch (StoreException e) {
      log.warn("a request of an admin met a database that failed", OneLine.trace(e));
      return Problem.of(503, "The database failed; the host's log says how. Try again.")
          .response();
    } catch (PublishException e) {
      return Problem.of(503, "The plugin is stopping. Try again when it runs.").response();
    }
  }
}
