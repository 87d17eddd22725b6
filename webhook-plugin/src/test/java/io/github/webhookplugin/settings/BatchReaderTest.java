package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.document;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static io.github.webhookplugin.settings.Documents.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.Shaping.Batching;
import io.github.webhookplugin.model.Shaping.Digest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a service says which events go into one request. */
class BatchReaderTest {
  private static final SettingsReader CHECKING = new SettingsReader(CheckedTemplates.RULES);
  private static final String BODY = "[{{#events}}{{json title}},{{/events}}]";

  @Test
  void every_event_has_its_own_request_unless_the_service_says_otherwise() {
    assertThat(only(withService("{'name': 'A', 'url': 'https://a.example/'}")).shaping())
        .isEqualTo(Shaping.NONE);
  }

  @Test
  void w46_size_wait_and_body_of_batches_are_read_and_written_back() {
    var settings = withService("""
        {'name': 'A', 'url': 'https://a.example/', 'batchSize': 10, 'batchWait': 2.5, 'batchBody': '%s'}""".formatted(BODY));

    assertThat(only(settings).shaping().batching())
        .isEqualTo(new Batching(10, Duration.ofMillis(2_500), BODY));
    assertThat(ServiceDocument.of(only(settings), new PublicVeil(secret -> "")))
        .containsEntry("batchSize", 10)
        .containsEntry("batchBody", BODY)
        .containsEntry("digest", null)
        .extractingByKey("batchWait")
        .hasToString("2.5");
  }

  @Test
  void a_digest_is_read() {
    var problems = new Problems();
    var fields = new Fields(
        document("{'rate': {'count': 20, 'per': 'minute'}, 'digest': {'body': '" + BODY + "'}}"),
        "",
        problems);

    assertThat(new BatchReader(CheckedTemplates.RULES).digest(fields))
        .isEqualTo(new Digest(Digest.DEFAULT_SIZE, BODY));
    assertThat(problems.any()).isFalse();
  }

  @Test
  void all_mistakes_are_told_at_once() {
    List<SettingsProblem> problems = refused(CHECKING.addService(document("""
        {'name': 'A', 'url': 'https://a.example/', 'batchSize': 501, 'batchWait': -1,
         'batchBody': '[{{#events}}{{json title}}{{/events}}]',
         'digest': {'maxEvents': 1, 'body': '{}', 'size': 3}}"""), Settings.INITIAL));

    assertThat(problems)
        .extracting(SettingsProblem::pointer)
        .containsExactlyInAnyOrder(
            "/batchSize",
            "/batchWait",
            "/batchBody",
            "/digest/size",
            "/digest",
            "/digest",
            "/digest/maxEvents",
            "/digest/body");
  }

  @Test
  void a_digest_needs_a_rate() {
    assertThat(refused(CHECKING.addService(
            document("{'name': 'A', 'url': 'https://a.example/', 'digest': {}}"),
            Settings.INITIAL)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("Set a rate"));
  }

  @Test
  void what_is_probably_not_as_meant_in_a_batch_body_is_a_warning() {
    var service = only(
        withService(
            "{'name': 'A', 'url': 'https://a.example/', 'batchSize': 5, 'batchBody': '[{{#events}}{{json titel}},{{/events}}]'}"));

    assertThat(CheckedTemplates.warnings(service)).singleElement().satisfies(warning -> {
      assertThat(warning.pointer()).isEqualTo("/batchBody");
      assertThat(warning.message()).contains("Did you mean {{title}}?");
    });
  }
}
