package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dummy.BrokenPlugin;
import dummy.DummyPlugin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a person meets it: arguments, what is printed, exit codes. */
class HostDemoTest {
  @TempDir
  Path temp;

  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final Map<String, String> env = new HashMap<>();
  PluginFolder folder;

  @BeforeEach
  void folder() throws Exception {
    folder = PluginFolder.in(temp);
    env.put("HOST_DEMO_PLUGINS", folder.path().toString());
    env.put("HOST_DEMO_DATA", temp.resolve("data").toString());
    env.put("HOST_DEMO_PORT", "0");
  }

  @Test
  void help_lists_every_option() {
    assertThat(run("--help")).isZero();
    assertThat(printed())
        .contains(
            "--port",
            "--data",
            "--plugins",
            "--jdbc",
            "--token",
            "--no-samples",
            "--once",
            "HOST_DEMO_PORT");
  }

  @ParameterizedTest
  @CsvSource({
    "--prot=1, unknown option '--prot=1'",
    "--once=yes, unknown option '--once=yes'",
    "extra, unknown option 'extra'",
    "--port, --port needs a value",
    "--port=many, '--port must be a number from 0 to 65535, was ''many'''",
    "--port=65536, '--port must be a number from 0 to 65535, was ''65536'''",
    "--token=a b, --token must be letters",
  })
  void a_wrong_option_is_one_line(String arg, String message) {
    assertFailsWith(message, arg);
  }

  @Test
  void a_wrong_variable_is_one_line() {
    env.put("HOST_DEMO_NO_SAMPLES", "maybe");
    assertFailsWith("HOST_DEMO_NO_SAMPLES must be true or false, was 'maybe'");
  }

  @Test
  void once_without_samples_makes_no_sense() {
    assertFailsWith("leave out --no-samples", "--once", "--no-samples");
  }

  @Test
  void an_empty_plugins_folder_is_one_line() {
    assertFailsWith("no plugin JAR in " + folder.path());
  }

  @Test
  void a_missing_plugins_folder_is_one_line() {
    assertFailsWith(
        "the plugins folder " + temp.resolve("none") + " is not there",
        "--plugins",
        temp.resolve("none").toString());
  }

  @Test
  void a_data_folder_that_is_a_file_is_one_line() throws Exception {
    addDummy("dummy.jar");
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertFailsWith("the data folder " + file + " cannot be made", "--data", file.toString());
  }

  @Test
  void a_busy_port_is_one_line() throws Exception {
    addDummy("dummy.jar");
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertFailsWith(
          "port " + taken.getLocalPort() + " on 127.0.0.1 is in use",
          "--port=" + taken.getLocalPort());
    }
  }

  @Test
  void a_file_that_is_no_plugin_is_one_line() throws Exception {
    Files.writeString(folder.path().resolve("some.jar"), "not a zip");
    assertFailsWith("some.jar is not a plugin JAR");
  }

  @Test
  void two_jars_of_one_plugin_are_refused() throws Exception {
    addDummy("dummy-1.jar");
    addDummy("dummy-2.jar");
    assertFailsWith("two JARs of the plugin 'dummy' in " + folder.path()
        + ": dummy-1.jar (dummy 1.2.3) and dummy-2.jar (dummy 1.2.3)");
  }

  @Test
  void a_plugin_for_another_api_is_refused_with_both_versions() throws Exception {
    folder.add("new.jar", "dummy", DummyPlugin.class.getName(), ">=2.0.0");
    assertFailsWith(
        "new.jar (dummy 1.2.3) was refused: it requires version >=2.0.0 of the plugin API, this host has 0.1.0");
  }

  @Test
  void a_plugin_without_its_class_is_one_line() throws Exception {
    folder.add("empty.jar", "dummy", "not.There", "");
    assertFailsWith(
        "empty.jar (dummy 1.2.3) did not start: its plugin.class not.There cannot be loaded");
  }

  @Test
  void a_plugin_that_does_not_start_says_why_in_one_line() throws Exception {
    addDummy("dummy.jar");
    folder.add("z.jar", "zbroken", BrokenPlugin.class.getName(), "");
    assertFailsWith("z.jar (zbroken 1.2.3) did not start: the licence has expired");
  }

  @Test
  void a_channel_that_does_not_open_says_why_without_the_address() throws Exception {
    addDummy("dummy.jar");
    assertFailsWith(
        "the channel of plugin 'dummy' did not open: the database cannot be reached",
        "--jdbc",
        "jdbc:x:nowhere?p=pw");
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("pw");
  }

  @Test
  void once_prints_a_table_and_ends_with_0_when_all_was_delivered() throws Exception {
    addDummy("dummy.jar");

    assertThat(run("--once")).isZero();
    assertThat(printed())
        .contains(
            "Plugin dummy 1.2.3 STARTED",
            "Sample settings written for dummy",
            "event ",
            "order.paid ")
        .endsWith("\n16 delivered, 0 failed\n");
    assertThat(printed().lines().filter(line -> line.contains(" delivered  1      ")))
        .hasSize(16);
    assertThat(temp.resolve("data/dummy/closed")).exists();
  }

  @Test
  void once_ends_with_1_when_something_failed_and_says_what() throws Exception {
    folder.add("cracked.jar", "cracked", DummyPlugin.class.getName(), "");

    assertThat(run("--once")).isEqualTo(1);
    assertThat(printed())
        .contains("order.paid to cracked bell failed: rung")
        .endsWith("\n8 delivered, 8 failed\n");
  }

  @Test
  void once_ends_with_1_when_nothing_was_to_be_delivered() throws Exception {
    folder.add("other.jar", "other", DummyPlugin.class.getName(), "");

    assertThat(run("--once")).isEqualTo(1);
    assertThat(printed())
        .contains("nothing was to be delivered")
        .endsWith("\n0 delivered, 0 failed\n");
  }

  @Test
  void it_prints_the_real_address_with_a_token_that_opens_it_and_stops_when_told()
      throws Exception {
    addDummy("dummy.jar");
    var program = new Thread(() -> run());
    program.start();
    await().until(() -> printed().contains("Stop with Ctrl-C"));

    var address = Pattern.compile(
            "http://127\\.0\\.0\\.1:[1-9]\\d+/\\?token=([A-Za-z0-9_-]{43})\\n")
        .matcher(printed());
    assertThat(address.find()).isTrue();
    var client = HttpClient.newBuilder()
        .cookieHandler(new java.net.CookieManager())
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
    var page = client.send(
        HttpRequest.newBuilder(URI.create(address.group().strip())).build(),
        BodyHandlers.ofString());
    assertThat(page.uri().getPath()).isEqualTo("/plugins/dummy");
    assertThat(page.body()).isEqualTo("GET  - 0 admin");
    var list = client.send(
        HttpRequest.newBuilder(page.uri().resolve("/plugins")).build(), BodyHandlers.ofString());
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body())
        .contains("Demo host", "Bells")
        .doesNotContain("style=", "<script>", address.group(1));

    program.interrupt();
    program.join(10_000);
    assertThat(program.isAlive()).isFalse();
    assertThat(temp.resolve("data/dummy/closed")).exists();
  }

  private void addDummy(String file) throws Exception {
    folder.add(file, "dummy", DummyPlugin.class.getName(), ">=0.1.0 & <0.2.0");
  }

  private int run(String... args) {
    return HostDemo.run(
        args,
        env,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void assertFailsWith(String message, String... args) {
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("host-demo: ").contains(message);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }
}
