package io.github.webhookplugin.host;

import static io.github.webhookplugin.host.RunningHost.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What a browser gets of a plugin that the host has never heard of. */
class PluginPagesTest extends OpenHost {
  @Override
  String[] options() {
    return new String[] {"--token-of", "viewer=vi"};
  }

  @Test
  void a_page_comes_in_the_shell_and_a_part_of_it_bare() throws Exception {
    Document page = Jsoup.parse(browse("/plugins/dummy/page").body());
    var part = host.send(signedIn("/plugins/dummy/page").header("HX-Request", "true"));

    assertThat(page.title()).isEqualTo("Bells · Demo host");
    assertThat(page.select("h1").text()).isEqualTo("Bells 1.2.3");
    assertThat(page.select("#plugin-body").text()).isEqualTo("Bells of admin");
    assertThat(page.select(".sidenav a[aria-current]").text()).isEqualTo("Bells");
    assertThat(page.select(".nav-user").text()).contains("admin");
    assertThat(part.body()).isEqualTo("<h2>Bells of admin</h2>");
  }

  @Test
  void the_list_shows_each_plugin_and_offers_what_the_user_may_do() throws Exception {
    Document page = Jsoup.parse(browse("/plugins").body());

    assertThat(page.select("h1").text()).isEqualTo("Plugins");
    assertThat(page.select(".plugin-row h2 a").attr("href")).isEqualTo("/plugins/dummy");
    assertThat(page.select(".badge").text()).isEqualTo("Running");
    assertThat(page.select("#menu-dummy button").eachText())
        .containsExactly("Restart", "Stop", "Remove…");

    Document looked = Jsoup.parse(
        host.send(host.to("/plugins").header("Authorization", "Bearer vi")).body());
    assertThat(looked.select(".badge").text()).isEqualTo("Running");
    assertThat(looked.select("[hx-post]")).isEmpty();
  }

  @Test
  void settings_are_shown_and_saved_with_the_header_that_only_our_pages_send() throws Exception {
    String session = "host-demo-" + host.host.base().replaceAll(".*:", "") + "=";
    String cookie = host.send(host.to("/?token=" + TOKEN))
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .split(";")[0];
    assertThat(cookie).startsWith(session);
    var change = host.to("/plugins/dummy/settings")
        .header("Cookie", cookie)
        .header("HX-Request", "true")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("volume=7"));

    assertThat(host.send(change).statusCode()).isEqualTo(403);
    var saved = host.send(change.header("X-Host-Request", "1"));

    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(saved.headers().firstValue("HX-Trigger").orElseThrow()).contains("settingsChanged");
    assertThat(Jsoup.parse(browse("/plugins/dummy/settings").body())
            .select("#s-volume")
            .val())
        .isEqualTo("7");
  }

  @Test
  void a_failure_is_a_page_for_a_browser_and_data_for_everybody_else() throws Exception {
    var gone = browse("/plugins/other");
    var failed = browse("/plugins/dummy/crash");

    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(Jsoup.parse(gone.body()).select("h1").text()).isEqualTo("There is no such page");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).contains("Something went wrong").doesNotContain("secret/internals");
    assertThat(host.get("/plugins/other").headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(
            host.send(signedIn("/plugins/other").header("HX-Request", "true")).body())
        .contains("\"status\":404");
  }

  @Test
  void the_page_of_a_plugin_that_is_stopped_says_so_and_starts_it() throws Exception {
    host.host.stop("dummy");

    var answer = browse("/plugins/dummy");
    Document page = Jsoup.parse(answer.body());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(page.select("h1").text()).isEqualTo("Bells is not running");
    assertThat(page.select("#start-plugin").attr("hx-post")).isEqualTo("/plugins/dummy/lifecycle");
    Document list = Jsoup.parse(browse("/plugins").body());
    assertThat(list.select(".plugin-row h2").text()).isEqualTo("Bells 1.2.3");
    assertThat(list.select("#menu-dummy button").eachText()).containsExactly("Start", "Remove…");
    var started = host.send(signedIn("/plugins/dummy/lifecycle")
        .header("HX-Request", "true")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("action=start")));
    assertThat(started.headers().firstValue("HX-Refresh")).hasValue("true");
    assertThat(browse("/plugins/dummy/page").statusCode()).isEqualTo(200);
  }

  @Test
  void the_kits_files_are_open_zipped_and_kept() throws Exception {
    String address =
        Jsoup.parse(browse("/plugins").body()).select("script").last().attr("src");

    var file = host.send(host.to(address).header("Accept-Encoding", "gzip"));
    String etag = file.headers().firstValue("ETag").orElseThrow();

    assertThat(address).startsWith("/kit/kit.js?v=");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(host.send(host.to("/kit/kit.js").header("If-None-Match", etag)).statusCode())
        .isEqualTo(304);
    assertThat(host.send(host.to("/kit/other.js")).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> browse(String path) throws Exception {
    return host.send(signedIn(path).header("Accept", "text/html,application/xhtml+xml"));
  }

  private HttpRequest.Builder signedIn(String path) {
    return host.to(path).header("Authorization", "Bearer " + TOKEN);
  }
}
