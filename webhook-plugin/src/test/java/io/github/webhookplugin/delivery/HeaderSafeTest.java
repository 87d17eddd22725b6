package io.github.webhookplugin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderSafeTest {
  @ParameterizedTest
  @CsvSource({
    "Ops chat,        Ops chat",
    "100%,            100%25",
    "Größe,           Gr%C3%B6%C3%9Fe",
    "'a\r\nX: y',     a%0D%0AX: y",
    "企业,             %E4%BC%81%E4%B8%9A",
  })
  void any_name_is_a_header_value_that_can_be_decoded(String name, String value) {
    assertThat(HeaderSafe.of(name)).isEqualTo(value);
    assertThat(URI.create("x:" + value.replace(" ", "%20")).getSchemeSpecificPart())
        .isEqualTo(name);
  }
}
