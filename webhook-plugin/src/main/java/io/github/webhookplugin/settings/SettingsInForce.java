package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what sends of the settings, with the host's secrets in the places where people wrote their names. Told by one
 * thread at a time; asked by any.
 */
public final class SettingsInForce {
  private static final Logger log = LoggerFactory.getLogger(SettingsInForce.class);

  private final HostSecrets secrets;
  private final Consumer<ActiveSettings> told;
  private volatile FilledSettings filled = FilledSettings.INITIAL;

  /** {@code told} gets every change of the settings or of a secret in them; what it gets is not for people. */
  public SettingsInForce(HostSecrets secrets, Consumer<ActiveSettings> told) {
    this.secrets = secrets;
    this.told = told;
  }

  /** Takes settings over; asks the host for the secrets in them. Not on the store thread. */
  void take(ActiveSettings written) {
    take(written, secrets::ask);
  }

  /** The same with what is known of the secrets. */
  void takeKnown(ActiveSettings written) {
    take(written, secrets::known);
  }

  /** Takes them over again if more is known of their secrets now, or something else. */
  void look(ActiveSettings written) {
    if (filled.isOld(secrets::known)) {
      takeKnown(written);
    }
  }

  private void take(ActiveSettings written, HostSecrets.Lookup lookup) {
    FilledSettings before = filled;
    FilledSettings now = FilledSettings.of(written.settings(), lookup);
    now.missing().forEach((id, why) -> {
      if (!why.equals(before.missing().get(id))) {
        log.error("nothing is sent to the service {}: {}", id, OneLine.of(why));
      }
    });
    filled = now;
    told.accept(written.with(now.settings()));
  }

  /**
   * A service as it would be sent now. Asks the host.
   *
   * @throws DocumentException if a secret that it names cannot be had, or does not fit
   */
  public WebhookService filled(WebhookService service) {
    var result = SecretFilling.of(service, secrets::ask);
    if (!result.problems().isEmpty()) {
      throw new DocumentException(result.problems());
    }
    return result.service();
  }

  /**
   * A change, or its refusal if its service names a secret of the host's that cannot be had, or does not fit.
   *
   * @param field whose problems count; what else may be missing was there before
   */
  public Result checked(Result change, ServiceId id, String field) {
    if (!(change instanceof Result.Accepted accepted)) {
      return change;
    }
    var problems = accepted
        .settings()
        .service(id)
        .map(service -> SecretFilling.of(service, secrets::ask).problems())
        .orElse(List.of())
        .stream()
        .filter(problem -> problem.pointer().equals(field))
        .toList();
    return problems.isEmpty() ? change : new Result.Refused(problems);
  }

  /** Whether the host keeps any secrets that settings may name. */
  public boolean any() {
    return secrets.any();
  }

  /** The host's secrets that the settings name. */
  public Set<String> names() {
    return filled.names();
  }

  /** Why nothing is sent to a service whose secret cannot be had from the host; empty if it lacks none. */
  public Optional<String> missing(ServiceId id) {
    return Optional.ofNullable(filled.missing().get(id));
  }

  /** With the host's secrets in their places: never for people. */
  public Settings settings() {
    return filled.settings();
  }

  /** How many services lack a secret of the host. */
  public int missing() {
    return filled.missing().size();
  }
}
