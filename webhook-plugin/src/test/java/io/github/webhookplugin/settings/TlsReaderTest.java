package io.github.webhookplugin.settings;

import static io.github.webhookplugin.settings.Documents.accepted;
import static io.github.webhookplugin.settings.Documents.only;
import static io.github.webhookplugin.settings.Documents.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Keyring;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.Pem;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.TlsRules.Version;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W-06: the field {@code tls} of a service. */
class TlsReaderTest {
  private static final Instant NOW = Clock.systemUTC().instant().plusSeconds(3_600);
  private static final Settings PERMISSIVE =
      accepted(Documents.READER.read(Map.of("allowUnverifiedTls", true), Settings.INITIAL));

  @TempDir
  static Path folder;

  private static Keyring keys;
  private SettingsReader reader = at(NOW);

  @BeforeAll
  static void make() throws Exception {
    keys = new Keyring(folder)
        .authority("house", "EC")
        .add("client", "EC", "-signer", "house")
        .add("client-rsa", "RSA", "-signer", "house")
        .add("past", "EC", "-signer", "house", "-startdate", "-9d", "-validity", "5")
        .add("itself", "RSA");
  }

  @Test
  void what_is_not_said_is_as_for_all() {
    Settings settings = saved(Map.of());

    assertThat(tls(settings)).isEqualTo(TlsRules.USUAL);
    assertThat(shown(settings)).containsEntry("tls", null);
  }

  @Test
  void authorities_are_stored_once_each_and_without_what_stands_around_them() throws Exception {
    String house = keys.certificate("house");
    Settings settings =
        saved(Map.of("authorities", "issued by us\n" + house + "\n\n" + house, "minimum", "1.3"));

    assertThat(tls(settings)).isEqualTo(new TlsRules(house, null, Version.TLS_1_3, null));
  }

  @Test
  void a_receivers_own_certificate_counts_as_authority_if_it_vouches_for_itself() throws Exception {
    assertThat(problems(Map.of("authorities", keys.certificate("itself")))).isEmpty();
  }

  @Test
  void authorities_have_to_be_certificates_of_authorities() throws Exception {
    assertThat(problems(Map.of("authorities", "hello")))
        .containsExactly(new SettingsProblem(
            "/tls/authorities",
            "There is no certificate in this text. Expected PEM, which begins with"
                + " -----BEGIN CERTIFICATE-----."));
    assertThat(problems(Map.of("authorities", new Pem(Pem.CERTIFICATE, new byte[] {1}).text())))
        .extracting(SettingsProblem::message)
        .containsExactly("A certificate in this text cannot be read. Was all of it copied? Paste it"
            + " again.");
    assertThat(problems(Map.of("authorities", keys.certificate("client"))))
        .extracting(SettingsProblem::message)
        .containsExactly("The certificate of “CN=client” is not one of an authority. Enter that of"
            + " the authority that issued it.");
    assertThat(problems(Map.of("authorities", keys.certificate("house") + keys.key("client"))))
        .extracting(SettingsProblem::message)
        .containsExactly("There is a private key in this text. Remove it: authorities are"
            + " certificates only.");
  }

  @Test
  void an_authority_that_has_expired_is_refused_once_and_no_obstacle_later() throws Exception {
    Settings settings = saved(Map.of("authorities", keys.certificate("house")));
    reader = at(NOW.plus(Duration.ofDays(4_000)));

    assertThat(problems(Map.of("authorities", keys.certificate("house"))))
        .extracting(SettingsProblem::message)
        .singleElement()
        .asString()
        .startsWith("The certificate of “CN=house” has expired on ");
    var document = new LinkedHashMap<>(shown(settings));
    document.put("description", "something else");
    assertThat(reader.replaceService(only(settings).id(), document, settings))
        .isInstanceOf(Result.Accepted.class);
  }

  @Test
  void a_client_certificate_comes_with_its_key() throws Exception {
    String chain = keys.chain("client");
    Settings settings = saved(Map.of("clientCertificate", chain, "clientKey", keys.key("client")));

    assertThat(tls(settings).client()).isEqualTo(keys.client("client"));
    assertThat(problems(Map.of("clientCertificate", chain)))
        .containsExactly(new SettingsProblem(
            "/tls/clientKey", "Enter the private key of the client certificate, in PEM (PKCS#8)."));
    assertThat(problems(Map.of("clientKey", keys.key("client"))))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/tls/clientCertificate");
    assertThat(problems(Map.of("clientCertificate", chain, "clientKey", keys.key("client-rsa"))))
        .containsExactly(new SettingsProblem(
            "/tls/clientKey",
            "This key is not that of the certificate of “CN=client”. Enter the key that belongs to"
                + " it, and that certificate first."));
    assertThat(problems(
            Map.of("clientCertificate", keys.chain("past"), "clientKey", keys.key("past"))))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/tls/clientCertificate");
  }

  @Test
  void one_file_may_have_both_certificate_and_key() throws Exception {
    String both = keys.key("client-rsa") + keys.chain("client-rsa");
    Settings settings = saved(Map.of("clientCertificate", both));

    assertThat(tls(settings).client()).isEqualTo(keys.client("client-rsa"));
    assertThat(shown(settings).toString()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void a_pkcs12_file_is_stored_as_pem() throws Exception {
    var file = new ByteArrayOutputStream();
    keys.only("client-rsa").store(file, Keyring.PASSWORD.toCharArray());
    String base64 = Base64.getEncoder().encodeToString(file.toByteArray());

    Settings settings = saved(Map.of("pkcs12", base64, "password", Keyring.PASSWORD));

    assertThat(tls(settings).client()).isEqualTo(keys.client("client-rsa"));
    assertThat(problems(Map.of("pkcs12", base64, "password", "wrong")))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/tls/password");
    assertThat(problems(Map.of("pkcs12", "data:;base64,@@@")))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/tls/password");
  }

  @Test
  void an_encrypted_key_is_decrypted_with_its_password() throws Exception {
    String encrypted = encrypted(keys.key("client"));
    var document = new HashMap<String, Object>(
        Map.of("clientCertificate", keys.chain("client"), "clientKey", encrypted));

    assertThat(problems(document))
        .containsExactly(new SettingsProblem(
            "/tls/password",
            "The private key is encrypted. Enter its password, or decrypt it: openssl pkcs8 -in"
                + " key.pem"));
    document.put("password", "wrong");
    assertThat(problems(document))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/tls/password");
    document.put("password", "pass word");
    assertThat(tls(saved(document)).client()).isEqualTo(keys.client("client"));
  }

  @Test
  void a_key_of_an_older_form_is_refused_with_the_way_out() throws Exception {
    String old = new Pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}).text();

    assertThat(problems(Map.of("clientCertificate", keys.chain("client"), "clientKey", old)))
        .containsExactly(new SettingsProblem(
            "/tls/clientKey",
            "This is a private key of the form “RSA PRIVATE KEY”. Convert it to PKCS#8: openssl"
                + " pkcs8 -topk8 -nodes -in key.pem"));
  }

  @Test
  void people_see_the_certificates_and_of_the_key_that_it_is_there() throws Exception {
    Settings settings = saved(Map.of(
        "authorities",
        keys.certificate("house"),
        "clientCertificate",
        keys.chain("client"),
        "clientKey",
        keys.key("client")));
    var tls = (Map<?, ?>) shown(settings).get("tls");

    assertThat(tls.get("clientKey")).isEqualTo(Map.of("set", true, "fingerprint", "f1"));
    assertThat((List<?>) tls.get("certificates"))
        .extracting(each -> ((Map<?, ?>) each).get("in") + " "
            + ((Map<?, ?>) each).get("subject") + " "
            + ((Map<?, ?>) each).get("issuer"))
        .containsExactly(
            "authorities CN=house CN=house",
            "clientCertificate CN=client CN=house",
            "clientCertificate CN=house CN=house");
    assertThat(((Map<?, ?>) ((List<?>) tls.get("certificates")).get(0))
            .get("sha256")
            .toString())
        .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
  }

  @Test
  void the_key_is_kept_as_long_as_its_certificate_is_there() throws Exception {
    Settings settings =
        saved(Map.of("clientCertificate", keys.chain("client"), "clientKey", keys.key("client")));
    var id = only(settings).id();

    Settings again = accepted(reader.replaceService(id, shown(settings), settings));
    assertThat(tls(again)).isEqualTo(tls(settings));
    Settings newer =
        accepted(reader.patchService(id, Map.of("tls", Map.of("minimum", "1.3")), settings));
    assertThat(tls(newer).client()).isEqualTo(tls(settings).client());
    assertThat(tls(newer).minimum()).isEqualTo(Version.TLS_1_3);
    assertThat(refused(reader.patchService(
            id, Map.of("tls", Map.of("clientCertificate", keys.chain("client-rsa"))), settings)))
        .extracting(SettingsProblem::pointer)
        .containsExactly("/tls/clientKey");
    var without = new HashMap<String, @Nullable Object>();
    without.put("clientCertificate", null);
    assertThat(tls(accepted(reader.patchService(id, Map.of("tls", without), settings))))
        .isEqualTo(TlsRules.USUAL);
  }

  @Test
  void the_store_has_the_key_sealed() throws Exception {
    Settings settings =
        saved(Map.of("clientCertificate", keys.chain("client"), "clientKey", keys.key("client")));
    var stored = new StoredSettings(Vault.open(folder.resolve("vault")));

    Map<String, String> rows = stored.toRows(settings);

    assertThat(rows.toString()).doesNotContain("PRIVATE KEY").contains("enc:v1:");
    assertThat(tls(stored.fromRows(1, rows))).isEqualTo(tls(settings));
  }

  @Test
  void certificates_may_be_left_unverified_for_thirty_days_where_that_is_permitted() {
    String month = NOW.plus(Duration.ofDays(30)).toString();

    assertThat(tls(saved(PERMISSIVE, Map.of("unverifiedUntil", month))).unverifiedUntil())
        .isEqualTo(month);
    assertThat(problems(Map.of("unverifiedUntil", month)))
        .containsExactly(new SettingsProblem(
            "/tls/unverifiedUntil",
            "Certificates have to be verified here. Allow exceptions in Settings › Security"
                + " first."));
    assertThat(problems(
            PERMISSIVE, Map.of("unverifiedUntil", NOW.plus(Duration.ofDays(31)).toString())))
        .extracting(SettingsProblem::message)
        .containsExactly("Expected a moment within 30 days. Choose an earlier one.");
    assertThat(problems(PERMISSIVE, Map.of("unverifiedUntil", NOW.toString())))
        .extracting(SettingsProblem::message)
        .containsExactly("This moment has passed. Choose a later one, or leave it out.");
    assertThat(problems(PERMISSIVE, Map.of("unverifiedUntil", "tomorrow")))
        .extracting(SettingsProblem::message)
        .containsExactly("Expected a moment such as 2026-01-31T12:00:00Z, found “tomorrow”.");
  }

  @Test
  void a_time_without_verification_that_has_passed_is_dropped_with_the_next_change() {
    Settings settings =
        saved(PERMISSIVE, Map.of("unverifiedUntil", NOW.plusSeconds(60).toString()));
    reader = at(NOW.plusSeconds(61));

    Settings later =
        accepted(reader.replaceService(only(settings).id(), shown(settings), settings));

    assertThat(tls(later)).isEqualTo(TlsRules.USUAL);
  }

  @Test
  void a_permission_that_was_taken_back_counts_at_once() {
    Settings settings =
        saved(PERMISSIVE, Map.of("unverifiedUntil", NOW.plusSeconds(60).toString()));

    assertThat(only(settings).tlsUnder(settings.global()).verifies()).isFalse();
    assertThat(only(settings).tlsUnder(Settings.INITIAL.global()).verifies()).isTrue();
  }

  private static String encrypted(String key) throws Exception {
    String algorithm = "PBEWithHmacSHA256AndAES_256";
    var secret = SecretKeyFactory.getInstance(algorithm)
        .generateSecret(new PBEKeySpec("pass word".toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        secret,
        new PBEParameterSpec(new byte[16], 2_000, new IvParameterSpec(new byte[16])));
    var parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    byte[] sealed = cipher.doFinal(Pem.blocks(key).get(0).content());
    return new Pem(
            "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(parameters, sealed).getEncoded())
        .text();
  }

  private static SettingsReader at(Instant now) {
    return new SettingsReader(
        template -> List.of(),
        OwnAddresses.NONE,
        io.github.webhookplugin.model.Allowed.ANY,
        Clock.fixed(now, ZoneOffset.UTC),
        HostSecrets.none());
  }

  private static Map<String, Object> service(Map<String, Object> tls) {
    return Map.of("name", "Orders", "url", "https://receiver.example/", "tls", tls);
  }

  private Settings saved(Map<String, Object> tls) {
    return saved(Settings.INITIAL, tls);
  }

  private Settings saved(Settings before, Map<String, Object> tls) {
    return accepted(reader.addService(service(tls), before));
  }

  private List<SettingsProblem> problems(Map<String, Object> tls) {
    return problems(Settings.INITIAL, tls);
  }

  private List<SettingsProblem> problems(Settings before, Map<String, Object> tls) {
    return reader.addService(service(tls), before) instanceof Result.Refused refused
        ? refused.problems()
        : List.of();
  }

  private static TlsRules tls(Settings settings) {
    return only(settings).delivery().tls();
  }

  private static Map<String, Object> shown(Settings settings) {
    return ServiceDocument.of(only(settings), new PublicVeil(secret -> "f1"));
  }
}
