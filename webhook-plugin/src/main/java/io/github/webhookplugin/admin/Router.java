package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the handler of a request by its method and path. Filled once, then shared between threads. */
final class Router {
  private final List<Route> routes = new ArrayList<>();

  /** Answers a request, or throws a {@link Problem}. */
  interface Handler {
    AdminResponse answer(Call call);
  }

  private record Route(String method, List<String> path, Handler handler) {
    Optional<Map<String, String>> places(List<String> asked) {
      if (asked.size() != path.size()) {
        return Optional.empty();
      }
      var places = new HashMap<String, String>();
      for (int i = 0; i < path.size(); i++) {
        String part = path.get(i);
        if (part.startsWith("{")) {
          places.put(part.substring(1, part.length() - 1), asked.get(i));
        } else if (!part.equals(asked.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(places);
    }
  }

  /** Adds a route; its path may have {@code {name}} for one part of any text. */
  Router on(String method, String path, Handler handler) {
    routes.add(new Route(method, parts(path), handler));
    return this;
  }

  AdminResponse answer(AdminRequest request) {
    List<String> asked = parts(request.path());
    var others = new ArrayList<String>();
    for (Route route : routes) {
      var places = route.places(asked);
      if (places.isPresent() && route.method().equals(request.method())) {
        return route.handler().answer(new Call(request, places.get()));
      }
      places.ifPresent(found -> others.add(route.method()));
    }
    if (others.isEmpty()) {
      throw Problem.of(
          404,
          "There is nothing at this path. Services are at v1/services, deliveries at v1/deliveries.");
    }
    String allowed = String.join(", ", others);
    throw Problem.of(405, "This path takes " + allowed + ", not " + request.method() + ".")
        .with("Allow", allowed);
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/", -1));
  }
}
