package io.github.webhookplugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class HostContextTest {
  private static final DataSource POOL = (DataSource) Proxy.newProxyInstance(
      HostContextTest.class.getClassLoader(),
      new Class<?>[] {DataSource.class},
      (proxy, method, args) -> null);

  @Test
  void a_host_gives_a_url_or_a_data_source_or_neither() {
    Path data = Path.of("data");

    assertThat(HostContext.of(data).jdbcUrl()).isEmpty();
    assertThat(HostContext.of(data).dataSource()).isEmpty();
    assertThat(HostContext.builder(data).dataSource(POOL).build().dataSource().orElseThrow())
        .isSameAs(POOL);
    var both = HostContext.builder(data).dataSource(POOL).jdbcUrl("jdbc:postgresql://u:pw@db/app");
    assertThatThrownBy(both::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbcUrl and dataSource")
        .hasMessageNotContaining("pw");
  }
}
