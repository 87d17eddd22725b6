package io.github.webhookplugin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKitTest {
  @ParameterizedTest
  @ValueSource(strings = {"kit.css", "kit.js", "theme.js", "htmx.min.js"})
  void a_file_is_kept_by_browsers_until_it_changes(String name) throws Exception {
    Asset asset = AdminKit.asset(name).orElseThrow();

    assertThat(asset.body()).isNotEmpty();
    assertThat(asset.etag()).matches("\"[0-9a-f]{16}\"");
    assertThat(asset.cacheControl(asset.version())).contains("immutable");
    assertThat(asset.cacheControl("older")).isEqualTo("no-cache");
    assertThat(asset.cacheControl(null)).isEqualTo("no-cache");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(asset.gzipped())).readAllBytes())
        .isEqualTo(asset.body());
  }

  @Test
  void there_is_nothing_else() {
    assertThat(AdminKit.asset("../kit_en.properties")).isEmpty();
    assertThat(AdminKit.asset("base.css")).isEmpty();
  }

  @Test
  void a_page_asks_for_the_version_it_was_made_for() {
    var page = Jsoup.parse(
        new Shell(Samples.around("/plugins", Locale.ENGLISH)).page("Plugins", "<h1>Plugins</h1>"));

    assertThat(page.select("script").eachAttr("src"))
        .contains("/kit/kit.js?v=" + AdminKit.asset("kit.js").orElseThrow().version());
  }

  /** The most that a first page may cost is 60 KB; the plugin's own part of it is about 20. */
  @Test
  void all_of_it_is_small() {
    int files = AdminKit.NAMES.stream()
        .mapToInt(name -> AdminKit.asset(name).orElseThrow().gzipped().length)
        .sum();
    var shell = new Shell(Samples.around("/plugins", Locale.ENGLISH)).page("Plugins", "");
    int page =
        new Asset("", shell.getBytes(java.nio.charset.StandardCharsets.UTF_8)).gzipped().length;

    assertThat(files + page).isLessThan(42_000);
  }

  @Test
  void every_icon_is_drawn() {
    var sprite = Jsoup.parse(Icons.sprite());

    assertThat(sprite.select("symbol").eachAttr("id"))
        .containsExactlyElementsOf(Icons.names().stream().map("i-"::concat).toList())
        .doesNotHaveDuplicates();
    assertThat(sprite.select("symbol")).allMatch(symbol -> symbol.childrenSize() > 0);
    assertThat(Icons.known("no-such-icon")).isEqualTo("plug");
  }
}
