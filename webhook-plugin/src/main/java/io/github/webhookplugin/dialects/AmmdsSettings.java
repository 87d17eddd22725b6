package io.github.webhookplugin.dialects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of AMMDS, whose pages show forms and no file: names are taken as they stand there (“Service Name”) or as
 * programs write them ({@code serviceName}).
 */
final class AmmdsSettings {
  private static final Map<String, String> GLOBAL = Map.of(
      "enablestatus", "enabled",
      "enabled", "enabled",
      "retrycount", "retryCount",
      "retryinterval", "retryInterval");
  private static final Map<String, String> SERVICE = Map.ofEntries(
      Map.entry("servicename", "name"),
      Map.entry("name", "name"),
      Map.entry("url", "url"),
      Map.entry("description", "description"),
      Map.entry("enablestatus", "enabled"),
      Map.entry("enabled", "enabled"),
      Map.entry("requestheaders", "headers"),
      Map.entry("headers", "headers"),
      Map.entry("requestbody", "body"),
      Map.entry("contentformat", "body"),
      Map.entry("body", "body"),
      Map.entry("checktype", "checkType"),
      Map.entry("content", "content"),
      Map.entry("checkcontent", "content"));
  private static final List<String> LISTS = List.of("services", "webhookservices");
  /** Names that only AMMDS has. */
  private static final List<String> MARKS =
      List.of("enablestatus", "servicename", "requestheaders", "requestbody", "checktype");

  private AmmdsSettings() {}

  static boolean looksLike(Map<?, ?> document) {
    return document.entrySet().stream()
        .anyMatch(entry -> MARKS.contains(plain(entry.getKey()))
            || (LISTS.contains(plain(entry.getKey())) && hasOneLikeIt(entry.getValue())));
  }

  private static boolean hasOneLikeIt(@Nullable Object services) {
    return services instanceof List<?> items
        && items.stream().anyMatch(item -> item instanceof Map<?, ?> map && looksLike(map));
  }

  /** Global fields, as ours are named. */
  static Map<String, Object> global(Source document) {
    var global = new LinkedHashMap<String, Object>();
    document.values().forEach((key, value) -> {
      String field = GLOBAL.get(plain(key));
      if (field != null && value != null) {
        global.put(field, value);
      } else if (field == null && !LISTS.contains(plain(key))) {
        document
            .notes()
            .unknown(
                document.at(String.valueOf(key)),
                "Expected enableStatus, retryCount, retryInterval and services here.");
      }
    });
    if (global.containsKey("retryCount") || global.containsKey("retryInterval")) {
      // AMMDS knows no other spacing
      global.put("retryMode", "fixed");
    }
    return global;
  }

  static List<Translation.Service> services(Source document) {
    var services = new ArrayList<Translation.Service>();
    for (Object key : document.values().keySet()) {
      if (LISTS.contains(plain(key))) {
        document.objects(String.valueOf(key)).forEach(service -> services.add(service(service)));
      }
    }
    return services;
  }

  /** Header lines alone, as they stand in the field of that name. */
  static Translation.Service ofHeaders(String lines, String name, Notes notes) {
    var service = new LinkedHashMap<String, Object>();
    service.put("name", name);
    service.put("url", WebhookAction.NOWHERE);
    service.put("enabled", false);
    service.put("headers", lines);
    service.put("check", Map.of("type", "statusCode"));
    notes.warn("", WebhookAction.DRAFT);
    return new Translation.Service(service, "", Map.of());
  }

  private static Translation.Service service(Source source) {
    var service = new LinkedHashMap<String, Object>();
    var places = new LinkedHashMap<String, String>();
    source.values().forEach((key, value) -> {
      String field = SERVICE.get(plain(key));
      if (field == null) {
        source
            .notes()
            .unknown(
                source.at(String.valueOf(key)),
                "Expected serviceName, url, description, enableStatus, requestHeaders, requestBody, checkType and content.");
      } else if (value != null) {
        service.put(field, value);
        places.put(
            field, source.at(String.valueOf(key)).substring(source.pointer().length()));
      }
    });
    putCheck(service, places, source);
    return new Translation.Service(service, source.pointer(), places);
  }

  /** Exactly 200, or a text inside (seed rows ). */
  private static void putCheck(
      Map<String, Object> service, Map<String, String> places, Source source) {
    Object content = service.remove("content");
    Object type = service.remove("checkType");
    if (type == null) {
      service.put("check", Map.of("type", "statusCode"));
      return;
    }
    places.put("check", places.getOrDefault("checkType", ""));
    if (plain(type).equals("statuscode")) {
      service.put("check", Map.of("type", "statusCode"));
    } else if (plain(type).equals("content")) {
      service.put("check", Map.of("type", "content", "contains", content == null ? "" : content));
    } else {
      source
          .notes()
          .problem(source.pointer() + places.get("check"), "Expected “Status Code” or “Content”.");
    }
  }

  private static String plain(@Nullable Object key) {
    return String.valueOf(key).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
