package io.github.webhookplugin.sending;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToIgnoreCase;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.webhookplugin.model.Answer;
import io.github.webhookplugin.model.FailureRules;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.ResponseCheck;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.verdict.Verdicts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver that somebody else wrote: WireMock sees our requests as they should be, and its faults end in verdicts. */
class StubbedReceiverTest {
  private final WireMockServer receiver = new WireMockServer(wireMockConfig().dynamicPort());
  private Sender sender;

  @BeforeEach
  void start() {
    receiver.start();
    sender = SenderFixture.allowing(new Sender(Sender.Options.DEFAULT, work -> {
      var thread = new Thread(work, "stubbed");
      thread.setDaemon(true);
      return thread;
    }));
  }

  @AfterEach
  void stop() {
    sender.close();
    receiver.stop();
  }

  @Test
  void a_put_with_query_headers_and_body_arrives_as_the_seed_page_asks() {
    // OpenMetadata seed row S-31: the exact request line
    String target = "/webhook?apiVersion=v2&source=openmetadata&format=json";
    receiver.stubFor(
        put(urlEqualTo(target)).willReturn(aResponse().withStatus(202).withBody("taken")));

    Answer answer = send(target);

    assertThat(judge(new ResponseCheck.Success(), answer)).isInstanceOf(Verdict.Delivered.class);
    receiver.verify(
        1,
        putRequestedFor(urlEqualTo(target))
            .withHeader("Content-Type", equalToIgnoreCase("application/json; charset=utf-8"))
            .withHeader("Accept-Encoding", equalTo("identity"))
            .withHeader("Content-Length", equalTo("22"))
            .withoutHeader("Transfer-Encoding")
            .withoutHeader("Expect")
            .withoutHeader("Upgrade")
            .withRequestBody(equalToJson("{\"event\":\"order.paid\"}")));
  }

  @Test
  void X_46_every_fault_is_one_request_and_worth_a_retry() {
    for (Fault fault : Fault.values()) {
      receiver.resetAll();
      receiver.stubFor(put(urlEqualTo("/" + fault)).willReturn(aResponse().withFault(fault)));

      Answer answer = send("/" + fault);

      assertThat(judge(new ResponseCheck.StatusCode(), answer))
          .as(fault.name())
          .isInstanceOf(Verdict.Retry.class);
      receiver.verify(1, putRequestedFor(urlEqualTo("/" + fault)));
    }
  }

  private static Verdict judge(ResponseCheck check, Answer answer) {
    return Verdicts.judge(check, FailureRules.DEFAULT, answer, Instant.EPOCH);
  }

  private Answer send(String target) {
    var answer = new CompletableFuture<Answer>();
    sender.send(
        new OutgoingRequest(
            SenderFixture.SERVICE,
            HttpMethod.PUT,
            receiver.baseUrl() + target,
            List.of(new Header("Content-Type", "application/json; charset=utf-8")),
            "{\"event\":\"order.paid\"}".getBytes(StandardCharsets.UTF_8),
            Duration.ofSeconds(10)),
        answer::complete);
    return answer.join();
  }
}
