package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Network;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.VerdictRule;
import io.github.webhookplugin.model.WebhookService;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes settings for people and other programs, without secrets; {@link SettingsReader} reads the result again and
 * keeps the secrets that are stored. The maps may hold nulls. Immutable; shared between threads.
 */
public final class SettingsWriter {
  private final Veil veil;
  private final Function<Secret, String> fingerprint;

  /** Needs the vault only for the fingerprints of signing secrets. */
  public SettingsWriter(Vault vault) {
    this.fingerprint = vault::fingerprint;
    this.veil = new PublicVeil(fingerprint);
  }

  /** The global fields and {@code services}. */
  public Map<String, Object> toPublic(Settings settings) {
    var document = new LinkedHashMap<>(toPublic(settings.global()));
    document.put("services", settings.services().stream().map(this::toPublic).toList());
    return document;
  }

  /** The global fields alone; of the proxy's password only that it is there. */
  public Map<String, Object> toPublic(GlobalSettings global) {
    return document(global, password -> true);
  }

  static Map<String, Object> document(GlobalSettings global, Function<Secret, Object> password) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("enabled", global.enabled());
    RetriesReader.write(global.retries(), document);
    document.put("timeout", ServiceDocument.seconds(global.timeout()));
    document.put("stopAfter", ServiceDocument.seconds(global.stopAfter()));
    document.put("deduplicationWindow", ServiceDocument.seconds(global.deduplicationWindow()));
    document.put("rateGroups", RateDocument.ofGroups(global.rateGroups()));
    document.put("maxHops", global.loops().maxHops());
    document.put("burstLimit", global.loops().burst());
    document.put("burstWindow", ServiceDocument.seconds(global.loops().burstWindow()));
    document.put(
        "allowedNetworks",
        global.addresses().networks().stream().map(Network::toString).toList());
    document.put("allowedHosts", global.addresses().hosts());
    document.put("httpsOnly", global.addresses().httpsOnly());
    document.putAll(EgressReader.document(global.egress(), password));
    return PlainMaps.withNulls(document);
  }

  /**
   * A service. A secret value reads {@code "value": null, "secret": true, "set": true}, the signing secret {@code
   * {"set": true, "fingerprint": "1a2b3c4d"}}, a password in the URL {@code ***}, a secret URL {@code
   * https://host/***}.
   */
  public Map<String, Object> toPublic(WebhookService service) {
    return ServiceDocument.of(service, veil);
  }

  /** Rules as a service has them. */
  public List<Map<String, Object>> toPublic(List<VerdictRule> rules) {
    return RuleDocument.of(rules);
  }

  /** The rates that services share. */
  public List<Map<String, Object>> rateGroups(GlobalSettings global) {
    return RateDocument.ofGroups(global.rateGroups());
  }

  /** A short text that is another whenever anything of the rate groups is another. */
  public String tagOfGroups(GlobalSettings global) {
    return fingerprint.apply(Secret.of(Json.value(rateGroups(global))));
  }

  /** A short text that is another whenever anything of the service is another, its secrets included. */
  public String tag(WebhookService service) {
    return fingerprint.apply(Secret.of(Json.text(ServiceDocument.of(service, new NoVeil()))));
  }

  /** The same for the general settings. */
  public String tag(GlobalSettings global) {
    return fingerprint.apply(Secret.of(Json.text(toPublic(global))));
  }

  /** The fields in which two services differ, secrets included. */
  public static Set<String> changedFields(WebhookService before, WebhookService after) {
    var one = ServiceDocument.of(before, new NoVeil());
    var other = ServiceDocument.of(after, new NoVeil());
    return other.keySet().stream()
        .filter(field -> !Objects.equals(one.get(field), other.get(field)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The stored row of the global fields as people may see it, and as {@link SettingsReader} takes it back. */
  public static Map<String, Object> withoutSecrets(Map<String, Object> row) {
    var shown = new LinkedHashMap<>(row);
    shown.computeIfPresent(
        EgressReader.PASSWORD, (name, stored) -> "".equals(stored) ? stored : (Object) true);
    return shown;
  }

  /** A document as JSON text. */
  public String json(Map<String, Object> document) {
    return Json.text(document);
  }
}
