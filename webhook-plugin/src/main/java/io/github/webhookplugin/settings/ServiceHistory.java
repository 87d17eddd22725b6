package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.WebhookService;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings as they were stored once. Shared between threads. */
public final class ServiceHistory {
  private final StoredService services;
  private final Veil veil;
  private final Vault vault;

  public ServiceHistory(Vault vault) {
    this.vault = vault;
    this.services = new StoredService(vault);
    this.veil = new FingerprintVeil(vault::fingerprint);
  }

  /**
   * A service for people, each secret as its fingerprint.
   *
   * @param others versions whose secrets are none to show here either
   */
  public Map<String, Object> shown(WebhookService past, List<WebhookService> others) {
    return ServiceDocument.of(SecretsApart.of(past, others), veil);
  }

  /** Fields with which every service starts: what a new one is compared with. */
  public Map<String, Object> start(ServiceId id) {
    var request = new RequestTemplate(HttpMethod.POST, "", List.of(), List.of(), "");
    var service = new WebhookService(
        id,
        new WebhookService.Label("", ""),
        true,
        request,
        new ResponseCheck.Success(),
        WebhookService.Sending.DEFAULT);
    return ServiceDocument.of(service, veil);
  }

  /**
   * The fields of the general settings that hold another secret than before, in both rows one that nobody sees. Sealed
   * anew, the same secret reads otherwise: it has to be opened. Without its key nothing is known of it, and none is named.
   *
   * @param before the fields of a stored row
   * @param after those of a later one
   */
  public List<String> otherSecrets(Map<String, Object> before, Map<String, Object> after) {
    String field = EgressReader.PASSWORD;
    if (!(before.get(field) instanceof String old) || !(after.get(field) instanceof String now)) {
      return List.of();
    }
    if (old.isEmpty() || now.isEmpty() || old.equals(now)) {
      return List.of();
    }
    try {
      boolean same = vault
          .open(old, StoredSettings.GLOBAL, field)
          .equals(vault.open(now, StoredSettings.GLOBAL, field));
      return same ? List.of() : List.of(field);
    } catch (SettingsException unreadable) {
      return List.of();
    }
  }

  /** A whole service; empty if the row cannot be read, for example without the key of its secrets. */
  public Optional<WebhookService> whole(String document) {
    try {
      return Optional.of(services.readPast(document));
    } catch (SettingsException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The services of some version, in their order, as far as their bodies and filters go; one that cannot be read is left
   * out.
   *
   * @param documents the settings' rows of that version, by name
   */
  public List<WebhookService> read(Map<String, String> documents) {
    return documents.entrySet().stream()
        .filter(row -> row.getKey().startsWith(StoredService.PREFIX))
        .flatMap(row -> placed(row.getValue()).stream())
        .sorted(Comparator.comparingInt(StoredService.Placed::position))
        .map(StoredService.Placed::service)
        .toList();
  }

  private Optional<StoredService.Placed> placed(String document) {
    try {
      return Optional.of(services.readPlacedForBody(document));
    } catch (SettingsException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * A service as far as its bodies go: without its address, headers and parameters, and without its signing secret if
   * the key of that is not there any more.
   *
   * @param document the row of a change of settings
   * @return empty if it cannot be read
   */
  public Optional<WebhookService> read(String document) {
    try {
      return Optional.of(services.readForBody(document));
    } catch (SettingsException unreadable) {
      return Optional.empty();
    }
  }
}
