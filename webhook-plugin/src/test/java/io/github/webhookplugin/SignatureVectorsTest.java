package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.EventModel;
import io.github.webhookplugin.rendering.ServiceTemplates;
import io.github.webhookplugin.settings.CheckedTemplates;
import io.github.webhookplugin.settings.Result;
import io.github.webhookplugin.settings.SettingsReader;
import io.github.webhookplugin.signing.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that independent implementations made, some of them published, from the shipped recipes (N-03). */
class SignatureVectorsTest {
  /** Where a scheme's signature is found: a recipe, and a header of it or what its body gets. */
  private record Where(Object recipe, String header) {}

  private static final String SIGN = "{{sign}}";
  private static final Map<String, Where> SCHEMES = Map.ofEntries(
      Map.entry("standardwebhooks", new Where("standard-webhooks", "webhook-signature")),
      Map.entry(
          "standardwebhooks-v1a", new Where("standard-webhooks-ed25519", "webhook-signature")),
      Map.entry("standardwebhooks-mixed", new Where("standard-webhooks-both", "webhook-signature")),
      Map.entry("github", new Where("github", "X-Hub-Signature-256")),
      Map.entry("github-sha1", new Where("github", "X-Hub-Signature")),
      Map.entry("openmetadata-hex", new Where("openmetadata-docs", "X-OM-Signature")),
      Map.entry("openmetadata-base64", new Where("openmetadata", "X-OM-Signature")),
      Map.entry("stripe", new Where("stripe-style", "Stripe-Signature")),
      Map.entry("slack", new Where("slack-v0", "X-Slack-Signature")),
      Map.entry("shopify", new Where("shopify", "X-Shopify-Hmac-Sha256")),
      Map.entry("outpost", new Where("outpost", "x-outpost-signature")),
      Map.entry("convoy-advanced", new Where("convoy-advanced", "X-Convoy-Signature")),
      Map.entry("dingtalk", new Where("dingtalk-robot", "")),
      Map.entry("feishu", new Where("feishu", SIGN)),
      Map.entry("dms", new Where("dms", SIGN)));
  private static final String ADDRESS = "https://receiver.example/hook";

  static Stream<Arguments> vectors() throws IOException {
    try (var file = SignatureVectorsTest.class.getResourceAsStream("/vectors/signatures.json")) {
      JsonNode all = new ObjectMapper().readTree(file);
      return StreamSupport.stream(all.spliterator(), false)
          .map(vector -> Arguments.of(vector.get("name").asText(), vector));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void N_03_signs_as_the_vectors_say(String name, JsonNode vector) {
    JsonNode inputs = vector.get("inputs");
    Where where = SCHEMES.get(vector.get("scheme").asText());
    WebhookService service = service(where.recipe(), inputs);
    Signer signer = signer(service, inputs);
    Instant at = at(service, inputs);
    byte[] body = body(inputs);
    String id = inputs.path("id").asText("msg");

    if (where.header().equals(SIGN)) {
      assertThat(signer.sign(id, at, body)).isEqualTo(vector.get("expected").asText());
    } else if (where.header().isEmpty()) {
      var model = EventModel.of(NotificationEvent.of("t").build(), "e", at)
          .forDelivery(service, id, at, "");
      String url = ServiceTemplates.compile(service, "1")
          .url(model, signer.fields(id, at, body).query());
      assertThat(signer.sign(id, at, body))
          .isEqualTo(vector.at("/expected/sign").asText());
      assertThat(url).isEqualTo(ADDRESS + "?" + vector.at("/expected/query").asText());
    } else {
      assertThat(signer.fields(id, at, body).headers())
          .filteredOn(header -> header.name().equals(where.header()))
          .extracting(Header::value)
          .containsExactly(vector.get("expected").asText());
    }
  }

  @Test
  void there_are_vectors_for_all_schemes() throws IOException {
    assertThat(vectors()).hasSize(135);
    assertThat(
            vectors().map(vector -> ((JsonNode) vector.get()[1]).get("scheme").asText()))
        .containsAll(SCHEMES.keySet());
  }

  private static WebhookService service(Object recipe, JsonNode inputs) {
    var document = new HashMap<String, Object>();
    document.put("name", "Vector");
    document.put("url", inputs.path("webhookUrl").asText(ADDRESS));
    document.put("signature", recipe);
    document.put("secret", secret(recipe, inputs));
    Result result =
        new SettingsReader(CheckedTemplates.RULES).addService(document, Settings.INITIAL);
    assertThat(result).isInstanceOf(Result.Accepted.class);
    return ((Result.Accepted) result).settings().services().get(0);
  }

  /** Both keys of a recipe that has two, else the newest. */
  private static String secret(Object recipe, JsonNode inputs) {
    String first = inputs.at("/secrets/0").asText();
    return recipe.equals("standard-webhooks-both")
        ? first + " " + inputs.at("/secrets/1").asText()
        : first;
  }

  private static Signer signer(WebhookService service, JsonNode inputs) {
    Signing signing = service.delivery().signing();
    boolean rotates =
        inputs.get("secrets").size() == 2 && signing.recipe().schemes().size() == 1;
    return Signer.of(
        rotates
            ? signing.with(new Signing.Keys(
                signing.secret(),
                new Signing.Former(Secret.of(inputs.at("/secrets/1").asText()), Instant.MAX)))
            : signing,
        service.request().url());
  }

  private static Instant at(WebhookService service, JsonNode inputs) {
    long timestamp = inputs.path("timestamp").asLong(0);
    return switch (service.delivery().signing().recipe().content().unit()) {
      case SECONDS -> Instant.ofEpochSecond(timestamp);
      case MILLIS -> Instant.ofEpochMilli(timestamp);
    };
  }

  private static byte[] body(JsonNode inputs) {
    return inputs.has("messageEventJson")
        ? ("{\"messageEvent\":" + inputs.get("messageEventJson").asText()
                + ",\"signatureMethod\":\"HMAC_SHA1\",\"signatureText\":\"\"}")
            .getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(inputs.path("body_base64").asText(""));
  }
}
