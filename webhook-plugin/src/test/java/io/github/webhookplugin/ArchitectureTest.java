package io.github.webhookplugin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may import whom. A new room needs a row here. */
class ArchitectureTest {
  private static final String ROOT = "io.github.webhookplugin";

  /** The rooms, and the rooms that each may import; all may import plugin-api. */
  private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
      Map.entry("model", Set.of()),
      Map.entry("outbox", Set.of("model")),
      Map.entry("rendering", Set.of("model")),
      Map.entry("signing", Set.of("model")),
      Map.entry("sending", Set.of("model")),
      Map.entry("verdict", Set.of("model")),
      Map.entry("dialects", Set.of("model")),
      Map.entry("presets", Set.of("model")),
      Map.entry("settings", Set.of("outbox", "rendering", "signing", "verdict", "model")),
      Map.entry("receiving", Set.of("signing", "model")),
      Map.entry("publishing", Set.of("outbox", "rendering", "model")),
      Map.entry(
          "delivery", Set.of("outbox", "rendering", "signing", "sending", "verdict", "model")),
      Map.entry("editing", Set.of("settings")),
      Map.entry("pages", Set.of("editing", "admin", "settings", "model")),
      Map.entry(
          "admin",
          Set.of(
              "settings",
              "dialects",
              "receiving",
              "presets",
              "publishing",
              "delivery",
              "outbox",
              "rendering",
              "sending",
              "verdict",
              "model")));

  /** The rooms that may use a library; nobody else may. */
  private static final Map<String, Set<String>> HOMES = Map.of(
      // the root passes the host's connection on
      "java.sql..", Set.of("outbox", ""),
      "org.sqlite..", Set.of("outbox"),
      "org.postgresql..", Set.of("outbox"),
      "com.github.mustachejava..", Set.of("rendering", "pages"),
      "org.apache.hc..", Set.of("sending"),
      "javax.net..", Set.of("sending"),
      "javax.crypto..", Set.of("signing", "settings"),
      "com.fasterxml.jackson..", Set.of("settings", "rendering", "verdict", "admin"),
      "com.google.re2j..", Set.of("verdict"),
      "org.pf4j..", Set.of(""));

  private static final JavaClasses OURS = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      // modules of their own, which know nothing of the plugin, if they are on the class path
      .withImportOption(location -> !location.contains("webhookplugin/receivers/"))
      .withImportOption(location -> !location.contains("webhookplugin/kit/"))
      .importPackages(ROOT);

  @Test
  void every_package_is_a_room_of_the_table_and_null_marked() {
    Set<String> packages = OURS.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> !name.equals(ROOT) && !name.equals(ROOT + ".api"))
        .collect(Collectors.toSet());

    assertThat(packages)
        .containsExactlyInAnyOrderElementsOf(
            MAY_IMPORT.keySet().stream().map(room -> ROOT + "." + room).toList());
    assertThat(Stream.concat(packages.stream(), Stream.of(ROOT)))
        .allSatisfy(name -> assertThat(
                Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
            .as(name)
            .isTrue());
  }

  @Test
  void rooms_import_only_the_rooms_below_them() {
    MAY_IMPORT.forEach((room, below) -> {
      String[] allowed = Stream.concat(below.stream(), Stream.of(room, "api"))
          .map(name -> ROOT + "." + name)
          .toArray(String[]::new);
      classes()
          .that()
          .resideInAPackage(ROOT + "." + room)
          .should()
          .onlyDependOnClassesThat(residesIn(allowed).or(isNotOurs()))
          .check(OURS);
    });
  }

  @Test
  void there_are_no_cycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void libraries_stay_at_home() {
    HOMES.forEach((library, homes) -> {
      String[] rooms = homes.stream()
          .map(room -> room.isEmpty() ? ROOT : ROOT + "." + room)
          .toArray(String[]::new);
      noClasses()
          .that()
          .resideOutsideOfPackages(rooms)
          .and()
          .resideOutsideOfPackage(ROOT + ".api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(library)
          .allowEmptyShould(true)
          .check(OURS.that(doesNotOnlyPassSqlExceptionsOn(library)));
    });
  }

  @Test
  void pure_rooms_know_no_clock_thread_or_database() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".model",
            ROOT + ".rendering",
            ROOT + ".signing",
            ROOT + ".verdict",
            ROOT + ".dialects",
            ROOT + ".presets")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.Thread|java\\.time\\.Clock|java\\.sql\\..*|java\\.util\\.concurrent\\.Exec.*")
        .check(OURS);
  }

  @Test
  void nobody_uses_what_keeps_a_class_loader_alive_or_reads_the_clock_of_the_wall() {
    for (String method : List.of("getConnection", "registerDriver")) {
      noClasses()
          .should()
          .callMethodWhere(named("java.sql.DriverManager", method))
          .check(OURS);
    }
    noClasses()
        .should()
        .callMethodWhere(named("java.lang.Runtime", "addShutdownHook"))
        .check(OURS);
    noClasses()
        .should()
        .callMethodWhere(named("java.lang.System", "currentTimeMillis"))
        .check(OURS);
    noClasses().should().callMethod(Instant.class, "now").check(OURS);
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(OURS);
  }

  private static DescribedPredicate<JavaMethodCall> named(String owner, String method) {
    return DescribedPredicate.describe(
        owner + "." + method,
        call -> call.getTargetOwner().getName().equals(owner) && call.getName().equals(method));
  }

  /** The outbox's transactions may throw it, and those who write one let it through. */
  private static DescribedPredicate<JavaClass> doesNotOnlyPassSqlExceptionsOn(String library) {
    return DescribedPredicate.describe(
        "use more of " + library + " than SQLException",
        type -> !library.equals("java.sql..")
            || type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getName())
                .anyMatch(
                    name -> name.startsWith("java.sql.") && !name.equals("java.sql.SQLException")));
  }

  private static DescribedPredicate<JavaClass> residesIn(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaClass> isNotOurs() {
    return DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + ".."));
  }
}
