package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.delivery.Engine;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Profile.Reference;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which webhooks somebody asks for (seed row W-96d).
 *
 * @param filter which ones
 * @param after the page begins behind this name; empty: at the first
 */
record WebhookQuery(Filter filter, String after, int limit) {
  private static final int MOST = 200;
  private static final int USUAL = 10;
  private static final List<String> KNOWN = List.of(
      "limit", "after", "status", "tag", "owner", "domain", "enabled", "include", "extension");
  private static final List<String> INCLUDES = List.of("non-deleted", "deleted", "all");
  private static final List<String> STATES =
      List.of("active", "disabled", "failed", "awaitingRetry", "retryLimitReached");

  /** What a webhook must be like; empty: anything. */
  record Filter(
      String include,
      Optional<String> status,
      Optional<String> tag,
      Optional<String> owner,
      Optional<String> domain,
      Optional<Boolean> enabled,
      Optional<String> extension) {

    boolean wants(WebhookService service, String state) {
      var governance = service.profile().governance();
      return wantsIncluded(service.profile().deleted())
          && status.map(state::equals).orElse(true)
          && enabled.map(on -> on == service.enabled()).orElse(true)
          && tag.map(
                  name -> governance.tags().stream().anyMatch(one -> one.name().equals(name)))
              .orElse(true)
          && owner.map(name -> names(governance.owner(), name)).orElse(true)
          && domain.map(name -> names(governance.domain(), name)).orElse(true)
          && extension.map(pair -> has(service, pair)).orElse(true);
    }

    private boolean wantsIncluded(boolean deleted) {
      return include.equals("all") || deleted == include.equals("deleted");
    }

    private static boolean names(@Nullable Reference reference, String name) {
      return reference != null && reference.name().equals(name);
    }

    /** {@code costCenter:CC-42}: a field and its value. */
    private static boolean has(WebhookService service, String pair) {
      int colon = pair.indexOf(':');
      String name = colon < 0 ? pair : pair.substring(0, colon);
      Object value = service.profile().extension().get(name);
      return value != null && (colon < 0 || value.toString().equals(pair.substring(colon + 1)));
    }
  }

  static WebhookQuery of(AdminRequest request) {
    var query = new Query(request, KNOWN);
    int limit = query.number("limit", 1, MOST, USUAL);
    String after =
        query.one("after", "what an earlier answer said", Optional::of).orElse("");
    var filter = new Filter(
        query
            .one("include", String.join(", ", INCLUDES), word -> one(word, INCLUDES))
            .orElse("non-deleted"),
        query.one("status", String.join(", ", STATES), word -> one(word, STATES)),
        query.one("tag", "a tag's whole name", Optional::of),
        query.one("owner", "an owner's name", Optional::of),
        query.one("domain", "a domain's name", Optional::of),
        query
            .one("enabled", "true or false", word -> one(word, List.of("true", "false")))
            .map(Boolean::valueOf),
        query.one("extension", "a name, or name:value", Optional::of));
    query.check();
    return new WebhookQuery(filter, after, limit);
  }

  private static Optional<String> one(String word, List<String> words) {
    return Optional.of(word).filter(words::contains);
  }

  private record Named(String name, WebhookService service) {}

  /** In the order of their names. */
  AdminResponse page(ActiveSettings active, WebhookJson json, Engine engine) {
    Map<ServiceId, String> names = WebhookJson.names(active);
    List<Named> found = active.settings().services().stream()
        .filter(service -> filter.wants(service, state(service, active, engine)))
        .map(service -> new Named(WebhookJson.name(service, names), service))
        .sorted(Comparator.comparing(Named::name))
        .toList();
    var rest = found.stream().filter(one -> one.name().compareTo(after) > 0).toList();
    var page = rest.subList(0, Math.min(limit, rest.size()));
    var data = new ArrayList<Map<String, @Nullable Object>>();
    page.forEach(one -> data.add(json.whole(one.service(), active, names)));
    var paging = JsonObjects.object("total", found.size());
    if (rest.size() > page.size()) {
      paging.put("after", page.get(page.size() - 1).name());
    }
    return Answers.json(200, JsonObjects.object("data", data, "paging", paging));
  }

  private static String state(WebhookService service, ActiveSettings active, Engine engine) {
    boolean on = active.settings().global().enabled() && service.on();
    return engine.health(active.number(service.id())).state().shown(on).word();
  }
}
