package io.github.webhookplugin.admin;

import io.github.webhookplugin.model.GlobalSettings;
import org.jspecify.annotations.Nullable;

/** Where our requests come from, beside an answer that speaks of an allow-list of addresses (T-33). */
final class EgressHint {
  private EgressHint() {}

  /** As an admin wrote it in the settings; null if it is not asked for, or if nobody wrote it. */
  static @Nullable String of(@Nullable String sentence, GlobalSettings global) {
    String addresses = global.egress().addresses();
    return addresses.isEmpty() || sentence == null || !sentence.contains("allow-list")
        ? null
        : addresses;
  }
}
