package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.WebhookService;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names of services so far. Neither case nor the way a character is composed makes a difference. */
final class UniqueNames {
  private final Set<String> taken = new HashSet<>();

  void add(WebhookService service) {
    taken.add(key(service));
  }

  /** Adds a service, or says that its name is taken. */
  void add(WebhookService service, Fields fields) {
    if (!taken.add(key(service)) && !service.name().isEmpty()) {
      fields.problem("name", "Another service already has this name. Choose another.");
    }
  }

  private static String key(WebhookService service) {
    return Normalizer.normalize(service.name(), Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
