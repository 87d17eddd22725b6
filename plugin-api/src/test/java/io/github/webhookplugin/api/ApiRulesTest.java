package io.github.webhookplugin.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ApiRulesTest {
  @Test
  void the_api_knows_only_the_jdk_pf4j_and_jspecify() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.sql..",
            "org.pf4j..",
            "org.jspecify.annotations..",
            "io.github.webhookplugin.api..")
        .check(new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.webhookplugin.api"));
  }

  @Test
  void the_current_version_is_the_one_being_built() {
    assertThat(ApiVersion.CURRENT)
        .isEqualTo(System.getProperty("project.version"))
        .matches("\\d+\\.\\d+\\.\\d+");
  }
}
