package io.github.webhookplugin.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of services for programs: those they have, and for the others some made of what people call them (seed row
 * S-11). Pure.
 */
public final class ApiNames {
  private static final int MAX = 128;
  private static final int PART_OF_ID = 8;

  private ApiNames() {}

  /** A service's own name for programs, or one made of its name. */
  public static String of(WebhookService service) {
    String own = service.profile().naming().api();
    return own == null ? made(service.name()) : own;
  }

  /** All names, each unique: where two would be the same, the later service gets a part of its id behind it. */
  public static Map<ServiceId, String> of(List<WebhookService> services) {
    Set<String> taken = new HashSet<>();
    services.forEach(service -> {
      if (service.profile().naming().api() != null) {
        taken.add(key(of(service)));
      }
    });
    Map<ServiceId, String> names = new HashMap<>();
    for (WebhookService service : services) {
      String name = of(service);
      boolean made = service.profile().naming().api() == null;
      names.put(service.id(), made && !taken.add(key(name)) ? longer(name, service.id()) : name);
    }
    return names;
  }

  private static String made(String name) {
    String made = name.replaceAll("(?U)[^\\w'\\-.]+", "-").replaceAll("^-+|-+$", "");
    return made.isEmpty() ? "webhook" : made.substring(0, Math.min(MAX, made.length()));
  }

  private static String longer(String name, ServiceId id) {
    String end = "-" + id.toString().substring(0, PART_OF_ID);
    return name.substring(0, Math.min(name.length(), MAX - end.length())) + end;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
