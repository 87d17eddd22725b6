package io.github.webhookplugin.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.model.BodyLimits;
import io.github.webhookplugin.model.BodyLimits.Size;
import io.github.webhookplugin.model.BodyLimits.Unit;
import io.github.webhookplugin.model.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitCheckTest {
  private static final String BODY = "{\"text\":{\"content\":\"中文🙂\"},\"n\":12345678}";

  @Test
  void a_body_is_measured_in_bytes_of_UTF_8_or_in_characters() {
    int bytes = BODY.getBytes(StandardCharsets.UTF_8).length;
    int characters = BODY.codePointCount(0, BODY.length());

    assertThat(oversize(new Size(null, bytes, Unit.BYTES))).isEmpty();
    assertThat(oversize(new Size(null, bytes - 1, Unit.BYTES)))
        .isEqualTo("The body has " + bytes + " bytes; the receiver takes " + (bytes - 1)
            + ". Shorten the template, or let a variable be shortened (limits.truncate).");
    assertThat(oversize(new Size(null, characters, Unit.CHARACTERS))).isEmpty();
    assertThat(oversize(new Size(null, characters - 1, Unit.CHARACTERS)))
        .contains(characters + " characters");
  }

  @Test
  void a_text_inside_is_measured_as_the_receiver_reads_it() {
    assertThat(oversize(at("/text/content", 10, Unit.BYTES))).isEmpty();
    assertThat(oversize(at("/text/content", 9, Unit.BYTES)))
        .startsWith("The text at /text/content of the body has 10 bytes; the receiver takes 9.");
    assertThat(oversize(at("/text/content", 3, Unit.CHARACTERS))).isEmpty();
    assertThat(oversize(at("/text/content", 2, Unit.CHARACTERS))).contains("3 characters");
  }

  @Test
  void what_is_not_there_or_no_text_has_no_size() {
    assertThat(oversize(at("/markdown/text", 1, Unit.BYTES))).isEmpty();
    assertThat(oversize(at("/n", 1, Unit.BYTES))).isEmpty();
    assertThat(oversize(at("/text", 1, Unit.BYTES))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"k\":\"an alert came\"}",
        "{\"a\":[{\"b\":\"告警\"}]}",
        "{\"k\":\"say \\\"hi\\\"\"}",
        "\"alert\""
      })
  void any_keyword_in_any_text_of_the_body_is_enough(String body) {
    assertThat(useless(body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"alert\":\"x\"}", "{\"k\":\"ALERT\"}", "{\"k\":\"al\"}", "{}", "5"})
  void the_name_of_a_field_or_another_case_is_no_keyword(String body) {
    assertThat(useless(body))
        .isEqualTo(
            "The body has none of the receiver's keywords “alert”, “告警”, “say \"hi\"”, so the"
                + " receiver does nothing with it. Put one into the template.");
  }

  @Test
  void a_body_without_keyword_is_refused_only_if_the_limits_say_so() {
    var sent = new LimitCheck(new BodyLimits(List.of(), null, List.of("alert"), false));
    var refused = new LimitCheck(new BodyLimits(List.of(), null, List.of("alert"), true));

    assertThatCode(() -> sent.check(bytes(BODY))).doesNotThrowAnyException();
    assertThatThrownBy(() -> refused.check(bytes(BODY)))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("“alert”");
  }

  private static String oversize(Size size) {
    return new LimitCheck(new BodyLimits(List.of(size), null, List.of(), false))
        .oversize(bytes(BODY))
        .orElse("");
  }

  private static String useless(String body) {
    var keywords = List.of("alert", "告警", "say \"hi\"");
    return new LimitCheck(new BodyLimits(List.of(), null, keywords, false))
        .useless(bytes(body))
        .orElse("");
  }

  private static Size at(String pointer, int most, Unit unit) {
    return new Size(JsonPointer.parse(pointer).orElseThrow(), most, unit);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
