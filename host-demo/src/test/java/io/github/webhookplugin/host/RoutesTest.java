package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every route of the host; a new one is found by itself. */
class RoutesTest extends SharedHost {
  /** Anybody may ask for these: they sign in and out, show files of ours, or play a receiver. */
  private static final Set<String> OPEN = Set.of("/health", "/sign-in", "/sign-out", "/language");

  private static List<String> routes() {
    return host.host.routes().stream()
        .filter(route -> route.matches("(GET|POST|PUT|PATCH|DELETE) .*"))
        .toList();
  }

  private static boolean isOpen(String path) {
    return OPEN.contains(path)
        || path.startsWith("/assets/")
        || path.startsWith("/kit/")
        || path.startsWith("/receivers/");
  }

  private static HttpResponse<String> ask(String route, String... headers) throws Exception {
    String path = route
        .substring(route.indexOf(' ') + 1)
        .replace("{id}", "dummy")
        .replace("<rest>", "x")
        .replaceAll("[{<][^}>]*[}>]", "x");
    var request = host.to(path)
        .method(route.substring(0, route.indexOf(' ')), BodyPublishers.ofString("{}"))
        .header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return host.send(request);
  }

  @Test
  void nobody_comes_in_anywhere_without_signing_in() throws Exception {
    assertThat(routes()).hasSizeGreaterThan(20);
    for (String route : routes()) {
      if (!isOpen(route.substring(route.indexOf(' ') + 1))) {
        assertThat(ask(route).statusCode()).as(route).isEqualTo(401);
      }
    }
  }

  @Test
  void no_page_of_another_site_changes_anything_with_somebodys_session() throws Exception {
    String cookie = host.send(host.to("/?token=" + TOKEN))
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .split(";")[0];
    for (String route : routes()) {
      String path = route.substring(route.indexOf(' ') + 1);
      if (route.startsWith("GET") || path.startsWith("/receivers/") || path.startsWith("/health")) {
        continue;
      }
      boolean form = OPEN.contains(path);
      var without = ask(route, "Cookie", cookie, "Sec-Fetch-Site", "cross-site");
      assertThat(without.statusCode()).as(route).isIn(form ? List.of(403) : List.of(401, 403));
      var foreign =
          ask(route, "Cookie", cookie, "X-Host-Request", "1", "Origin", "https://evil.example");
      assertThat(foreign.statusCode()).as(route + " from elsewhere").isEqualTo(403);
    }
  }

  @Test
  void every_answer_has_the_headers_that_keep_browsers_safe_and_none_that_opens_it()
      throws Exception {
    for (String route : routes()) {
      if (route.endsWith("/live") || route.contains("/receivers/")) {
        // one never ends, the others take their time as receivers do
        continue;
      }
      var answer = ask(route, "Authorization", "Bearer " + TOKEN);
      var headers = answer.headers().map();
      assertThat(headers).as(route).containsKeys("content-security-policy", "x-frame-options");
      assertThat(answer.headers().firstValue("X-Content-Type-Options"))
          .as(route)
          .hasValue("nosniff");
      assertThat(headers.keySet()).as(route).noneMatch(name -> name.startsWith("access-control-"));
    }
  }

  @Test
  void settings_that_somebody_else_changed_meanwhile_are_not_overwritten() throws Exception {
    var answer = host.send(host.to("/api/plugins/dummy/settings")
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json")
        .header("If-Match", "\"seen-long-ago\"")
        .PUT(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(host.get("/api/plugins/dummy/settings").headers().firstValue("ETag"))
        .isPresent();
  }

  @Test
  void who_came_in_and_who_was_refused_is_recorded_without_a_token() throws Exception {
    host.send(host.to("/?token=" + TOKEN));
    host.send(host.to("/?token=wrong-one"));
    host.send(host.to("/plugins/dummy/lifecycle")
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("action=restart")));

    var entries = host.get("/api/audit").body();
    assertThat(entries)
        .contains("\"sign-in\"", "\"sign-in-refused\"", "\"plugin-restart\"", "127.0.0.1")
        .doesNotContain(TOKEN, "wrong-one");
    assertThat(Files.readString(temp.resolve("data").resolve(AuditFile.NAME)).lines())
        .allMatch(line -> line.startsWith("{\"at\":\"") && line.endsWith("}"));
  }
}
