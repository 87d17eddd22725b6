package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.RetrySchedule;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.LimitCheck;
import io.github.webhookplugin.rendering.ServiceTemplates;
import io.github.webhookplugin.signing.Signer;
import io.github.webhookplugin.verdict.Judge;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a service's deliveries go at the moment: its settings, compiled. A change of settings makes a new route.
 *
 * @param tls as far as it is permitted
 * @param signer null: requests are not signed
 * @param open whether requests may be sent; false while sending is switched off
 * @param followers null: nothing follows on its deliveries
 */
record Route(
    WebhookService service,
    ServiceTemplates templates,
    Duration timeout,
    TlsRules tls,
    RetrySchedule schedule,
    Redaction redaction,
    Judge judge,
    LimitCheck limits,
    @Nullable Signer signer,
    boolean open,
    @Nullable Followers followers) {

  static Route of(WebhookService service, GlobalSettings global, String version) {
    return of(
        service,
        global,
        version,
        Signer.of(service.delivery().signing(), service.request().url()));
  }

  /** Of a service as it was once: for its bodies, not for its requests. */
  static Route ofFormer(WebhookService service, String version) {
    return of(service, GlobalSettings.DEFAULT, version, null);
  }

  private static Route of(
      WebhookService service, GlobalSettings global, String version, @Nullable Signer signer) {
    return new Route(
        service,
        ServiceTemplates.compile(service, version),
        service.timeoutOr(global),
        service.tlsUnder(global),
        service.retryOr(global),
        Redaction.of(service),
        Judge.of(service),
        new LimitCheck(service.receiver().limits()),
        signer,
        global.enabled() && service.on(),
        null);
  }

  /** The same way, with what follows on its deliveries. */
  Route leadingTo(@Nullable Followers next) {
    return new Route(
        service, templates, timeout, tls, schedule, redaction, judge, limits, signer, open, next);
  }

  /**
   * The way of the same deliveries to another address, from which nothing follows. The service's client certificate and
   * what it trusts are for its own address.
   */
  Route to(WebhookService other, String version) {
    return new Route(
        other,
        ServiceTemplates.compile(other, version),
        timeout,
        TlsRules.USUAL,
        schedule,
        Redaction.of(other),
        judge,
        limits,
        Signer.of(other.delivery().signing(), other.request().url()),
        open,
        null);
  }

  /** Whether both have the same address. */
  boolean hasAddressOf(Route other) {
    return service.request().url().equals(other.service.request().url());
  }

  int concurrency() {
    return service.delivery().concurrency();
  }

  /** Whether its body is that for several events: always for a service with batches, so that they all look the same. */
  boolean sendsTogether(Work work) {
    return !work.others().isEmpty() || service.shaping().batching().on();
  }

  /** Whether its body is the same at any time. */
  boolean repeatable(Work work) {
    return sendsTogether(work) ? templates.togetherRepeatable() : templates.repeatable();
  }

  /** Whether its body has something that is filled in at every attempt. */
  boolean marksBody(Work work) {
    boolean uses = sendsTogether(work) ? templates.togetherUsesSign() : templates.bodyUsesSign();
    return uses && service.delivery().signing().signs();
  }
}
