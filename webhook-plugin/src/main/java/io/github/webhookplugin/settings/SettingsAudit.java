package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Proxy;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.outbox.AuditEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to remember of a change of settings: names of fields, never their values. */
final class SettingsAudit {
  private final SettingsWriter writer;

  SettingsAudit(Vault vault) {
    this.writer = new SettingsWriter(vault);
  }

  List<AuditEntry> of(Settings before, Settings after, Occasion occasion, String who) {
    var entries = new ArrayList<AuditEntry>();
    general(before.global(), after.global(), entries, who);
    for (WebhookService service : before.services()) {
      if (after.service(service.id()).isEmpty()) {
        entries.add(AuditEntry.of(who, AuditAction.SERVICE_REMOVED, service.id()));
      }
    }
    for (WebhookService service : after.services()) {
      before
          .service(service.id())
          .ifPresentOrElse(
              then -> changed(then, service, entries, who),
              () -> entries.add(AuditEntry.of(who, AuditAction.SERVICE_ADDED, service.id())));
    }
    AuditAction action = occasion.action();
    if (action != null) {
      entries.add(
          0, AuditEntry.of(who, action, null).times(entries.size()).with(occasion.detail()));
    }
    String version = String.valueOf(after.version());
    // the last one is shown first
    Collections.reverse(entries);
    return entries.stream()
        .map(entry -> entry.about(version))
        .map(entry ->
            entry.action() == AuditAction.SECRET_CHANGED ? entry.with(occasion.detail()) : entry)
        .toList();
  }

  private void general(
      GlobalSettings before, GlobalSettings after, List<AuditEntry> entries, String who) {
    if (before.enabled() != after.enabled()) {
      AuditAction action =
          after.enabled() ? AuditAction.SENDING_SWITCHED_ON : AuditAction.SENDING_SWITCHED_OFF;
      entries.add(AuditEntry.of(who, action, null));
    }
    var then = writer.toPublic(before);
    boolean otherPassword = !Objects.equals(password(before), password(after));
    String fields = writer.toPublic(after).entrySet().stream()
        .filter(field -> !Objects.equals(then.get(field.getKey()), field.getValue())
            || (otherPassword && field.getKey().equals(EgressReader.PASSWORD)))
        .map(field -> field.getKey())
        .filter(field -> !field.equals("enabled"))
        .collect(Collectors.joining(", "));
    if (!fields.isEmpty()) {
      entries.add(AuditEntry.of(who, AuditAction.SETTINGS_CHANGED, null).with(fields));
    }
  }

  private static @Nullable Secret password(GlobalSettings settings) {
    Proxy proxy = settings.egress().proxy();
    return proxy == null ? null : proxy.password();
  }

  private static void changed(
      WebhookService before, WebhookService after, List<AuditEntry> entries, String who) {
    if (before.equals(after)) {
      return;
    }
    Set<String> fields = SettingsWriter.changedFields(before, after);
    if (fields.remove("enabled")) {
      AuditAction action =
          after.enabled() ? AuditAction.SERVICE_SWITCHED_ON : AuditAction.SERVICE_SWITCHED_OFF;
      entries.add(AuditEntry.of(who, action, after.id()));
    }
    if (fields.remove("secret")) {
      entries.add(AuditEntry.of(who, AuditAction.SECRET_CHANGED, after.id()));
    }
    if (!fields.isEmpty()) {
      entries.add(AuditEntry.of(who, AuditAction.SERVICE_CHANGED, after.id())
          .with(String.join(", ", fields)));
    }
  }
}
