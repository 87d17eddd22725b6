package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.aRequest;
import static io.github.webhookplugin.rendering.Samples.aService;
import static io.github.webhookplugin.rendering.Samples.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.RequestTemplate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Templates that make no sense: refused when they are saved, or harmless when they are sent. */
class TagSoupTest {
  private static final String BOUNDS =
      ".*(262,144 characters|2,000,000 steps|longer than 8 KiB|more than 32 KiB).*";
  private static final String ADDRESS = ".*(address is not valid|path segment “\\.”).*";

  @Test
  void X_13_a_body_that_may_be_saved_is_json_when_it_is_sent() {
    Hunt.each(Hunt.USUAL, TagSoup::of, TagSoupTest::assertBody);
  }

  @Test
  void X_13_conditions_that_may_be_saved_leave_json_when_they_are_sent() {
    Hunt.each(Hunt.USUAL, TagSoup::ofConditions, TagSoupTest::assertBody);
  }

  @Test
  void X_12_a_header_that_may_be_saved_is_one_line_when_it_is_sent() {
    Hunt.each(Hunt.USUAL, TagSoup::of, TagSoupTest::assertHeader);
  }

  @Test
  void an_address_that_may_be_saved_keeps_its_host_when_it_is_sent() {
    Hunt.each(Hunt.USUAL, TagSoup::of, TagSoupTest::assertAddress);
  }

  @Test
  @Tag("long")
  void all_of_it_very_often() {
    Hunt.each(Hunt.LONG, TagSoup::of, TagSoupTest::assertBody);
    Hunt.each(Hunt.LONG, TagSoup::ofConditions, TagSoupTest::assertBody);
    Hunt.each(Hunt.LONG, TagSoup::of, TagSoupTest::assertHeader);
    Hunt.each(Hunt.LONG, TagSoup::of, TagSoupTest::assertAddress);
  }

  private static void assertBody(TagSoup soup) {
    var request = aRequest(soup.template());
    if (maySave(request)) {
      try {
        byte[] body = templates(request).body(soup.model().marked());
        byte[] sent = SignMarks.filled(body, "v1,c2ln", "17");
        StrictJson.parseAny(new String(sent, StandardCharsets.UTF_8));
      } catch (RenderException e) {
        boolean warned = e.isNotJson() && warnsOfLists(request);
        assertThat(warned || e.sentence().matches(BOUNDS)).as(e.sentence()).isTrue();
      }
    }
  }

  private static void assertHeader(TagSoup soup) {
    var request =
        aRequest("https://h.example/", List.of(named("X-Soup", soup.template())), List.of());
    if (maySave(request)) {
      try {
        Header header = header(templates(request).headers(soup.model()));
        assertThat(header.value())
            .doesNotContainPattern("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\u2028\u2029]");
        byte[] wire = header.value().getBytes(StandardCharsets.UTF_8);
        assertThat(new String(wire, StandardCharsets.UTF_8)).isEqualTo(header.value());
      } catch (RenderException e) {
        assertThat(e.sentence()).matches(BOUNDS);
      }
    }
  }

  private static void assertAddress(TagSoup soup) {
    var query = List.of(named("q", soup.template()), named("e", "{{title}}"));
    var request = aRequest("https://h.example/in/" + soup.template(), List.of(), query);
    if (maySave(request)) {
      try {
        var url = URI.create(templates(request).url(soup.model()));
        assertThat(url.getScheme() + "://" + url.getRawAuthority()).isEqualTo("https://h.example");
        assertThat(url.getRawPath()).startsWith("/in/");
        assertThat(url.toString()).matches("\\p{ASCII}+");
        String last = url.getRawQuery().substring(url.getRawQuery().lastIndexOf('&') + 1);
        assertThat(last).matches("e=[A-Za-z0-9._~%-]*");
        assertThat(PercentText.decode(last.substring(2))).isEqualTo(Meaning.whole(soup.title()));
      } catch (RenderException e) {
        assertThat(e.sentence()).matches(BOUNDS + "|" + ADDRESS);
      }
    }
  }

  /** A condition that finds a list of several items is the one thing that only a warning tells of. */
  private static boolean warnsOfLists(RequestTemplate request) {
    return TemplateCheck.check(request).stream()
        .anyMatch(
            finding -> finding.message().startsWith("Not valid JSON with lists of two items"));
  }

  private static boolean maySave(RequestTemplate request) {
    return TemplateCheck.check(request).stream()
        .noneMatch(finding -> finding.severity() == TemplateFinding.Severity.ERROR);
  }

  private static ServiceTemplates templates(RequestTemplate request) {
    return ServiceTemplates.compile(aService(request), "1");
  }

  private static Header header(List<Header> headers) {
    Optional<Header> own =
        headers.stream().filter(header -> header.name().equals("X-Soup")).findFirst();
    return own.orElseThrow();
  }
}
