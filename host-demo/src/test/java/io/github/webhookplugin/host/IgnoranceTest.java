package io.github.webhookplugin.host;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The host knows the API, the kit and no plugin. */
class IgnoranceTest {
  /** The package, and what plugin-api calls that which a host with people has to implement. */
  private static final List<String> API_WORDS =
      List.of("io.github.webhookplugin", "PersonalWebhook", " webhooks(Set<String> people)");

  @Test
  void no_class_of_the_host_uses_anything_of_a_plugin_but_the_api() {
    var classes = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.github.webhookplugin.host");

    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.github.webhookplugin..")
            .and(resideOutsideOfPackages(
                "io.github.webhookplugin.api",
                "io.github.webhookplugin.kit",
                "io.github.webhookplugin.receivers",
                "io.github.webhookplugin.host")))
        .check(classes);
    assertThat(classes).hasSizeGreaterThan(10);
  }

  @Test
  void no_source_and_no_page_of_the_host_speaks_of_one_plugins_trade() throws Exception {
    for (String folder : new String[] {"src/main/java", "src/main/resources/host"}) {
      try (var files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file);
          for (String word : API_WORDS) {
            text = text.replace(word, "");
          }
          assertThat(text.toLowerCase(Locale.ROOT)).as(file.toString()).doesNotContain("webhook");
        }
      }
    }
  }
}
