package io.github.webhookplugin.rendering;

import static io.github.webhookplugin.rendering.Samples.aRequest;
import static io.github.webhookplugin.rendering.Samples.aService;
import static io.github.webhookplugin.rendering.Samples.anEvent;
import static io.github.webhookplugin.rendering.Samples.model;
import static io.github.webhookplugin.rendering.Samples.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTemplatesTest {
  private static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");
  private static final Header AGENT = new Header("User-Agent", "WebhookPlugin/1.2.3");

  @ParameterizedTest
  @CsvSource({
    "https://h.example/a, https://h.example/a",
    "HTTPS://H.Example:443/A/../b%2f?x=a+b, HTTPS://H.Example:443/A/../b%2f?x=a+b",
    "http://u:p@h:8080/a#frag, http://h:8080/a",
    "https://h/中 文?q=é|[1]#x, https://h/%E4%B8%AD%20%E6%96%87?q=%C3%A9%7C[1]",
    "https://h/100%/[x], https://h/100%25/%5Bx%5D",
    "https://[::1]:8080/x, https://[::1]:8080/x",
    "https://h?x=1, https://h?x=1",
  })
  void sends_to_the_address_as_it_was_typed(String typed, String expected) {
    assertThat(compile(typed).url(model(anEvent()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/a, https://h/a?k=a%20t&%26=",
    "https://h/a?x=1, https://h/a?x=1&k=a%20t&%26=",
    "https://h/a?, https://h/a?k=a%20t&%26=",
    "https://h/a?x=1&#f, https://h/a?x=1&k=a%20t&%26=",
    "https://h/{{type}}, https://h/task.finished?k=a%20t&%26=",
  })
  void appends_query_parameters_in_their_order(String typed, String expected) {
    var query = List.of(named("k", "a {{title}}"), named("&", ""));

    var templates = compile(typed, List.of(), query);

    assertThat(templates.url(model(anEvent().title("t")))).isEqualTo(expected);
  }

  @Test
  void a_value_stays_within_its_path_segment() {
    var templates = compile("https://h/{{title}}/x");

    assertThat(templates.url(model(anEvent().title("../a?b#c@d"))))
        .isEqualTo("https://h/..%2Fa%3Fb%23c%40d/x");
    assertThatThrownBy(() -> templates.url(model(anEvent().title(".."))))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("leads elsewhere");
  }

  @Test
  void a_value_that_makes_no_host_is_refused_without_showing_the_address() {
    var templates = compile("https://{{data.host}}/secret");

    assertThat(templates.url(model(anEvent().data("host", "h.example"))))
        .isEqualTo("https://h.example/secret");
    assertThatThrownBy(() -> templates.url(model(anEvent().data("host", "evil.example/"))))
        .isInstanceOf(RenderException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> templates.url(model(anEvent()))).isInstanceOf(RenderException.class);
  }

  @Test
  void sends_the_defaults_and_then_the_services_headers() {
    var templates =
        compile("https://h/", List.of(named("X-A", "{{title}} 四"), named("X-B", " b ")), List.of());

    assertThat(templates.headers(model(anEvent().title("one\ntwo"))))
        .containsExactly(JSON, AGENT, new Header("X-A", "one two 四"), new Header("X-B", "b"));
  }

  @Test
  void a_services_header_replaces_the_default() {
    var templates = compile(
        "https://h/",
        List.of(named("content-type", "text/json"), named("USER-AGENT", "x")),
        List.of());

    assertThat(templates.headers(model(anEvent())))
        .containsExactly(new Header("content-type", "text/json"), new Header("USER-AGENT", "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://userName:password@my.host:8080/project, Basic dXNlck5hbWU6cGFzc3dvcmQ=",
    "http://u%40x:p%3A%E5%AF%86@h/, Basic dUB4OnA65a+G",
    "http://u@h/, Basic dTo=",
    "http://{{data.no}}u:p@h/, Basic dTpw",
  })
  void user_and_password_in_the_address_become_basic_authorization(String url, String value) {
    var templates = compile(url);

    assertThat(templates.headers(model(anEvent())))
        .containsExactly(JSON, AGENT, new Header("Authorization", value));
    assertThat(templates.url(model(anEvent()))).doesNotContain("@");
  }

  @Test
  void the_services_own_authorization_wins() {
    var own = named("authorization", "Bearer x");

    assertThat(compile("http://u:p@h/", List.of(own), List.of()).headers(model(anEvent())))
        .containsExactly(JSON, AGENT, new Header("authorization", "Bearer x"));
  }

  @Test
  void a_header_that_grows_too_long_is_refused_by_name() {
    var templates = compile("https://h/", List.of(named("X-Long", "{{message}}")), List.of());

    assertThatThrownBy(() -> templates.headers(model(anEvent().message("é".repeat(4_097)))))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("“X-Long”")
        .hasMessageContaining("8 KiB");
    assertThat(templates.headers(model(anEvent().message("é".repeat(4_096))))).hasSize(3);
  }

  @Test
  void all_headers_together_are_bounded() {
    var five = List.of("A", "B", "C", "D", "E").stream()
        .map(name -> named(name, "{{message}}"))
        .toList();
    var templates = compile("https://h/", five, List.of());

    assertThatThrownBy(() -> templates.headers(model(anEvent().message("x".repeat(8_000)))))
        .hasMessageContaining("32 KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{sign}}", "{{json sign}}", "{{#sign}}x{{/sign}}", "{{signTimestamp}}"})
  void knows_whether_sign_is_used_in_the_body_or_in_front_of_it(String tag) {
    var body = ServiceTemplates.compile(aService(aRequest("\"" + tag + "\"")), "1");

    assertThat(body.bodyUsesSign()).isTrue();
    assertThat(body.headUsesSign()).isFalse();
    assertThat(compileWithoutSign("https://h/?s=" + tag, List.of(), List.of()).headUsesSign())
        .isTrue();
    assertThat(compileWithoutSign("https://h/", List.of(named("X", tag)), List.of())
            .headUsesSign())
        .isTrue();
    assertThat(compileWithoutSign("https://h/", List.of(), List.of(named("x", tag)))
            .headUsesSign())
        .isTrue();
    assertThat(compileWithoutSign("https://h/", List.of(), List.of()).headUsesSign())
        .isFalse();
    assertThat(compileWithoutSign("https://h/", List.of(), List.of()).bodyUsesSign())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good.example\\@evil.example/",
        "https://good.example\\x",
        "https:///x",
        "https://a b/",
        "https://h%2e/"
      })
  void refuses_an_address_that_two_readers_read_differently(String url) {
    assertThatThrownBy(() -> compile(url)).isInstanceOf(RenderException.class);
  }

  @Test
  void a_dot_in_front_of_a_typed_name_is_no_way_up() {
    var templates = compile("https://h/.well-known/{{title}}/x");

    assertThat(templates.url(model(anEvent().title("a")))).isEqualTo("https://h/.well-known/a/x");
    assertThatThrownBy(() -> templates.url(model(anEvent().title(".."))))
        .isInstanceOf(RenderException.class);
  }

  @Test
  void one_service_is_rendered_on_many_threads_at_once() {
    var templates = compile("https://h/{{title}}", List.of(named("X", "{{title}}")), List.of());

    var wrong = IntStream.range(0, 5_000)
        .parallel()
        .filter(i -> {
          var model = model(anEvent().title("t" + i));
          return !templates.url(model).equals("https://h/t" + i)
              || !new String(templates.body(model), StandardCharsets.UTF_8)
                  .contains("\"title\": \"t" + i + "\"")
              || !templates.headers(model).contains(new Header("X", "t" + i));
        })
        .count();

    assertThat(wrong).isZero();
  }

  @Test
  void what_never_changes_is_rendered_once() {
    var templates = compileWithoutSign("https://h/", List.of(named("X", "y")), List.of());
    var first = model(anEvent().title("1"));
    var second = model(anEvent().title("2"));

    assertThat(templates.body(first)).isSameAs(templates.body(second));
    assertThat(templates.url(first)).isSameAs(templates.url(second));
    assertThat(templates.headers(first)).isSameAs(templates.headers(second));
  }

  private static ServiceTemplates compile(String url) {
    return compile(url, List.of(), List.of());
  }

  private static ServiceTemplates compile(
      String url, List<NamedValue> headers, List<NamedValue> query) {
    return ServiceTemplates.compile(aService(aRequest(url, headers, query)), "1.2.3");
  }

  private static ServiceTemplates compileWithoutSign(
      String url, List<NamedValue> headers, List<NamedValue> query) {
    var request = aRequest(url, headers, query);
    return ServiceTemplates.compile(
        aService(new RequestTemplate(request.method(), url, headers, query, "{}")), "1.2.3");
  }
}
