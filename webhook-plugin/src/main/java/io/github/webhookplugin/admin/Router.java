package io.github.webhookplugin.admin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the handler of a request by its method and path, and refuses who may not. Filled once, then shared between
 * threads.
 */
public final class Router {
  private final List<Route> routes = new ArrayList<>();
  private final String nothing;

  /** Answers a path without a route with this sentence. */
  public Router(String nothing) {
    this.nothing = nothing;
  }

  /** Answers a request, or throws a {@link Problem}. */
  public interface Handler {
    AdminResponse answer(Call call);
  }

  private record Route(
      String method, List<String> path, AdminPermission permission, Handler handler) {
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

  /**
   * Adds a route; its path may have {@code {name}} for one part of any text. A GET is for all who may look, any other
   * method for those who may edit.
   */
  public Router on(String method, String path, Handler handler) {
    var permission = method.equals("GET") ? AdminPermission.VIEW : AdminPermission.EDIT;
    return on(method, path, permission, handler);
  }

  /** Adds a route for those who have a permission. */
  public Router on(String method, String path, AdminPermission permission, Handler handler) {
    routes.add(new Route(method, parts(path), permission, handler));
    return this;
  }

  /** A route as it was added. */
  public record Served(String method, String path, AdminPermission permission) {}

  /** All routes, in their order: for whoever checks that each is guarded. */
  public List<Served> served() {
    return routes.stream()
        .map(
            route -> new Served(route.method(), String.join("/", route.path()), route.permission()))
        .toList();
  }

  /** Answers a request, or throws a {@link Problem}: 403, 404, 405, or what the handler says. */
  public AdminResponse answer(AdminRequest request) {
    List<String> asked = parts(request.path());
    var others = new ArrayList<String>();
    for (Route route : routes) {
      var places = route.places(asked);
      if (places.isPresent() && route.method().equals(request.method())) {
        if (!request.may(route.permission())) {
          throw Problem.of(403, "You may look at this, but not do it.");
        }
        return route.handler().answer(new Call(request, places.get()));
      }
      places.ifPresent(found -> others.add(route.method()));
    }
    if (others.isEmpty()) {
      throw Problem.of(404, nothing);
    }
    String allowed = String.join(", ", others);
    throw Problem.of(405, "This path takes " + allowed + ", not " + request.method() + ".")
        .with("Allow", allowed);
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/", -1));
  }
}
