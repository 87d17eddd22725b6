package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may look only gets nothing signed with a service's secret that they could send to its receiver themselves. */
class SignatoryTest extends AdminFixture {
  private static final String SECRET = "a-signing-secret";
  private static final Set<AdminPermission> LOOK = EnumSet.of(AdminPermission.VIEW);
  private static final Set<AdminPermission> TRY =
      EnumSet.of(AdminPermission.VIEW, AdminPermission.TEST);

  private String draft;
  private String id;

  @BeforeEach
  void sign() {
    id = service("Orders", ", 'signature': 'github', 'secret': '" + SECRET + "'");
    draft = "{\"id\": \"" + id + "\", \"name\": \"Orders\", \"url\": \"" + receiver.url("/in")
        + "\", \"signature\": \"github\", \"body\": \"{\\\"paid\\\": 1000000}\"}";
  }

  @Test
  void a_preview_is_signed_with_the_secret_for_those_who_may_send_it() {
    String signature = "sha256=" + Hmac.hex("HmacSHA256", SECRET, "{\"paid\": 1000000}");

    for (String path : new String[] {"preview", "signature/preview"}) {
      assertThat(answer(path, draft, TRY).toString()).as(path).contains(signature);
      JsonNode seen = answer(path, draft, LOOK);
      assertThat(seen.toString()).as(path).contains("sha256=").doesNotContain(signature);
      assertThat(seen.path("valid").asBoolean()).isTrue();
      assertThat(seen.at("/signature/sampleSecret").asBoolean()).as(path).isTrue();
    }
  }

  @Test
  void verifying_tells_whether_a_signature_fits_and_not_which_would() {
    String asked = "{\"service\": \"" + id
        + "\", \"headers\": {\"X-Hub-Signature-256\": \"sha256=%s\"}," + " \"body\": \"{}\"}";
    String right = Hmac.hex("HmacSHA256", SECRET, "{}");

    JsonNode wrong = answer("signature/verify", asked.formatted("00"), LOOK);
    assertThat(wrong.path("fits").asBoolean()).isFalse();
    assertThat(wrong.toString()).doesNotContain(right);
    assertThat(answer("signature/verify", asked.formatted(right), LOOK)
            .path("fits")
            .asBoolean())
        .isTrue();
    assertThat(answer("signature/verify", asked.formatted("00"), TRY)
            .path("expected")
            .asText())
        .contains(right);
  }

  @Test
  void a_secret_of_ones_own_is_ones_own() {
    String asked =
        "{\"service\": \"" + id + "\", \"secret\": \"mine\", \"headers\": {}, \"body\": \"{}\"}";

    assertThat(answer("signature/verify", asked, LOOK).path("expected").asText())
        .contains(Hmac.hex("HmacSHA256", "mine", "{}"));
  }

  private JsonNode answer(String path, String json, Set<AdminPermission> permissions) {
    var answer = webhooks.admin(new AdminRequest(
        "POST",
        "api/v1/" + path,
        Map.of(),
        Map.of("Content-Type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8),
        "ann",
        permissions,
        AdminRequest.Page.at("")));
    assertThat(answer.status()).as(text(answer)).isEqualTo(200);
    return json(answer);
  }
}
