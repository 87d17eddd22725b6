package io.github.webhookplugin.outbox;

import io.github.webhookplugin.model.AuditAction;
import io.github.webhookplugin.model.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Something that an admin did, to be remembered. Never a secret, and nothing of a body.
 *
 * @param who did it
 * @param service the id of the service that it was done to; null: none that is saved
 * @param about the id of a delivery or a redelivery, or the version of the settings; may be empty
 * @param count how many things it was done to
 * @param detail names of fields and the like; may be empty
 */
public record AuditEntry(
    String who,
    AuditAction action,
    @Nullable String service,
    String about,
    long count,
    String detail) {
  /** Something done to a service, or to no particular one. */
  public static AuditEntry of(String who, AuditAction action, @Nullable ServiceId service) {
    return new AuditEntry(who, action, service == null ? null : service.toString(), "", 1, "");
  }

  /** The same with the id of what it was done to, or the version that it made. */
  public AuditEntry about(String id) {
    return new AuditEntry(who, action, service, id, count, detail);
  }

  public AuditEntry times(long many) {
    return new AuditEntry(who, action, service, about, many, detail);
  }

  public AuditEntry with(String more) {
    return new AuditEntry(who, action, service, about, count, more);
  }
}
