package io.github.webhookplugin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.ApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class PluginJarIT {
  private static final String OURS = "io/github/webhookplugin/";

  @Test
  void the_descriptor_lies_in_the_root_filtered() throws IOException {
    var descriptor = new Properties();
    descriptor.load(new StringReader(text("plugin.properties")));

    assertThat(descriptor)
        .containsEntry("plugin.id", "webhook")
        .containsEntry("plugin.version", ApiVersion.CURRENT)
        .containsEntry("plugin.class", "io.github.webhookplugin.WebhookPlugin")
        .containsKeys("plugin.requires", "plugin.provider", "plugin.license");
    assertThat(entries(name -> name.equals(OURS + "WebhookPlugin.class"))).hasSize(1);
  }

  @Test
  void every_extension_is_listed() throws IOException {
    assertThat(text("META-INF/extensions.idx").lines().filter(line -> !line.startsWith("#")))
        .containsExactlyInAnyOrder(
            "io.github.webhookplugin.WebhookAdmin",
            "io.github.webhookplugin.WebhookChannel",
            "io.github.webhookplugin.WebhookSettings");
  }

  @Test
  void what_the_host_gives_is_not_inside() throws IOException {
    assertThat(entries(name -> name.startsWith("org/slf4j/")
            || name.startsWith("org/pf4j/")
            || name.startsWith("org/jspecify/")
            || name.startsWith(OURS + "api/")))
        .isEmpty();
  }

  @Test
  void libraries_are_moved_out_of_the_hosts_way() throws IOException {
    assertThat(
            entries(
                name -> name.matches(
                    "(META-INF/versions/\\d+/)?"
                        + "(com/fasterxml/|org/apache/hc/|com/github/mustachejava/|com/google/|org/postgresql/).*")))
        .isEmpty();
    // native code finds these by name, and the list of public suffixes is data
    assertThat(entries(name -> name.endsWith(".class")
            && !name.startsWith(OURS)
            && !name.startsWith("org/sqlite/")
            && !name.startsWith("META-INF/versions/")))
        .isEmpty();
  }

  @Test
  void no_driver_registers_itself_and_nothing_is_signed_or_modular() throws IOException {
    assertThat(entries(name -> name.equals("META-INF/services/java.sql.Driver")
            || name.endsWith("module-info.class")
            || name.endsWith(".SF")))
        .isEmpty();
  }

  @Test
  void it_stays_under_12_megabytes() throws IOException {
    assertThat(Files.size(BuiltPlugin.jar())).isLessThan(12_000_000);
  }

  /** What of each library lies where in the JAR: relocated packages, and what stays where it was. */
  private static final Map<String, Set<String>> INSIDE = Map.of(
      OURS + "shaded/jackson/",
      Set.of("jackson-core"),
      OURS + "shaded/hc/",
      Set.of("httpclient5", "httpcore5", "httpcore5-h2"),
      OURS + "shaded/mustache/",
      Set.of("compiler"),
      OURS + "shaded/re2j/",
      Set.of("re2j"),
      OURS + "shaded/postgresql/",
      Set.of("postgresql"),
      "org/sqlite/",
      Set.of("sqlite-jdbc"));

  @Test
  void the_list_of_materials_names_exactly_the_libraries_that_are_inside() throws IOException {
    var bom = new ObjectMapper().readTree(text("META-INF/sbom/webhook-plugin.cdx.json"));
    var listed = new ArrayList<String>();
    bom.path("components")
        .forEach(component -> listed.add(component.path("name").asText()));

    var places = entries(name -> name.endsWith(".class")
            && (name.startsWith(OURS + "shaded/") || !name.startsWith(OURS)))
        .stream()
        .map(name -> name.replaceFirst("^(" + OURS + "shaded/[^/]+/|[^/]+/[^/]+/).*", "$1"))
        .filter(place -> !place.startsWith("META-INF/"))
        .collect(Collectors.toSet());
    assertThat(places).isEqualTo(INSIDE.keySet());
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            INSIDE.values().stream().flatMap(Set::stream).toList());
    assertThat(bom.path("components")).allSatisfy(component -> {
      assertThat(component.path("version").asText()).isNotEmpty();
      assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
      assertThat(component.path("hashes").findValuesAsText("alg")).contains("SHA-256");
      assertThat(component.path("licenses")).isNotEmpty();
    });
    assertThat(bom.path("metadata").has("timestamp")).as("two builds are alike").isFalse();
    assertThat(bom.has("serialNumber")).isFalse();
  }

  @Test
  void the_checksum_beside_the_jar_is_that_of_the_jar() throws Exception {
    var target = Path.of("..", "webhook-plugin", "target");
    String name = "webhook-plugin-" + ApiVersion.CURRENT + ".jar";
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(target.resolve(name)));

    assertThat(Files.readString(target.resolve(name + ".sha256")).strip())
        .isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(target.resolve(name)).hasSameBinaryContentAs(BuiltPlugin.jar());
  }

  private static List<String> entries(Predicate<String> wanted) throws IOException {
    try (JarFile jar = new JarFile(BuiltPlugin.jar().toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(wanted).toList();
    }
  }

  private static String text(String name) throws IOException {
    try (JarFile jar = new JarFile(BuiltPlugin.jar().toFile());
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
