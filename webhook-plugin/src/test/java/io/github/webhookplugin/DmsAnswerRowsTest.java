package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the answers of a DMS receiver mean, row by row. */
class DmsAnswerRowsTest extends OpenChannel {
  @BeforeEach
  void configureReceiver() {
    configure(service("DMS", "/dms", "rules", ShippedRules.of("dms")));
  }

  @Test
  void D_25_success_true_is_delivered() {
    receiver.answers(200, "{\"root\": \"\", \"success\": true}");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(log().get(0).sentence()).isEqualTo("The receiver says success. (Rule 1)");
  }

  @Test
  void D_26_D_27_success_false_fails_the_attempt_also_with_200_and_root_is_kept_as_the_reason() {
    receiver.answers(200, "{\"root\": \"error message\", \"success\": false}");

    webhooks.publish(anEvent());

    assertThat(waitingAfter(1).sentence())
        .isEqualTo("The receiver said no: error message (Rule 3)");
  }

  @Test
  void D_26_success_false_with_a_status_that_will_not_pass_is_not_tried_again() {
    receiver.answers(400, "{\"root\": \"bad signature\", \"success\": false}");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(receipt().reason()).isEqualTo("The receiver said no: bad signature (Rule 2)");
  }

  @Test
  void D_39_X_06_an_empty_answer_is_delivered_with_a_warning() {
    receiver.answers(200, "");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(log().get(0).sentence())
        .isEqualTo(
            "Delivered, with a warning: the receiver answered nothing. A DMS receiver confirms with"
                + " success: true. (Rule 4)");
  }

  @Test
  void X_06_an_answer_that_is_not_JSON_is_delivered_with_a_warning() {
    receiver.answers(200, "<html>hello</html>");

    webhooks.publish(anEvent());

    assertThat(receipt().outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(log().get(0).sentence()).startsWith("Delivered, with a warning:");
  }
}
