package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.outbox.DeliveryRow;
import io.github.webhookplugin.outbox.DeliveryRow.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A channel of a host with a directory of people, whose webhooks are paths of the receiver. */
abstract class PeopleChannel extends OpenChannel {
  static final Person ANN = SampleDirectory.ANN;
  static final Person BEN = SampleDirectory.BEN;
  static final Person CAT = SampleDirectory.CAT;

  final SampleDirectory directory = new SampleDirectory();

  @Override
  HostContext.Builder context() {
    return super.context().recipientDirectory(directory);
  }

  /** Gives somebody a webhook at the receiver's path. */
  void webhook(Person person, String path) {
    directory.webhooks.put(person.id(), PersonalWebhook.to(receiver.url(path)));
  }

  static NotificationEvent eventFor(Person... people) {
    return NotificationEvent.of("order.paid")
        .title("Order 10477")
        .recipients(List.of(people))
        .build();
  }

  /** What the JSON API answers. */
  JsonNode admin(String method, String path, String body) {
    var answer = webhooks.admin(new AdminRequest(
        method,
        "api/v1/" + path,
        Map.of(),
        body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        "test"));
    try {
      assertThat(answer.status()).isLessThan(300);
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only delivery of the log in a state. */
  DeliveryRow only(State state) {
    await().until(() -> count(state) == 1);
    return log().stream().filter(row -> row.state() == state).findFirst().orElseThrow();
  }

  /** How many wait for their next try after so many. */
  long waiting(int tries) {
    return log().stream()
        .filter(row -> row.state() == State.WAITING && row.tries() == tries)
        .count();
  }
}
