package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.aRequest;
import static io.github.webhookplugin.rendering.Samples.aService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.TimeFormat;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies over several events, as {@link HostileTemplatesTest} and {@link TagSoupTest} have those over one. */
class HostileBatchesTest {
  private static final String SIGN = "t=1,v1=c2ln/+==";
  private static final String BOUNDS = ".*(2,097,152 characters|16,000,000 steps).*";

  @Test
  void W_46_X_13_what_a_receiver_reads_of_many_events_is_what_the_host_said_of_each() {
    Hunt.each(Hunt.USUAL, WrittenBatch::of, HostileBatchesTest::assertRead);
  }

  @Test
  void W_46_X_13_a_body_over_many_events_that_may_be_saved_is_json_when_it_is_sent() {
    Hunt.each(Hunt.USUAL, HostileBatchesTest::soup, HostileBatchesTest::assertJson);
  }

  @Test
  @Tag("long")
  void all_of_it_very_often() {
    Hunt.each(Hunt.LONG, WrittenBatch::of, HostileBatchesTest::assertRead);
    Hunt.each(Hunt.LONG, HostileBatchesTest::soup, HostileBatchesTest::assertJson);
  }

  @Test
  void enough_of_what_does_not_fit_together_may_be_saved() {
    var saved = new ArrayList<TagSoup>();
    Hunt.each(Hunt.USUAL, HostileBatchesTest::soup, soup -> {
      if (errors(soup.template()).isEmpty()) {
        saved.add(soup);
      }
    });

    assertThat(saved).hasSizeGreaterThan(50);
  }

  private static void assertRead(WrittenBatch batch) {
    assertThat(errors(batch.template())).isEmpty();
    var template = Template.compile(Place.BODY, batch.template());
    var events = batch.events().stream().map(WrittenBatch.Of::event).toList();

    Optional<String> marked = rendered(template, events, UnaryOperator.identity());

    assertThat(rendered(template, events, event -> EventModel.fromJson(event.toJson())))
        .isEqualTo(marked);
    marked.ifPresent(text ->
        Meaning.assertMeans(StrictJson.parse(sent(text)), batch.meant(meaning(batch), SIGN)));
  }

  private static String sent(String marked) {
    byte[] filled = SignMarks.filled(SignMarks.bytes(marked), SIGN, "17");
    return new String(filled, StandardCharsets.UTF_8);
  }

  /** Empty: refused for its size or its work, which a template may well be. */
  private static Optional<String> rendered(
      Template template, List<NotificationEvent> events, UnaryOperator<EventModel> way) {
    var models = new ArrayList<EventModel>();
    for (NotificationEvent event : events) {
      models.add(way.apply(EventModel.of(event, "evt-" + models.size(), Samples.TIME)));
    }
    var first = models
        .get(0)
        .forDelivery(aService(aRequest("{}"), TimeFormat.ISO), "d", Samples.SENT, "")
        .marked();
    try {
      return Optional.of(template.render(BatchModel.of(models, first)));
    } catch (RenderException e) {
      if (e.isNotJson()) {
        throw e;
      }
      assertThat(e.sentence()).matches(BOUNDS);
      return Optional.empty();
    }
  }

  private static Meaning meaning(WrittenBatch batch) {
    var events = new ArrayList<Object>();
    for (WrittenBatch.Of one : batch.events()) {
      var event = new LinkedHashMap<String, Object>();
      event.put("title", Meaning.whole(one.title()));
      event.put("message", "");
      event.put("type", "task.finished");
      event.put("data", Meaning.received(one.event().data()));
      events.add(event);
    }
    return Meaning.of(Map.of(
        "events",
        events,
        "eventCount",
        BigDecimal.valueOf(events.size()),
        "sign",
        SIGN,
        "service",
        Map.of("name", "Ops")));
  }

  /** Pieces that need not fit together, mostly around the events. */
  private static TagSoup soup(Hostile hostile) {
    TagSoup soup = hostile.oneIn(2) ? TagSoup.of(hostile) : TagSoup.ofConditions(hostile);
    if (hostile.oneIn(4)) {
      return soup;
    }
    var pieces = new ArrayList<>(soup.pieces());
    pieces.add(0, hostile.oneOf(List.of("[{{#events}}", "{{#events}}", "{\"all\": [{{#events}}")));
    pieces.add(hostile.oneOf(
        List.of(",{{/events}}]", "{{^last}},{{/last}}{{/events}}]", "{{/events}}]}")));
    return new TagSoup(pieces, soup.title(), soup.data());
  }

  private static void assertJson(TagSoup soup) {
    if (!errors(soup.template()).isEmpty()) {
      return;
    }
    var template = Template.compile(Place.BODY, soup.template());
    var event = NotificationEvent.of("task.finished")
        .title(soup.title())
        .data(soup.data())
        .build();
    for (int count = 1; count <= 5; count++) {
      try {
        rendered(template, Collections.nCopies(count, event), UnaryOperator.identity())
            .ifPresent(text -> StrictJson.parseAny(sent(text)));
      } catch (RenderException e) {
        assertThat(e.isNotJson() && warnsOfLists(soup.template()))
            .as(e.sentence())
            .isTrue();
      }
    }
  }

  private static boolean warnsOfLists(String body) {
    return TemplateCheck.checkTogether("/batchBody", body).stream()
        .anyMatch(
            finding -> finding.message().startsWith("Not valid JSON with lists of two items"));
  }

  private static List<TemplateFinding> errors(String body) {
    return TemplateCheck.checkTogether("/batchBody", body).stream()
        .filter(finding -> finding.severity() == TemplateFinding.Severity.ERROR)
        .toList();
  }
}
