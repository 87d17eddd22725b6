package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show works, and what they link to is there. */
class DocsTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern JSON =
      Pattern.compile("```json\\n(\\{\\s*\"name\".*?)```", Pattern.DOTALL);
  private static final Pattern JAVA =
      Pattern.compile("```java\\n(var plugins.*?)```", Pattern.DOTALL);

  @TempDir
  Path data;

  @ParameterizedTest
  @MethodSource("pages")
  void every_link_leads_somewhere(Path page) throws IOException {
    var broken = LINK.matcher(Files.readString(page))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("https?://.*"))
        .filter(link -> !Files.exists(page.resolveSibling(link)))
        .toList();

    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/admin-guide.md", "docs/receivers-guide.md"})
  void the_service_that_a_page_shows_can_be_saved(String page) throws IOException {
    var services = JSON.matcher(Files.readString(TOP.resolve(page)))
        .results()
        .map(json -> new SettingsReader(template -> List.of())
            .parse(json.group(1).getBytes(StandardCharsets.UTF_8)))
        .toList();
    assertThat(services).isNotEmpty();
    assertThat(Files.readString(TOP.resolve("host-demo/src/main/resources/samples/webhook.json")))
        .as("the demo host has no service of this name yet")
        .doesNotContain(services.stream()
            .map(service -> "\"name\": \"" + service.get("name") + "\"")
            .toList());
    WebhookRuntime webhooks = WebhookRuntime.open(HostContext.builder(data)
        .allowNetwork("127.0.0.0/8")
        .allowHost("localhost")
        .build());
    try {
      assertThat(webhooks.apply(Map.of("services", services), "reader")).isEmpty();
    } finally {
      webhooks.stop(Duration.ofSeconds(5));
    }
  }

  @Test
  void the_host_of_the_readme_is_the_one_that_is_tested() throws IOException {
    var java = JAVA.matcher(Files.readString(TOP.resolve("README.md")));
    assertThat(java.find()).isTrue();
    String tested = Files.readString(
        TOP.resolve("host-demo/src/test/java/io/github/webhookplugin/it/TenLineHostIT.java"));

    for (String line : java.group(1).lines().toList()) {
      // the test has its folders elsewhere and looks at the receipt
      String call = line.replaceAll("Path\\.of\\(\"plugins\"\\)", "pluginsFolder")
          .replaceAll("Path\\.of\\(\"data/webhook\"\\)", "data")
          .replaceAll("^webhooks\\.publish\\(", "")
          .replaceAll("\\);$", "")
          .replaceAll("\\s", "");
      assertThat(tested.replaceAll("\\s", "")).contains(call);
    }
  }

  @Test
  void the_directory_of_the_host_guide_is_one_that_compiles() throws IOException {
    String example =
        Files.readString(Path.of("src/test/java/io/github/webhookplugin/ExampleDirectory.java"));

    assertThat(Files.readString(TOP.resolve("docs/host-guide.md")))
        .contains("```java\n" + example.substring(example.indexOf("final class")) + "```");
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(TOP.resolve("docs"))) {
      return Stream.concat(
              docs.toList().stream(),
              Stream.of(
                      "README.md",
                      "SECURITY.md",
                      "CONTRIBUTING.md",
                      "CHANGELOG.md",
                      "benchmarks/README.md")
                  .map(TOP::resolve))
          .filter(page -> page.toString().endsWith(".md"));
    }
  }
}
