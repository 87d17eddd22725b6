package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.RetrySchedule;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.presets.Presets;
import io.github.webhookplugin.presets.Recognition;
import io.github.webhookplugin.settings.CheckedTemplates;
import io.github.webhookplugin.settings.TlsWarnings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is probably not as meant in a service that can be saved. */
final class ServiceWarnings {
  /** How long DingTalk knows a Client-Token (seed row T-25). */
  private static final Duration CLIENT_TOKEN_LIFE = Duration.ofHours(3);

  private final Presets presets;

  private final Clock clock;

  ServiceWarnings(Presets presets, Clock clock) {
    this.presets = presets;
    this.clock = clock;
  }

  List<SettingsProblem> of(WebhookService service, GlobalSettings global) {
    var warnings = new ArrayList<>(CheckedTemplates.warnings(service));
    address(service).ifPresent(warning -> warnings.add(new SettingsProblem("/url", warning)));
    shownSecret(service)
        .ifPresent(warning -> warnings.add(new SettingsProblem("/secretUrl", warning)));
    openToken(service)
        .ifPresent(warning -> warnings.add(new SettingsProblem("/oauth2/tokenUrl", warning)));
    if (sendsClientToken(service)
        && span(service.retryOr(global)).compareTo(CLIENT_TOKEN_LIFE) >= 0) {
      warnings.add(new SettingsProblem(
          "/retry",
          "The receiver knows a Client-Token for 3 hours, and the last tries come later: they may"
              + " act a second time. Choose retries that end within 3 hours."));
    }
    warnings.addAll(TlsWarnings.of(service.tlsUnder(global), clock.instant()));
    return List.copyOf(warnings);
  }

  /** Dead addresses, and receivers for which there is a preset that was not used. */
  private Optional<String> address(WebhookService service) {
    return presets
        .recognise(service.request().url())
        .map(found -> warning(found, service))
        .filter(warning -> !warning.isEmpty());
  }

  private static String warning(Recognition found, WebhookService service) {
    if (found.dead()) {
      return found.warning();
    }
    boolean chosen = found.preset().id().equals(service.label().preset());
    String offer = "This is an address of " + found.preset().title()
        + ". Its preset knows the form of the body and what the answers mean.";
    return chosen ? "" : (found.warning() + " " + offer).strip();
  }

  /** Addresses that let whoever has them post (T-03, X-41). */
  private Optional<String> shownSecret(WebhookService service) {
    return service.request().secretUrl()
        ? Optional.empty()
        : presets
            .recognise(service.request().url())
            .filter(found ->
                !found.dead() && Boolean.TRUE.equals(found.preset().service().get("secretUrl")))
            .map(found -> "Whoever has an address of " + found.preset().title()
                + " can post to it. Switch “secretUrl” on: people then see its host only.");
  }

  /** RFC 6749 section 3.2. */
  private static Optional<String> openToken(WebhookService service) {
    return Optional.ofNullable(service.delivery().credentials())
        .filter(credentials -> credentials.tokenUrl().regionMatches(true, 0, "http:", 0, 5))
        .map(credentials ->
            "Whoever is on the way reads the client secret and the token: the token endpoint's"
                + " address starts with http://. Use https:// if the endpoint has it.");
  }

  private static boolean sendsClientToken(WebhookService service) {
    return service.request().headers().stream()
        .anyMatch(header -> header.name().strip().equalsIgnoreCase("Client-Token"));
  }

  /** From the first try to the last, at the longest. */
  private static Duration span(RetrySchedule schedule) {
    Duration span = Duration.ZERO;
    for (int failed = 1; failed <= schedule.count(); failed++) {
      span = span.plus(schedule.waitAfter(failed, 1).orElse(Duration.ZERO));
    }
    return span;
  }
}
