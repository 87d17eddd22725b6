package io.github.webhookplugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void without_any_it_listens_on_7070_and_keeps_its_data_in_the_working_directory() {
    var options = Options.from(new String[0], Map.of());

    assertThat(options.port()).isEqualTo(7070);
    assertThat(options.data()).isEqualTo(Path.of("demo-data").toAbsolutePath());
    assertThat(options.plugins()).endsWithRaw(Path.of("target/plugins"));
    assertThat(options.samples()).isTrue();
    assertThat(options.once()).isFalse();
  }

  @Test
  void once_takes_a_free_port_and_a_temporary_folder() {
    var options = Options.from(new String[] {"--once"}, Map.of());

    assertThat(options.port()).isZero();
    assertThat(options.data()).isNull();
  }

  @Test
  void an_option_wins_over_the_environment() {
    var env =
        Map.of("HOST_DEMO_PORT", "8080", "HOST_DEMO_TOKEN", "env", "HOST_DEMO_NO_SAMPLES", "true");
    var options = Options.from(new String[] {"--token", "arg"}, env);

    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.token()).isEqualTo("arg");
    assertThat(options.samples()).isFalse();
  }

  @Test
  void its_text_tells_no_secrets() {
    var options =
        Options.from(new String[] {"--token", "hush", "--jdbc", "jdbc:x?password=hush"}, Map.of());

    assertThat(options.toString()).doesNotContain("hush");
  }

  @Test
  void tokens_of_further_roles_add_up() {
    var twice = new String[] {"--token-of", "viewer=a=", "--token-of=editor=b"};

    assertThat(Options.from(twice, Map.of("HOST_DEMO_TOKEN_OF", "operator=c")).tokens())
        .containsExactly(Map.entry(Role.VIEWER, "a="), Map.entry(Role.EDITOR, "b"));
    assertThat(Options.from(new String[0], Map.of("HOST_DEMO_TOKEN_OF", "operator=c,viewer=d"))
            .tokens())
        .containsExactly(Map.entry(Role.VIEWER, "d"), Map.entry(Role.OPERATOR, "c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hush", "chief=hush", "viewer=hush hush", "viewer=hush,editor=hush", "viewer=t0ken"
      })
  void a_wrong_token_of_a_role_is_refused_without_being_printed(String value) {
    assertThatThrownBy(
            () -> Options.from(new String[] {"--token", "t0ken", "--token-of", value}, Map.of()))
        .isInstanceOf(CannotStart.class)
        .message()
        .startsWith("--token-of ")
        .doesNotContain("hush", "t0ken");
  }
}
