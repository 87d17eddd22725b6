package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.FailureRules.Downstream;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks what services name elsewhere in the settings: rate groups, fallbacks, services to tell, and addresses that must
 * be allowed there. For one document.
 */
final class References {
  private static final int MAX_NAMES = 10;

  private final Settings before;
  private final GlobalSettings global;
  private final AddressRules addresses;
  private final Map<ServiceId, WebhookService> after = new HashMap<>();
  private final Set<ServiceId> inCircles = new HashSet<>();

  /**
   * Services that {@code after} names count as there.
   *
   * @param host what the host allows to be called
   */
  References(
      Settings before, GlobalSettings global, List<WebhookService> after, AddressRules host) {
    this.before = before;
    this.global = global;
    this.addresses = host.and(global.addresses());
    after.forEach(service -> this.after.put(service.id(), service));
  }

  /** Checks what a service of the document names. */
  void check(WebhookService service, Fields fields) {
    AddressCheck.problem(service.request().url(), addresses)
        .ifPresent(problem -> fields.problem("url", problem));
    ClientCredentials credentials = service.delivery().credentials();
    if (credentials != null) {
      AddressCheck.problem(credentials.tokenUrl(), addresses)
          .ifPresent(problem ->
              fields.object(CredentialsReader.FIELD).orElse(fields).problem("tokenUrl", problem));
    }
    checkVerified(service, fields);
    checkGroup(service.shaping().rateGroup(), fields);
    checkFallback(service, fields);
    Downstream downstream = service.failures().downstream();
    if (downstream != null) {
      var inner = fields.object("downstream").orElse(fields);
      if (downstream.service().equals(service.id())) {
        inner.problem("service", "A service cannot tell itself. Choose another, or remove this.");
      } else {
        checkThere(downstream.service(), toldBy(service), inner, "service");
      }
    }
  }

  private void checkVerified(WebhookService service, Fields fields) {
    if (!service.delivery().tls().verifies() && !global.egress().unverifiedTls()) {
      fields
          .object(TlsReader.FIELD)
          .orElse(fields)
          .problem(
              TlsReader.UNTIL,
              "Certificates have to be verified here. Allow exceptions in Settings › Security first.");
    }
  }

  /** Checks that every group that services name is left, in a document of global settings alone. */
  void checkGroups(Fields document) {
    for (RateGroup group : before.global().rateGroups()) {
      var users = users(before, service -> RateGroups.shares(service, group.name()));
      if (global.rateGroup(group.name()).isEmpty() && !users.isEmpty()) {
        document.problem("rateGroups", groupInUse(group.name(), users));
      }
    }
  }

  /** Why a group cannot be removed. */
  static String groupInUse(String name, String users) {
    return "The group " + Found.quote(name) + " is in use by " + users
        + ". Keep it, or change them first.";
  }

  /** Why a service cannot be removed; null if nothing names it. */
  static @Nullable String inUse(ServiceId id, Settings settings) {
    String users = users(
        settings,
        service -> !service.id().equals(id)
            && (id.equals(service.failures().fallback()) || id.equals(told(service))));
    return users.isEmpty()
        ? null
        : "This service is the fallback of another or told by it: " + users
            + ". Change that first.";
  }

  private void checkGroup(@Nullable String name, Fields fields) {
    if (name == null || global.rateGroup(name).isPresent()) {
      return;
    }
    var known = global.rateGroups().stream().map(RateGroup::name).toList();
    fields.problem(
        "rateGroup",
        "There is no rate group " + Found.quote(name) + "."
            + (known.isEmpty()
                ? " Add it to rateGroups first."
                : Spelling.suggestion(name, known) + " Known are " + names(known) + "."));
  }

  private void checkFallback(WebhookService service, Fields fields) {
    ServiceId fallback = service.failures().fallback();
    if (fallback == null) {
      return;
    }
    if (fallback.equals(service.id())) {
      fields.problem(
          "fallback", "A service cannot be its own fallback. Choose another, or remove this.");
      return;
    }
    checkThere(fallback, fallbackBefore(service), fields, "fallback");
    List<WebhookService> circle = circle(service);
    if (!circle.isEmpty() && !inCircles.contains(service.id())) {
      circle.forEach(member -> inCircles.add(member.id()));
      var names = new ArrayList<>(circle.stream().map(WebhookService::name).toList());
      names.add(service.name());
      fields.problem(
          "fallback",
          "These services would fall back to each other in a circle: “"
              + String.join("” to “", names) + "”. Choose another fallback for one of them.");
    }
  }

  /** What was not there before either may be kept: it is stored, and cannot be read at the moment. */
  private void checkThere(
      ServiceId named, @Nullable ServiceId namedBefore, Fields fields, String field) {
    boolean kept = named.equals(namedBefore) && before.service(named).isEmpty();
    if (!after.containsKey(named) && !kept) {
      fields.problem(
          field,
          before
              .service(named)
              .map(gone -> "The service " + Found.quote(gone.name())
                  + " would be removed. Keep it, choose another, or remove this.")
              .orElse("There is no service with the id " + named
                  + ". Choose another, or remove this."));
    }
  }

  private @Nullable ServiceId fallbackBefore(WebhookService service) {
    return before.service(service.id()).map(old -> old.failures().fallback()).orElse(null);
  }

  private @Nullable ServiceId toldBy(WebhookService service) {
    return before.service(service.id()).map(References::told).orElse(null);
  }

  private static @Nullable ServiceId told(WebhookService service) {
    Downstream downstream = service.failures().downstream();
    return downstream == null ? null : downstream.service();
  }

  /** The services from this one by their fallbacks back to it; empty if that way ends elsewhere. */
  private List<WebhookService> circle(WebhookService service) {
    var way = new ArrayList<WebhookService>();
    var seen = new HashSet<ServiceId>();
    for (WebhookService next = service;
        next != null && seen.add(next.id());
        next = after.get(next.failures().fallback())) {
      way.add(next);
      if (service.id().equals(next.failures().fallback())) {
        return way;
      }
    }
    return List.of();
  }

  /** The names of the services that use something; empty if none does. */
  static String users(Settings settings, Predicate<WebhookService> uses) {
    return names(
        settings.services().stream().filter(uses).map(WebhookService::name).toList());
  }

  private static String names(List<String> names) {
    int more = names.size() - MAX_NAMES;
    var quoted = names.stream().limit(MAX_NAMES).map(Found::quote).toList();
    return String.join(", ", quoted) + (more > 0 ? " and " + more + " more" : "");
  }
}
