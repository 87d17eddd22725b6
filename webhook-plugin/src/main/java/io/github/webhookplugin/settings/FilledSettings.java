package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.HostSecrets.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Settings with the host's secrets in the places where their names stand: as they are in force, and never as they are
 * stored or shown. Immutable.
 *
 * @param settings services that lack a secret are off in it: what is for them waits
 * @param missing of these services, in a sentence, why
 * @param used what was known of each secret that they name
 */
record FilledSettings(Settings settings, Map<ServiceId, String> missing, Map<String, Known> used) {
  static final FilledSettings INITIAL = new FilledSettings(Settings.INITIAL, Map.of(), Map.of());

  static FilledSettings of(Settings written, HostSecrets.Lookup secrets) {
    var services = new ArrayList<WebhookService>();
    var missing = new LinkedHashMap<ServiceId, String>();
    var used = new HashMap<String, Known>();
    for (WebhookService service : written.services()) {
      var filled = SecretFilling.of(service, secrets);
      used.putAll(filled.used());
      if (filled.problems().isEmpty()) {
        services.add(filled.service());
      } else {
        missing.put(service.id(), filled.problems().get(0).message());
        services.add(filled.service().off());
      }
    }
    var proxy = FilledProxy.of(written.global(), secrets);
    used.putAll(proxy.used());
    return new FilledSettings(
        used.isEmpty() ? written : new Settings(written.version(), proxy.global(), services),
        Map.copyOf(missing),
        Map.copyOf(used));
  }

  /** The secrets that are named. */
  Set<String> names() {
    return used.keySet();
  }

  /** Whether something else is known of them now. */
  boolean isOld(HostSecrets.Lookup secrets) {
    return used.entrySet().stream().anyMatch(one -> !secrets.of(one.getKey()).says(one.getValue()));
  }
}
