package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.DeliveryReceipt.Outcome;
import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.receiving.StartedReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The receiver of the documents, with the verification code of OpenMetadata's documentation, gets real requests. */
class OpenMetadataExampleTest extends OpenChannel {
  private static final Path EXAMPLE = Path.of("../docs/examples/openmetadata-receiver.py");

  @Test
  void W_88_S_39a_it_verifies_what_the_recipe_openmetadata_docs_signs_and_refuses_the_rest()
      throws Exception {
    Process process = new ProcessBuilder(
            StartedReceiver.installed("python3"), EXAMPLE.toString(), "0", "your-hmac-secret-key")
        .redirectErrorStream(true)
        .start();
    try {
      String line = process.inputReader().readLine();
      String url = "http://127.0.0.1:" + line.substring(line.lastIndexOf(' ') + 1) + "/";
      configure(
          signed("As documented", url, "openmetadata-docs", "your-hmac-secret-key"),
          signed("Other secret", url, "openmetadata-docs", "another"),
          signed("As sent", url, "openmetadata", "your-hmac-secret-key"));

      webhooks.publish(
          NotificationEvent.of("entityCreated").message("中 \"x\"\n😀").build());

      assertThat(receipts(3).stream()
              .collect(Collectors.toMap(each -> each.service(), each -> each.outcome())))
          .isEqualTo(Map.of(
              "As documented", Outcome.DELIVERED,
              "Other secret", Outcome.FAILED,
              "As sent", Outcome.FAILED));
    } finally {
      process.destroyForcibly();
    }
  }

  private Map<String, Object> signed(String name, String url, String recipe, String secret) {
    var service = new HashMap<>(service(name, "/", "signature", recipe, "secret", secret));
    service.put("url", url);
    return service;
  }

  /** The lines of the page, which has them without their indentation. */
  @Test
  void W_88_S_39a_its_verification_is_the_code_of_the_page() throws Exception {
    List<String> example = Files.readString(EXAMPLE).lines().map(String::strip).toList();

    assertThat(example)
        .containsSubsequence(
            "import hmac",
            "import hashlib",
            "def verify_signature(payload, signature, secret_key):",
            "expected = hmac.new(",
            "secret_key.encode('utf-8'),",
            "payload.encode('utf-8'),",
            "hashlib.sha256",
            ").hexdigest()",
            "return hmac.compare_digest(f\"sha256={expected}\", signature)");
  }
}
