package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming in with a browser: the sign-in page, sessions, and what a session may do. */
class SignInTest extends OpenHost {
  @Override
  String[] options() {
    return new String[] {"--token-of", "viewer=look", "--token-of=editor=edit"};
  }

  @Test
  void a_browser_is_led_to_the_sign_in_page_and_back() throws Exception {
    var page = host.to("/plugins/dummy/a%20b?q=1").header("Accept", "text/html,*/*");

    assertThat(host.send(page).headers().firstValue("Location"))
        .hasValue("/sign-in?to=%2Fplugins%2Fdummy%2Fa%2520b%3Fq%3D1");

    var form = host.send(host.to("/sign-in?to=%2Fplugins%2Fdummy%2Fx%3Fq%3D1"));
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body())
        .contains("<label for=\"token\">Token</label>", "value=\"/plugins/dummy/x?q=1\"")
        .doesNotContain("style=", "<script>");

    var in = signIn(TOKEN, "/plugins/dummy/x?q=1");
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("Location")).hasValue("/plugins/dummy/x?q=1");
    assertThat(host.send(host.to("/plugins/dummy/x?q=1").header("Cookie", cookie(in)))
            .body())
        .isEqualTo("GET x 1 0 admin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
        "/a b"
      })
  void it_leads_to_no_other_site(String to) throws Exception {
    assertThat(signIn(TOKEN, to).headers().firstValue("Location")).hasValue("/");
  }

  @Test
  void a_wrong_token_is_said_on_the_page() throws Exception {
    var answer = signIn("<b>wrong", "/");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .contains("role=\"alert\"", "This is not a token of this host")
        .doesNotContain("<b>wrong");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void after_ten_wrong_tokens_an_address_waits_whichever_way_it_shows_them() throws Exception {
    String session = cookie(signIn(TOKEN, "/"));
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("wrong", "/").statusCode()).isEqualTo(401);
      assertThat(host.send(host.to("/api/plugins").header("Authorization", "Bearer wrong"))
              .statusCode())
          .isEqualTo(401);
    }

    var page = signIn(TOKEN, "/");
    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 61L);
    assertThat(page.body()).contains("Too many wrong tokens");
    assertThat(host.get("/api/plugins").statusCode()).isEqualTo(429);
    assertThat(host.send(host.to("/?token=" + TOKEN)).statusCode()).isEqualTo(429);
    assertThat(host.send(host.to("/plugins/dummy/x").header("Cookie", session)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void each_sign_in_has_a_session_of_its_own_which_ends_when_somebody_signs_out() throws Exception {
    String one = cookie(signIn(TOKEN, "/"));
    String other = cookie(signIn(TOKEN, "/"));
    assertThat(one).isNotEqualTo(other);

    var out = host.send(host.to("/sign-out").header("Cookie", one).POST(BodyPublishers.noBody()));

    assertThat(out.headers().firstValue("Location")).hasValue("/sign-in");
    assertThat(host.send(host.to("/plugins/dummy/x").header("Cookie", one)).statusCode())
        .isEqualTo(401);
    assertThat(host.send(host.to("/plugins/dummy/x").header("Cookie", other)).statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/plugins/dummy/x, 1, -, 201",
        "/plugins/dummy/x, 1, own, 201",
        "/plugins/dummy/x, 1, https://evil.example, 403",
        "/plugins/dummy/x, 1, null, 403",
        "/plugins/dummy/x, -, -, 403",
        "/plugins/dummy/x, 0, own, 403",
        "/api/plugins/dummy/v1/x, 1, own, 201",
        "/api/plugins/dummy/v1/x, 1, https://evil.example, 403",
        "/api/plugins/dummy/v1/x, -, -, 401"
      })
  void a_session_makes_changes_only_for_a_page_of_this_host(
      String path, String header, String origin, int status) throws Exception {
    var request = host.to(path).header("Cookie", cookie(signIn(TOKEN, "/")));
    if (header != null) {
      request.header("X-Host-Request", header);
    }
    if (origin != null) {
      request.header("Origin", origin.equals("own") ? host.host.base() : origin);
    }

    assertThat(host.send(request.POST(BodyPublishers.ofString("x"))).statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, null, 403",
    "same-site, null, 403",
    "same-origin, null, 303",
    ", null, 403"
  })
  void a_form_of_another_site_signs_nobody_in(String site, String origin, int status)
      throws Exception {
    var request = form("/sign-in", "token=" + TOKEN).header("Origin", origin);
    if (site != null) {
      request.header("Sec-Fetch-Site", site);
    }

    assertThat(host.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void a_role_is_told_to_the_plugin_and_recorded_with_changes() throws Exception {
    assertThat(as("look", "GET", "/plugins/dummy/may", "").body()).isEqualTo("viewer VIEW");
    assertThat(as("edit", "GET", "/plugins/dummy/may", "").body())
        .isEqualTo("editor EDIT,REPLAY,TEST,VIEW");

    var refused = as("look", "PUT", "/api/plugins/dummy/settings", "{\"volume\":7}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("signed in as viewer");
    assertThat(as("look", "POST", "/api/events", "{\"type\":\"x\"}").statusCode())
        .isEqualTo(403);

    assertThat(
            as("edit", "PUT", "/api/plugins/dummy/settings", "{\"volume\":7}").body())
        .contains("\"changedBy\":\"editor\"");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "-|-|en",
        "-|zh-CN,zh;q=0.9,en;q=0.8|zh-CN",
        "-|fr, zh;q=0.5|zh-CN",
        "-|en-GB, zh|en",
        "-|zh;q=0, en|en",
        "-|;;;|en",
        "zh-CN|en|zh-CN",
        "xx|zh|zh-CN"
      })
  void the_language_is_the_one_chosen_or_the_browsers(String cookie, String header, String tag)
      throws Exception {
    var request = host.to("/plugins/dummy/language").header("Authorization", "Bearer " + TOKEN);
    if (cookie != null) {
      request.header("Cookie", "lang=" + cookie);
    }
    if (header != null) {
      request.header("Accept-Language", header);
    }

    assertThat(host.send(request).body()).isEqualTo(tag + " /plugins/dummy false");
  }

  @Test
  void a_language_is_chosen_and_kept() throws Exception {
    var chosen = host.send(form("/language", "lang=zh-CN&to=%2Fplugins"));
    assertThat(chosen.headers().firstValue("Location")).hasValue("/plugins");
    assertThat(chosen.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(
            cookie -> assertThat(cookie).startsWith("lang=zh-CN; ").contains("Max-Age"));
    assertThat(host.send(host.to("/sign-in").header("Cookie", "lang=zh-CN")).body())
        .contains("<html lang=\"zh-CN\">", "登录");

    assertThat(host.send(form("/language", "lang=xx")).statusCode()).isEqualTo(422);
  }

  private HttpResponse<String> as(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    return host.send(host.to(path)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> signIn(String token, String to)
      throws IOException, InterruptedException {
    return host.send(form("/sign-in", "token=" + encoded(token) + "&to=" + encoded(to)));
  }

  private HttpRequest.Builder form(String path, String body) {
    return host.to(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }
}
