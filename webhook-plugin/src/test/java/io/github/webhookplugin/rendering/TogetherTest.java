package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.TemplateFinding.Severity.ERROR;
import static io.github.webhookplugin.rendering.TemplateFinding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.Shaping.Batching;
import io.github.webhookplugin.model.Shaping.Digest;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies over several events: what they see, and what is checked when they are saved. */
class TogetherTest {
  private static final String POINTER = "/batchBody";
  private static final Instant MORNING = Instant.parse("2026-11-21T08:15:30.123Z");

  @ParameterizedTest
  @ValueSource(strings = {Batching.DEFAULT_BODY, Digest.DEFAULT_BODY})
  void the_default_bodies_are_fine(String body) {
    assertThat(TemplateCheck.checkTogether(POINTER, body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{{#events}}{\"t\": \"{{title}}\", \"who\": \"{{actor.name}}\", \"d\": {{data.deep.x}}},{{/events}}]",
        "{\"n\": {{eventCount}}, \"id\": \"{{deliveryId}}\", \"at\": \"{{sentAt}}\", \"by\": \"{{service.name}}\","
            + " \"e\": [{{#events}}{{#first}}{{json type}}{{/first}}{{/events}}]}",
        "{\"text\": \"{{#events}}{{index}}: {{title}}{{^last}}, {{/last}}{{/events}}\"}",
        "{\"first\": {{#events}}{{#first}}\"{{title}}\"{{/first}}{{/events}}}",
        "[{{#events}}[{{#recipients}}\"{{name}} {{id}}\",{{/recipients}}],{{/events}}]",
        "[{{#events}}{{#data.rows}}{\"k\": {{key}}, \"of\": \"{{title}}\", \"by\": \"{{service.id}}\"},{{/data.rows}}{{/events}}]"
      })
  void finds_nothing_wrong_with_a_good_body(String body) {
    assertThat(TemplateCheck.checkTogether(POINTER, body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\": {{#events}}\"{{title}}\"{{/events}}}|Expected “,” or “}”",
        "{\"e\": [{{#events}}{\"a\": \"{{title}}\" \"b\": 1}{{/events}}]}|Expected “,” or “}”",
        "[{{#events}}\"{{title}}\"{{/events}}]|Expected “,” or “]”",
        "{\"n\": {{eventCount}}}|shows no event",
        "[{{#events}}\"{{title}}\"]|not closed",
        "~ ~|Enter the body"
      })
  void a_body_that_breaks_with_one_event_or_with_several_cannot_be_saved(
      String body, String sentence) {
    assertThat(TemplateCheck.checkTogether(POINTER, body)).anySatisfy(finding -> {
      assertThat(finding.severity()).isEqualTo(ERROR);
      assertThat(finding.pointer()).isEqualTo(POINTER);
      assertThat(finding.message()).contains(sentence);
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"t\": \"{{title}}\", \"e\": [{{#events}}{{json title}},{{/events}}]}|{{title}} is an event's own. Put it between {{#events}} and {{/events}}.",
        "{\"t\": \"{{data.x}}\", \"e\": [{{#events}}{{json title}},{{/events}}]}|{{data.x}} is an event's own.",
        "[{{#events}}{{json titel}},{{/events}}]|Did you mean {{title}}?",
        "{\"n\": {{eventcount}}, \"e\": [{{#events}}{{json title}},{{/events}}]}|Did you mean {{eventCount}}?"
      })
  void a_name_that_is_not_known_there_is_worth_a_warning(String body, String sentence) {
    assertThat(TemplateCheck.checkTogether(POINTER, body)).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.message()).contains(sentence);
    });
  }

  @Test
  void the_body_of_one_event_knows_no_list_of_events() {
    assertThat(TemplateCheck.check(Samples.aRequest("[{{#events}}1{{/events}}]")))
        .anySatisfy(finding -> assertThat(finding.message()).contains("Unknown variable"));
  }

  @Test
  void each_event_has_its_own_variables_in_the_times_of_the_service() {
    String body =
        "[{{#events}}\"{{title}} {{time}} {{timeSeconds}} {{actor.name}} {{subTitle}}\",{{/events}}]";

    assertThat(render(body, event("a", new Person("1", "Ann")), event("b", null)))
        .isEqualTo("[\"a 1795248930123 1795248930 Ann \",\"b 1795248930123 1795248930  \" ]");
  }

  @Test
  void a_batch_may_be_longer_than_a_single_body() {
    var long200 = event("x".repeat(200_000), null);

    assertThat(render("[{{#events}}{{json title}},{{/events}}]", long200, long200, long200))
        .hasSizeGreaterThan(600_000);
    var many = Collections.nCopies(11, long200).toArray(EventModel[]::new);
    assertThatThrownBy(() -> render("[{{#events}}{{json title}},{{/events}}]", many))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("2,097,152 characters of these events");
  }

  private static EventModel event(String title, Person actor) {
    var event = NotificationEvent.of("t").title(title).data(Map.of("x", 1));
    if (actor != null) {
      event.actor(actor);
    }
    return EventModel.of(event.build(), "e", MORNING);
  }

  private static String render(String body, EventModel... events) {
    var sending = new WebhookService.Sending(null, null, null, TimeFormat.EPOCH_MILLIS, 8);
    var service = new WebhookService(
        ServiceId.random(),
        new WebhookService.Label("Sink", ""),
        true,
        new RequestTemplate(HttpMethod.POST, "https://h/", List.of(), List.of(), "{}"),
        new ResponseCheck.Success(),
        sending,
        new Shaping(List.of(), null, new Batching(10, Duration.ZERO, body), null, false),
        FailureRules.DEFAULT);
    byte[] rendered = ServiceTemplates.compile(service, "1")
        .body(BatchModel.of(List.of(events), events[0].forDelivery(service, "id", MORNING, "")));
    return new String(rendered, StandardCharsets.UTF_8);
  }
}
