package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.kit.Surroundings.Addresses;
import io.github.webhookplugin.kit.Surroundings.Group;
import io.github.webhookplugin.kit.Surroundings.Link;
import io.github.webhookplugin.kit.Surroundings.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A host and requests to it. */
final class Samples {
  static final String HOSTILE = "\"><script>alert(1)</script><b onclick='x'>&amp;";

  private Samples() {}

  static Surroundings around(String current, Locale locale) {
    return new Surroundings(
        "Sample host",
        List.of(
            new Group("", List.of(new Link("Home", "/", "layout-dashboard"))),
            new Group("Integrations", List.of(new Link("Bells", "/plugins/bells", "bell"))),
            new Group("System", List.of(new Link("Plugins", "/plugins", "plug")))),
        current,
        new Reader("ann", locale, ""),
        new Addresses("/kit", "/plugins", "/sign-in", "/sign-out", "/language"));
  }

  static AdminRequest get(String path) {
    return request("GET", path, "", false, AdminPermission.ALL);
  }

  static AdminRequest fragment(String path) {
    return request("GET", path, "", true, AdminPermission.ALL);
  }

  static AdminRequest post(String path, String... fields) {
    return request("POST", path, form(fields), true, AdminPermission.ALL);
  }

  /** A request; what follows a question mark in the path are its parameters. */
  static AdminRequest request(
      String method, String path, String body, boolean fragment, Set<AdminPermission> permissions) {
    String[] parts = path.split("\\?groups=", 2);
    return new AdminRequest(
        method,
        parts[0],
        parts.length == 1 ? Map.of() : Map.of("groups", List.of(parts[1])),
        Map.of("Accept", "text/html"),
        body.getBytes(StandardCharsets.UTF_8),
        "ann",
        permissions,
        new AdminRequest.Page("/plugins/bells", Locale.ENGLISH, fragment));
  }

  /** Names and values by turns, as a browser posts them. */
  static String form(String... fields) {
    var pairs = new ArrayList<String>();
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
    }
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
