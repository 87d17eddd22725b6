package io.github.webhookplugin;

import io.github.webhookplugin.api.AdminResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Asks every route that there is, each with several bodies: a new route is asked without anybody's doing. */
final class EveryRoute {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final PagesFixture plugin;
  private final Map<String, String> places;
  private final List<String> documents;
  private final Map<String, AdminResponse> answers = new LinkedHashMap<>();

  /**
   * Asks in a plugin.
   *
   * @param places what stands for parts of paths, by the path before them and their name: {@code services/{id}}
   * @param documents of services to send, besides what is stored
   */
  EveryRoute(PagesFixture plugin, Map<String, String> places, List<String> documents) {
    this.plugin = plugin;
    this.places = places;
    this.documents = documents;
  }

  /** All answers by what was asked; what removes something is asked last. */
  Map<String, AdminResponse> ask(List<String> routes) {
    routes.stream()
        .filter(route -> !route.contains("/reveal"))
        .sorted(Comparator.comparingInt(
            route -> route.startsWith("GET") ? 0 : route.startsWith("DELETE") ? 2 : 1))
        .forEach(this::ask);
    return answers;
  }

  private void ask(String route) {
    String method = route.substring(0, route.indexOf(' '));
    String path = path(route.substring(route.indexOf(' ') + 1));
    if (method.equals("GET") || method.equals("DELETE")) {
      answer(route, plugin.visit(method, path, Map.of(), ""));
    } else if (path.startsWith("api/")) {
      bodies(path)
          .forEach(body ->
              answer(route, plugin.visit(method, path, Map.of("Content-Type", JSON), body)));
    } else {
      forms(path)
          .forEach(form ->
              answer(route, plugin.visit(method, path, Map.of("Content-Type", FORM), form)));
    }
  }

  private void answer(String route, AdminResponse answer) {
    answers.put(route + " #" + answers.size(), answer);
  }

  private String path(String route) {
    String path = route;
    for (Map.Entry<String, String> place : places.entrySet()) {
      path = path.replace(place.getKey(), place.getValue());
    }
    return path;
  }

  private List<String> bodies(String path) {
    var bodies = new ArrayList<>(List.of("{}", "[]", "{\"action\": \"switch\"}"));
    if (!path.contains("/secrets/keys")) {
      bodies.addAll(documents);
    }
    bodies.add(AdminFixture.text(plugin.get("services/" + places.get("{id}"))));
    bodies.add(AdminFixture.text(plugin.get("export")));
    return bodies;
  }

  private List<String> forms(String path) {
    String editor = posted(plugin.page("services/" + places.get("{id}") + "/edit"));
    var forms = new ArrayList<>(List.of("", editor, editor + "&secret.action=rotate"));
    documents.forEach(
        document -> forms.add("text=" + URLEncoder.encode(document, StandardCharsets.UTF_8)));
    return forms;
  }

  /** What a browser would post of a page's fields. */
  private static String posted(Document page) {
    var pairs = new ArrayList<String>();
    for (Element field : page.select("form [name]")) {
      boolean box = List.of("checkbox", "radio").contains(field.attr("type"));
      if (!box || field.hasAttr("checked")) {
        String value = field.tagName().equals("select")
            ? field.select("option[selected]").attr("value")
            : field.val();
        pairs.add(field.attr("name") + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return String.join("&", pairs);
  }
}
