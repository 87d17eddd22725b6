package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.EventFilter;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings of documents, whole or not at all. A document's values are texts, numbers, booleans, lists, maps
 * and nulls, as from {@link #parse}. Immutable; shared between threads.
 */
public final class SettingsReader {
  /** The most services that settings may have. */
  public static final int MAX_SERVICES = 10_000;

  private static final List<String> FIELDS = fields();

  private final ServiceReader services;
  private final OwnAddresses own;
  private final AddressRules host;
  private final Clock clock;
  private final HostSecrets secrets;
  private final HostSecretRules secretRules;

  /** For a host that names no address of its own, and allows public ones only. */
  public SettingsReader(TemplateRules rules) {
    this(rules, OwnAddresses.NONE, AddressRules.PUBLIC, Clock.systemUTC(), HostSecrets.none());
  }

  /**
   * Refuses services that lead to the host's own addresses, or to some that may not be called.
   *
   * @param host what the host allows to be called, beside what the settings allow
   * @param clock by which certificates are valid
   * @param secrets that services may name
   */
  public SettingsReader(
      TemplateRules rules, OwnAddresses own, AddressRules host, Clock clock, HostSecrets secrets) {
    this.services = new ServiceReader(rules, own, clock, secrets);
    this.secrets = secrets;
    this.secretRules = new HostSecretRules(secrets);
    this.clock = clock;
    this.own = own;
    this.host = host;
  }

  /** The same rules, but any templates: for those that nobody will save. */
  public SettingsReader ofAnyTemplates() {
    return new SettingsReader(template -> List.of(), own, host, clock, secrets);
  }

  /**
   * Reads a JSON object: UTF-8, at most 32 MiB and 32 levels, no name twice.
   *
   * @throws DocumentException if it is none, with line and column
   */
  public Map<String, Object> parse(byte[] json) {
    return JsonDocument.parse(json);
  }

  /**
   * Reads a JSON list, within the same bounds.
   *
   * @throws DocumentException if it is none, with line and column
   */
  public List<?> parseList(byte[] json) {
    return JsonDocument.parseList(json);
  }

  /**
   * Reads the global settings and, if the document has {@code services}, all services: a service with the id of a
   * present one replaces it but keeps its secrets, one without an id is new, and one that is not in the list is
   * removed.
   *
   * @param document what is absent of it keeps its value
   */
  public Result read(Map<String, Object> document, Settings current) {
    return result(document, fields -> {
      fields.refuseUnknown(FIELDS);
      var global = GlobalReader.read(fields, current.global());
      secretRules.checkProxy(global, fields);
      fields.refuseNulls(List.of("services"));
      return next(current, global, services(fields, current, global));
    });
  }

  /** Reads a new service and puts it behind the others. */
  public Result addService(Map<String, Object> document, Settings current) {
    return result(document, fields -> {
      var id = new IdReader().read(fields);
      if (current.service(id).isPresent()) {
        fields.problem("id", "A service with this id is already there. Leave the id out.");
      }
      var service = services.read(fields, id, null);
      checkName(service, fields, current);
      var all = new ArrayList<>(current.services());
      all.add(service);
      if (all.size() > MAX_SERVICES) {
        fields.problems().add("", tooMany(all.size()));
      }
      new References(current, current.global(), all, host).check(service, fields);
      return next(current, current.global(), all);
    });
  }

  /** The fields that a service may have. */
  public static List<String> serviceFields() {
    return ServiceReader.FIELDS;
  }

  /**
   * Reads services and puts them behind the others, all or none.
   *
   * @param global fields of the global settings to change with them
   * @param replacing whether one with the id of a present service takes its place, with the secrets that are stored;
   *     refused otherwise
   */
  public Result mergeServices(
      List<Map<String, Object>> documents,
      Map<String, Object> global,
      Settings current,
      boolean replacing) {
    return result(global, fields -> {
      fields.refuseUnknown(GlobalReader.FIELDS);
      var after = GlobalReader.read(fields, current.global());
      secretRules.checkProxy(after, fields);
      var all = new LinkedHashMap<ServiceId, WebhookService>();
      current.services().forEach(service -> all.put(service.id(), service));
      var ids = new IdReader();
      var read = new ArrayList<Placed>();
      for (int i = 0; i < documents.size(); i++) {
        var inner = new Fields(documents.get(i), "/services/" + i, fields.problems());
        var id = ids.read(inner);
        var stored = current.service(id).orElse(null);
        if (stored != null && !replacing) {
          inner.problem("id", "A service with this id is already there. Leave the id out.");
        }
        var service = services.read(inner, id, replacing ? stored : null);
        all.put(id, service);
        read.add(new Placed(service, inner));
      }
      var names = new UniqueNames();
      var changed = read.stream().map(one -> one.service().id()).collect(Collectors.toSet());
      current.services().stream()
          .filter(service -> !replacing || !changed.contains(service.id()))
          .forEach(names::add);
      read.forEach(one -> names.add(one.service(), one.fields()));
      if (all.size() > MAX_SERVICES) {
        fields.problems().add("", tooMany(all.size()));
      }
      var services = List.copyOf(all.values());
      var references = new References(current, after, services, host);
      read.forEach(one -> references.check(one.service(), one.fields()));
      return next(current, after, services);
    });
  }

  /**
   * Reads a service in place of a present one. What is absent gets its default, but secrets are kept.
   *
   * @param id refused if there is no such service
   */
  public Result replaceService(ServiceId id, Map<String, Object> document, Settings current) {
    var stored = current.service(id);
    if (stored.isEmpty()) {
      return unknown(id);
    }
    return result(document, fields -> {
      if (IdReader.named(fields).filter(named -> !named.equals(id)).isPresent()) {
        fields.problem("id", "Expected " + id + ", the service that is changed. Leave the id out.");
      }
      var service = services.read(fields, id, stored.get());
      checkName(service, fields, current);
      var all = new ArrayList<>(current.services());
      all.replaceAll(other -> other.id().equals(id) ? service : other);
      new References(current, current.global(), all, host).check(service, fields);
      return next(current, current.global(), all);
    });
  }

  /**
   * Changes some fields of a service: a JSON Merge Patch (RFC 7396) on its public form. Beyond the RFC, a new
   * {@code check.type} or {@code retry.mode} drops what belonged to the old one, and a new {@code condition} takes the
   * old one's place. Secrets are kept unless given.
   */
  public Result patchService(ServiceId id, Map<String, Object> patch, Settings current) {
    var stored = current.service(id);
    if (stored.isEmpty()) {
      return unknown(id);
    }
    var form = new LinkedHashMap<>(ServiceDocument.of(stored.get(), new PublicVeil(secret -> "")));
    dropOtherKind(form, patch, "check", "type");
    dropOtherKind(form, patch, "retry", "mode");
    dropOtherKind(form, patch, "signature", "recipe");
    if (patch.containsKey("condition")) {
      form.remove("condition");
    }
    return replaceService(id, PlainMaps.merged(form, patch), current);
  }

  /**
   * Reads which events somebody wants; the other fields of a service may be there and are not looked at.
   *
   * @throws DocumentException if the document is something else
   */
  public EventFilter filter(Map<String, Object> document) {
    var problems = new Problems();
    var fields = new Fields(document, "", problems);
    fields.refuseUnknown(ServiceReader.FIELDS);
    var filter = FilterReader.read(fields);
    if (problems.any()) {
      throw new DocumentException(problems.all());
    }
    return filter;
  }

  /**
   * Makes a service what it was once, by today's rules: in place of the present one, else behind the others. It keeps
   * the secrets that it has today, see {@link SecretsKept}.
   *
   * @param last what it was before it was removed; used if it is not there
   */
  public Result restoreService(WebhookService then, WebhookService last, Settings current) {
    var stored = current.service(then.id());
    var whole = SecretsKept.of(then, stored.orElse(last));
    return result(ServiceDocument.of(whole, new PublicVeil(secret -> "")), fields -> {
      var service = services.read(fields, then.id(), whole);
      checkName(service, fields, current);
      var all = new ArrayList<>(current.services());
      if (stored.isPresent()) {
        all.replaceAll(other -> other.id().equals(then.id()) ? service : other);
      } else {
        all.add(service);
      }
      if (all.size() > MAX_SERVICES) {
        fields.problems().add("", tooMany(all.size()));
      }
      new References(current, current.global(), all, host).check(service, fields);
      return next(current, current.global(), all);
    });
  }

  /** Takes a service away. Refused if it is not there, or if another names it. */
  public Result remove(ServiceId id, Settings current) {
    String inUse = References.inUse(id, current);
    if (inUse != null) {
      return Result.Refused.conflict(new SettingsProblem("/id", inUse));
    }
    var rest =
        current.services().stream().filter(service -> !service.id().equals(id)).toList();
    return rest.size() == current.services().size()
        ? unknown(id)
        : new Result.Accepted(next(current, current.global(), rest));
  }

  /** A service of a document, with its place there. */
  private record Placed(WebhookService service, Fields fields) {}

  private List<WebhookService> services(Fields document, Settings current, GlobalSettings global) {
    if (!document.has("services")) {
      new References(current, global, current.services(), host).checkGroups(document);
      return current.services();
    }
    var items = document.list("services").orElse(List.of());
    if (items.size() > MAX_SERVICES) {
      document.problem("services", tooMany(items.size()));
      return List.of();
    }
    var stored = new HashMap<ServiceId, WebhookService>();
    current.services().forEach(service -> stored.put(service.id(), service));
    var ids = new IdReader();
    var names = new UniqueNames();
    var placed = new ArrayList<Placed>();
    for (int i = 0; i < items.size(); i++) {
      var fields = item(items.get(i), document.pointer("services") + "/" + i, document.problems());
      if (fields != null) {
        var id = ids.read(fields);
        var service = services.read(fields, id, stored.get(id));
        names.add(service, fields);
        placed.add(new Placed(service, fields));
      }
    }
    var read = placed.stream().map(Placed::service).toList();
    var references = new References(current, global, read, host);
    placed.forEach(one -> references.check(one.service(), one.fields()));
    return read;
  }

  private static @Nullable Fields item(@Nullable Object item, String pointer, Problems problems) {
    if (item instanceof Map<?, ?> map) {
      return new Fields(map, pointer, problems);
    }
    problems.add(pointer, "Expected a service { … }, found " + Found.kind(item) + ".");
    return null;
  }

  private static Result result(Map<String, Object> document, Function<Fields, Settings> read) {
    var problems = new Problems();
    var settings = read.apply(new Fields(document, "", problems));
    return problems.any() ? new Result.Refused(problems.all()) : new Result.Accepted(settings);
  }

  private static void checkName(WebhookService service, Fields fields, Settings current) {
    var names = new UniqueNames();
    current.services().stream()
        .filter(other -> !other.id().equals(service.id()))
        .forEach(names::add);
    names.add(service, fields);
  }

  private static void dropOtherKind(
      Map<String, Object> form, Map<String, Object> patch, String field, String kind) {
    if (patch.get(field) instanceof Map<?, ?> change
        && change.get(kind) != null
        && form.get(field) instanceof Map<?, ?> old
        && !change.get(kind).equals(old.get(kind))) {
      form.remove(field);
    }
  }

  private static Settings next(
      Settings current, GlobalSettings global, List<WebhookService> services) {
    return new Settings(current.version() + 1, global, services);
  }

  private static Result unknown(ServiceId id) {
    return new Result.Refused(List.of(new SettingsProblem(
        "/id", "There is no service with the id " + id + ". Was it removed meanwhile?")));
  }

  private static String tooMany(int count) {
    return "Expected at most %,d services, found %,d.".formatted(MAX_SERVICES, count);
  }

  private static List<String> fields() {
    var fields = new ArrayList<>(GlobalReader.FIELDS);
    fields.add("services");
    return List.copyOf(fields);
  }
}
