package io.github.webhookplugin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a first visit costs. */
class FirstLoadIT extends BrowserFixture {
  private static final long MOST = 60 * 1024;

  @Override
  String[] options() {
    return new String[0];
  }

  @Test
  void the_services_page_comes_with_at_most_60_kilobytes() {
    List<Response> responses = new ArrayList<>();
    page.onResponse(responses::add);

    Screen.SERVICES.open(this);

    long bytes = 0;
    var sizes = new ArrayList<String>();
    for (Response response : responses) {
      response.finished();
      long size = response.request().sizes().responseBodySize;
      sizes.add(response.url() + " " + size);
      bytes += size;
    }
    assertThat(responses).hasSizeGreaterThan(5);
    assertThat(bytes).as(String.join("\n", sizes)).isLessThanOrEqualTo(MOST);
  }
}
