package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.WebhookService;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names of services or groups so far. Neither case nor the way a character is composed makes a difference. */
final class UniqueNames {
  private final Set<String> taken = new HashSet<>();
  private final Set<String> takenByPrograms = new HashSet<>();

  void add(WebhookService service) {
    taken.add(key(service));
    isFreeForPrograms(service);
  }

  /** Whether the name was free. */
  boolean add(String name) {
    return taken.add(key(name));
  }

  /** Adds a service, or says that its name is taken. */
  void add(WebhookService service, Fields fields) {
    if (!taken.add(key(service)) && !service.name().isEmpty()) {
      fields.problem("name", "Another service already has this name. Choose another.");
    }
    if (!isFreeForPrograms(service)) {
      fields.problem("apiName", "Another service already has this apiName. Choose another.");
    }
  }

  private boolean isFreeForPrograms(WebhookService service) {
    String name = service.profile().naming().api();
    return name == null || takenByPrograms.add(key(name));
  }

  private static String key(WebhookService service) {
    return key(service.name());
  }

  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
