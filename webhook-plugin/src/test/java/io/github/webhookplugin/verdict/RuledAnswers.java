package io.github.webhookplugin.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rules as documents have them, and answers to ask them about. */
final class RuledAnswers {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final SettingsReader READER = new SettingsReader(template -> List.of());

  private RuledAnswers() {}

  /** A service with further fields, written in JSON; single quotes stand for double ones. */
  static WebhookService service(String fields) {
    return read(
        "{\"name\": \"A\", \"url\": \"https://a.example/\", " + fields.replace('\'', '"') + "}");
  }

  /** A service's whole document. */
  static WebhookService read(String json) {
    Result read =
        READER.addService(READER.parse(json.getBytes(StandardCharsets.UTF_8)), Settings.INITIAL);
    assertThat(read).isInstanceOf(Result.Accepted.class);
    return ((Result.Accepted) read).settings().services().get(0);
  }

  static Judge judge(String fields) {
    return Judge.of(service(fields));
  }

  static Decision decide(Judge judge, Answer answer) {
    return judge.judge(answer, Tries.NONE, NOW, UnaryOperator.identity());
  }

  /** An answer; its headers are written as lines with {@code ;;} between them. */
  static Answer.Response answer(int status, String headers, String text) {
    var lines = new ArrayList<Header>();
    for (String line : headers.isBlank() ? new String[0] : headers.split(" ;; ")) {
      int colon = line.indexOf(':');
      lines.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new Answer.Response(status, lines, text, false);
  }

  static Answer.Response answer(int status, String text) {
    return answer(status, "", text);
  }
}
