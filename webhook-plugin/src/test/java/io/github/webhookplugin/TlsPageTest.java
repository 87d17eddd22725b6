package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhookplugin.dialects.SecretsLeftOut;
import io.github.webhookplugin.editing.Copied;
import io.github.webhookplugin.model.Keyring;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W-06 in the pages: the section Connection of the editor, and the mark of what is not verified. */
class TlsPageTest extends PagesFixture {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  @TempDir
  static Path folder;

  private static Keyring keys;

  @BeforeAll
  static void make() throws Exception {
    keys = new Keyring(folder).authority("house", "EC").add("client", "EC", "-signer", "house");
  }

  /** Certificates are valid from now on, so that the clock has to stand there. */
  @BeforeEach
  void turn() {
    clock.forward(Duration.between(clock.instant(), Clock.systemUTC().instant().plusSeconds(60)));
  }

  private String saved(Map<String, Object> tls) throws Exception {
    var document = Map.of("name", "Inside", "url", receiver.url("/in"), "tls", tls);
    var answer = raw("POST", "services", JSON, new ObjectMapper().writeValueAsString(document));
    assertThat(answer.status()).as(text(answer)).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private Map<String, Object> client() throws Exception {
    return Map.of(
        "authorities", keys.certificate("house"),
        "clientCertificate", keys.chain("client"),
        "clientKey", keys.key("client"));
  }

  @Test
  void the_editor_shows_the_certificates_and_keeps_the_key_that_it_does_not_show()
      throws Exception {
    String id = saved(client());
    String before = json(get("services/" + id)).path("tls").toString();

    Document dialog = page("services/" + id + "/edit");
    List<String> fields = EditorPageTest.fields(dialog);
    assertThat(dialog.html()).doesNotContain("PRIVATE KEY-----\nM");
    assertThat(dialog.select("#f-tls-authorities ~ .help").text())
        .contains("CN=house, issued by CN=house, valid until", "SHA-256");
    assertThat(dialog.select("#f-tls-clientKey").attr("placeholder"))
        .isEqualTo("A key is stored. Enter another to replace it.");
    var answer = submit("services/" + id, fields.toArray(String[]::new));

    assertThat(answer.status()).as(text(answer)).isLessThan(300);
    assertThat(json(get("services/" + id)).path("tls").toString()).isEqualTo(before);
  }

  @Test
  void what_is_wrong_stands_at_its_field() {
    List<String> fields = EditorPageTest.fields(page("services/new"));
    EditorPageTest.set(fields, "name", "Inside");
    EditorPageTest.set(fields, "url", receiver.url("/in"));
    EditorPageTest.set(fields, "tls.authorities", "hello");
    EditorPageTest.set(fields, "tls.unverifiedUntil", "2001-01-31 12:00");

    Document refused = html(submit("services", fields.toArray(String[]::new)));

    assertThat(refused.select("#f-tls-authorities-e").text())
        .startsWith("There is no certificate in this text.");
    assertThat(refused.select("#f-tls-unverifiedUntil-e").text())
        .startsWith("This moment has passed.");
  }

  @Test
  void a_receiver_that_is_not_verified_is_marked_wherever_its_service_is_shown() throws Exception {
    webhooks.apply(Map.of("allowUnverifiedTls", true), "ann");
    String id =
        saved(Map.of("unverifiedUntil", clock.instant().plusSeconds(3_600).toString()));

    assertThat(page("services/" + id).select(".badge.bad").text())
        .startsWith("Certificate not verified until ");
    assertThat(page("").select(".badge.bad").text()).contains("Certificate not verified until ");

    clock.forward(Duration.ofHours(2));
    assertThat(page("services/" + id).select(".badge.bad")).isEmpty();
  }

  @Test
  void neither_a_copy_nor_an_export_has_the_client_certificate() throws Exception {
    String id = saved(client());
    LinkedHashMap<String, Object> document =
        new ObjectMapper().convertValue(json(get("services/" + id)), new TypeReference<>() {});

    assertThat(Copied.loses(document)).isTrue();
    assertThat(Copied.of(document, "Second").get("tls").toString())
        .contains("authorities")
        .doesNotContain("client");
    assertThat(SecretsLeftOut.fill(document)).containsExactly("/tls/clientKey");
    assertThat(document.get("tls").toString()).doesNotContain("clientCertificate=-");
  }
}
