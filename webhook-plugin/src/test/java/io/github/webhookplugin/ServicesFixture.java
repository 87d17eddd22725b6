package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.NotificationEvent;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Asks for the page of services and reads it as somebody would. */
abstract class ServicesFixture extends PagesFixture {
  /** Of each service so many deliveries, one after the other. */
  void fail(int count) {
    receiver.answers(503, "");
    int services = json(get("services")).path("services").size();
    for (int i = 1; i <= count; i++) {
      publish(NotificationEvent.of("order.paid").build());
      deliveries("failed", i * services);
    }
  }

  Document whole(String query) {
    var page = page(query);
    PageRules.check(page);
    return page;
  }

  AdminResponse delete(String id) {
    return visit("DELETE", "services/" + id, Map.of("HX-Request", "true"), "");
  }

  static Element row(Document page, String id) {
    return page.selectFirst("tr[data-service=" + id + "]");
  }

  static List<String> names(Document page) {
    return page.select(".c-name .linkish").eachText();
  }

  static String toast(AdminResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    String trigger = answer.headers().get("HX-Trigger");
    assertThat(trigger).contains("servicesChanged");
    return json(AdminResponse.html(200, trigger)).path("toast").path("text").asText();
  }
}
