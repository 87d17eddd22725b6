package io.github.webhookplugin.api;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param permissions what that user may do
 * @param page where and how a page is shown
 */
public record AdminRequest(
    String method,
    String path,
    Map<String, List<String>> params,
    Map<String, String> headers,
    byte[] body,
    String user,
    Set<AdminPermission> permissions,
    Page page) {
  /**
   * Where and how a page is shown.
   *
   * @param base the address that the contribution's pages are mounted at, without a slash at the end, for example
   *     {@code /plugins/webhook}; links start with it
   * @param locale the language that the user reads
   * @param fragment only a part of a page is asked for; the host sends it as it is, without its shell
   */
  public record Page(String base, Locale locale, boolean fragment) {
    /** A whole page in English below this address. */
    public static Page at(String base) {
      return new Page(base, Locale.ENGLISH, false);
    }
  }

  public AdminRequest {
    method = method.toUpperCase(Locale.ROOT);
    params = Map.copyOf(params);
    permissions = Set.copyOf(permissions);
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = Collections.unmodifiableMap(anyCase);
  }

  /** A request for data, by somebody who may do everything. */
  public AdminRequest(
      String method,
      String path,
      Map<String, List<String>> params,
      Map<String, String> headers,
      byte[] body,
      String user) {
    this(method, path, params, headers, body, user, AdminPermission.ALL, Page.at(""));
  }

  /** The first value of a query parameter. */
  public Optional<String> param(String name) {
    return params.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public boolean may(AdminPermission permission) {
    return permissions.contains(permission);
  }
}
