package io.github.webhookplugin.api;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request of an admin, as the host hands it to a plugin.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
 * @param path relative to the plugin's mount point, without a leading slash and decoded
 * @param params query parameters, decoded; several values keep their order
 * @param headers names in any case; the first value of each
 * @param body at most what the host allows; never null
 * @param user who asks, as the host's sign-in knows them; recorded with every change
 */
public record AdminRequest(
    String method,
    String path,
    Map<String, List<String>> params,
    Map<String, String> headers,
    byte[] body,
    String user) {
  public AdminRequest {
    method = method.toUpperCase(Locale.ROOT);
    params = Map.copyOf(params);
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = Collections.unmodifiableMap(anyCase);
  }

  /** The first value of a query parameter. */
  public Optional<String> param(String name) {
    return params.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
