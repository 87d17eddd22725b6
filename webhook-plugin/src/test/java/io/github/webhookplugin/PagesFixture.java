package io.github.webhookplugin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The whole plugin with its pages, asked as a host asks: whole pages, fragments, posted forms. */
abstract class PagesFixture extends AdminFixture {
  static final String BASE = "/plugins/webhook";

  Locale locale = Locale.ENGLISH;
  Set<AdminPermission> permissions = AdminPermission.ALL;

  /** A page or fragment, parsed. */
  Document page(String path) {
    return html(visit("GET", path, Map.of(), ""));
  }

  AdminResponse visit(String path) {
    return visit("GET", path, Map.of(), "");
  }

  /** Posts a form; names and values by turns, a name may come again. */
  AdminResponse submit(String path, String... fields) {
    var pairs = new ArrayList<String>();
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
    }
    return visit(
        "POST",
        path,
        Map.of("Content-Type", "application/x-www-form-urlencoded", "HX-Request", "true"),
        String.join("&", pairs));
  }

  AdminResponse visit(String method, String path, Map<String, String> headers, String body) {
    int query = path.indexOf('?');
    return webhooks.admin(new AdminRequest(
        method,
        query < 0 ? path : path.substring(0, query),
        query < 0 ? Map.of() : params(path.substring(query + 1)),
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        "ann",
        permissions,
        new AdminRequest.Page(BASE, locale, headers.containsKey("HX-Request"))));
  }

  static Document html(AdminResponse answer) {
    return Jsoup.parseBodyFragment(text(answer));
  }

  private static Map<String, List<String>> params(String query) {
    var params = new LinkedHashMap<String, List<String>>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      params
          .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
          .add(java.net.URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return params;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
