package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the code says to people has a Chinese sentence: a new one without fails here. */
class SentencesCompleteTest {
  private static final List<String> ROOMS = List.of(
      "admin",
      "delivery",
      "dialects",
      "model",
      "pages",
      "presets",
      "publishing",
      "receiving",
      "rendering",
      "sending",
      "settings",
      "signing",
      "verdict");

  /** Classes whose sentences no page shows: they go to logs, hosts and files, or have texts of their own. */
  private static final Set<String> NOT_SHOWN = Set.of(
      "GlobalSchema", // has schema texts of its own
      "StoredSettings", // stops the start; the host's log has it
      "Notices", // for the host's listener
      "Turn", // for the host that publishes
      "Intake"); // the same

  /** Classes whose words stand inside of sentences. */
  private static final Set<String> PHRASES = Set.of(
      "ConditionTrace",
      "DeliveryQuery",
      "EventRoutes",
      "Found",
      "HistoryRoutes",
      "ImportRoutes",
      "JsonGrammar",
      "SelectionReader",
      "UrlRules",
      "WebhookPastRoutes",
      "WebhookQuery");

  /** Texts that are events' contents, or that only hosts and logs get. */
  private static final Set<String> NOT_SAID = Set.of(
      "1,204 rows arrived, 3 said \"later\".\nThe next run is at 03:00.",
      "The row {} names no service.",
      "; write it as {}");

  /** Products, and words of protocols, are called the same in both languages. */
  private static final Set<String> NAMES = Set.of(
      "Authorization: GenieKey",
      "CloudEvents",
      "DMS",
      "Discord",
      "GitHub",
      "Google Chat",
      "Markdown",
      "Microsoft Teams",
      "Opsgenie",
      "Outpost",
      "P1",
      "P2",
      "P3",
      "P4",
      "P5",
      "POST",
      "PUT",
      "PagerDuty",
      "Shopify",
      "Slack",
      "Svix",
      "eventTime");

  /** One of these fits where a value comes in: numbers, words, or sentences of others. */
  private static final List<String> VALUES =
      List.of("7", "x", "“x”", "Enter a name.", "{{x}}", "/x", "{}");

  private static final Pattern SENTENCE = Pattern.compile("(?s).*\\p{L}.* .*[.?]");

  /** What of an English text is left in a Chinese one. */
  private static final Pattern LEFT = Pattern.compile("(?<![\\w-])[a-z]{2,} [a-z]{2,}(?![\\w-])");

  private static final Pattern FORMATTED = Pattern.compile("%,?[ds]");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:status|text|/[^{}]*)}");
  private static final Path DATA = Path.of("src/main/resources/io/github/webhookplugin");

  private final Sentences chinese = Sentences.load("zh_CN");

  @Test
  void every_sentence_of_the_code_has_a_chinese_one() throws IOException {
    var missing = new ArrayList<String>();
    SourceSentences.of(ROOMS).forEach((file, texts) -> {
      if (!NOT_SHOWN.contains(file)) {
        texts.stream()
            .map(text -> FORMATTED.matcher(text).replaceAll("{}").strip())
            .filter(text -> isSaid(file, text) && !NOT_SAID.contains(text))
            .filter(text -> !known(WholeSentences.of(text)))
            .forEach(text -> missing.add(file + ": " + text));
      }
    });

    assertThat(missing).isEmpty();
  }

  @Test
  void every_preset_and_recipe_is_chinese() throws IOException {
    var missing = new ArrayList<String>();
    BiConsumer<String, JsonNode> look = (file, node) -> missing.addAll(unknown(file, node));
    eachFile("presets", look);
    eachFile("signing", look);

    assertThat(missing).isEmpty();
  }

  private static boolean isSaid(String file, String text) {
    return SENTENCE.matcher(text).matches() || (PHRASES.contains(file) && text.contains(" "));
  }

  private boolean known(String text) {
    return VALUES.stream()
        .map(value -> text.replace(SourceSentences.GAP, value))
        .anyMatch(
            whole -> chinese.knows(whole) && !LEFT.matcher(chinese.say(whole)).find());
  }

  private List<String> unknown(String file, JsonNode node) {
    var missing = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      boolean shown = Set.of(
              "title",
              "receiver",
              "help",
              "note",
              "dead",
              "success",
              "signing",
              "limits",
              "judged",
              "say")
          .contains(field.getKey());
      if (shown && value.isTextual()) {
        String text = PLACEHOLDER.matcher(value.textValue()).replaceAll(SourceSentences.GAP);
        if (text.contains(" ")
            && !NAMES.contains(text)
            && !chinese.knows(text.replace(SourceSentences.GAP, "x"))) {
          missing.add(file + ": " + value.textValue());
        }
      } else if (value.isObject()) {
        missing.addAll(unknown(file, value));
      } else if (value.isArray()) {
        value.forEach(each -> missing.addAll(unknown(file, each)));
      }
    }
    return missing;
  }

  private static void eachFile(String room, BiConsumer<String, JsonNode> look) throws IOException {
    try (Stream<Path> files = Files.list(DATA.resolve(room))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        look.accept(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
      }
    }
  }
}
