package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.aRequest;
import static io.github.webhookplugin.rendering.Samples.aService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies of all kinds with hostile values: what a receiver reads is what the host said, or there is a reason why not. */
class HostileTemplatesTest {
  private static final String SIGN = "t=1,v1=c2ln/+==";

  @Test
  void A_35_X_13_what_a_receiver_reads_of_any_body_is_what_the_host_said() {
    Hunt.each(Hunt.USUAL, WrittenBody::of, HostileTemplatesTest::assertRead);
  }

  @Test
  @Tag("long")
  void A_35_X_13_what_a_receiver_reads_of_any_body_is_what_the_host_said_very_often() {
    Hunt.each(Hunt.LONG, WrittenBody::of, HostileTemplatesTest::assertRead);
  }

  private static void assertRead(WrittenBody body) {
    assertThat(errors(body.template())).isEmpty();
    var template = Template.compile(Place.BODY, body.template());
    EventModel model = EventModel.of(body.event(), "evt-1", Samples.TIME);

    Optional<String> marked = rendered(template, model);

    assertThat(rendered(template, EventModel.fromJson(model.toJson()))).isEqualTo(marked);
    marked.ifPresent(text -> {
      byte[] filled = SignMarks.filled(SignMarks.bytes(text), SIGN, "17");
      String sent = new String(filled, StandardCharsets.UTF_8);
      Meaning.assertMeans(StrictJson.parse(sent), body.meant(meaning(body)));
      assertStable(sent);
    });
  }

  /** Empty: refused for its size or its work, which a template may well be. */
  private static Optional<String> rendered(Template template, EventModel event) {
    var model = event.forDelivery(aService(aRequest("{}"), TimeFormat.ISO), "d", Samples.SENT, "");
    try {
      return Optional.of(template.render(model.marked()));
    } catch (RenderException e) {
      assertThat(e.sentence()).containsAnyOf("262,144 characters", "2,000,000 steps");
      return Optional.empty();
    }
  }

  private static Meaning meaning(WrittenBody body) {
    var root = new LinkedHashMap<String, Object>();
    root.put("title", Meaning.whole(body.title()));
    root.put("message", "");
    root.put("type", "task.finished");
    root.put("sign", SIGN);
    root.put("service", Map.of("name", "Ops"));
    root.put("data", Meaning.received(body.event().data()));
    return Meaning.of(root);
  }

  /** What fastjson is to give back unchanged is unchanged when it goes the same way again. */
  private static void assertStable(String sent) {
    try {
      String stable = FastjsonForm.inHashOrder(sent);
      StrictJson.parse(stable);
      assertThat(FastjsonForm.inHashOrder(stable)).isEqualTo(stable);
    } catch (RenderException e) {
      assertThat(e.sentence()).containsAnyOf("has the name", "same hash");
    }
  }

  private static List<TemplateFinding> errors(String body) {
    return TemplateCheck.check(aRequest(body)).stream()
        .filter(finding -> finding.severity() == TemplateFinding.Severity.ERROR)
        .toList();
  }
}
