package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsReader;
import io.github.webhookplugin.verdict.Judge;
import io.github.webhookplugin.verdict.Tries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the shipped presets make of the answers that their receivers give: a table for each, in {@code answers}. */
class AnswerTablesTest {
  private static final Path TABLES =
      Path.of("src/test/resources/io/github/webhookplugin/answers").toAbsolutePath();
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line of a table. */
  private record Line(
      String preset,
      int status,
      String headers,
      String body,
      int before,
      String verdict,
      String millis,
      String words) {
    static Line of(String preset, String line) {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(preset + ": " + line).hasSize(7);
      return new Line(
          preset,
          Integer.parseInt(cells[0].strip()),
          cells[1].strip(),
          cells[2].strip().translateEscapes(),
          Integer.parseInt(cells[3].strip()),
          cells[4].strip(),
          cells[5].strip(),
          cells[6].strip());
    }
  }

  @TestFactory
  Stream<DynamicTest> P_01_to_P_16_each_preset_reads_its_receivers_answers_rightly()
      throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (String preset : presets()) {
      Judge judge = judge(preset);
      for (String line : Files.readAllLines(TABLES.resolve(preset + ".txt"))) {
        if (!line.startsWith("#") && !line.isBlank()) {
          var expected = Line.of(preset, line);
          tests.add(DynamicTest.dynamicTest(preset + " " + line, () -> judged(judge, expected)));
        }
      }
    }
    return tests.stream();
  }

  @Test
  void every_preset_with_rules_has_a_table() throws IOException {
    var tables = presets();

    for (JsonNode preset : JSON.readTree(resource("presets")).findValues("presets")) {
      for (JsonNode name : preset) {
        if (JSON.readTree(resource(name.asText())).path("service").has("rules")) {
          assertThat(tables).contains(name.asText());
        }
      }
    }
  }

  @Test
  void X_45_status_200_alone_never_counts_where_the_receiver_says_no_with_200() throws IOException {
    for (String preset :
        List.of("dingtalk-robot", "dingtalk-flow", "feishu", "wecom", "slack", "telegram")) {
      for (String body : List.of("", "{}", "<html>ok</html>", "{\"errcode\":99,\"code\":99}")) {
        var answer = new Answer.Response(200, List.of(), body, false);
        var verdict = judge(preset)
            .judge(answer, Tries.NONE, NOW, UnaryOperator.identity())
            .verdict();

        assertThat(verdict).as(preset + " " + body).isNotInstanceOf(Verdict.Delivered.class);
      }
    }
  }

  private static void judged(Judge judge, Line line) {
    var headers = new ArrayList<Header>();
    if (!line.headers().isEmpty()) {
      String[] header = line.headers().split(":", 2);
      headers.add(new Header(header[0], header[1].strip()));
    }
    var answer = new Answer.Response(line.status(), headers, line.body(), false);
    var before = new Tries(line.before(), line.before());

    var verdict = judge.judge(answer, before, NOW, UnaryOperator.identity()).verdict();

    assertThat(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .as(verdict.reason())
        .isEqualTo(line.verdict());
    assertThat(verdict.reason()).contains(line.words());
    if (!line.millis().isEmpty()) {
      assertThat(waitOf(verdict)).isEqualTo(Duration.ofMillis(Long.parseLong(line.millis())));
    }
  }

  private static Duration waitOf(Verdict verdict) {
    return verdict instanceof Verdict.Throttled throttled
        ? throttled.atLeast()
        : ((Verdict.Retry) verdict).atLeast();
  }

  private static List<String> presets() throws IOException {
    try (var tables = Files.list(TABLES)) {
      return tables
          .map(table -> table.getFileName().toString().replace(".txt", ""))
          .sorted()
          .toList();
    }
  }

  /** The judge of a service that has the preset's check and rules. */
  private static Judge judge(String preset) throws IOException {
    ObjectNode service = JSON.createObjectNode().put("name", "A").put("url", "https://a.example/");
    JsonNode shipped = JSON.readTree(resource(preset)).path("service");
    for (String field : List.of("check", "rules")) {
      if (shipped.has(field)) {
        service.set(field, shipped.get(field));
      }
    }
    var reader = new SettingsReader(template -> List.of());
    Map<String, Object> document =
        reader.parse(service.toString().getBytes(StandardCharsets.UTF_8));
    Result read = reader.addService(document, Settings.INITIAL);
    assertThat(read).isInstanceOf(Result.Accepted.class);
    return Judge.of(((Result.Accepted) read).settings().services().get(0));
  }

  private static byte[] resource(String preset) throws IOException {
    try (var file = AnswerTablesTest.class.getResourceAsStream("presets/" + preset + ".json")) {
      assertThat(file).as("preset " + preset).isNotNull();
      return file.readAllBytes();
    }
  }
}
