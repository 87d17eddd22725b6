package io.github.webhookplugin.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.About;
import io.github.webhookplugin.model.SignatureRecipe.Algorithm;
import io.github.webhookplugin.model.SignatureRecipe.BodyForm;
import io.github.webhookplugin.model.SignatureRecipe.Content;
import io.github.webhookplugin.model.SignatureRecipe.Encoding;
import io.github.webhookplugin.model.SignatureRecipe.In;
import io.github.webhookplugin.model.SignatureRecipe.Output;
import io.github.webhookplugin.model.SignatureRecipe.Place;
import io.github.webhookplugin.model.SignatureRecipe.Result;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.model.SignatureRecipe.TimestampUnit;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.receiving.SignedSample.Shape;
import io.github.webhookplugin.settings.ShippedRecipe;
import io.github.webhookplugin.settings.ShippedRecipes;
import io.github.webhookplugin.signing.NewSecret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each generated program runs, and takes what the recipe's signer signed and nothing else. */
class ReceiverCodeTest {
  private static final List<Language> RECEIVING =
      List.of(Language.JAVA, Language.PYTHON, Language.NODE, Language.GO, Language.PHP);

  @TempDir
  Path folder;

  private final SecureRandom random = new SecureRandom();

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("programs")
  void takes_what_is_signed_and_refuses_the_rest(Language language, SignatureRecipe recipe)
      throws Exception {
    Shape shape = Shape.of(recipe.name());
    Secret secret = NewSecret.of(recipe, random);
    Secret other = NewSecret.of(recipe, random);
    Instant now = Instant.now();
    String code = new ReceiverCode(recipe, shape.spots(), ReceiverCode.TOLERANCE).in(language);
    boolean timed = code.contains("TOLERANCE");
    boolean coversBody = recipe.content().template().contains("{{body");

    try (var receiver =
        StartedReceiver.start(language, code, folder, environment(recipe, secret))) {
      SignedSample good = SignedSample.of(recipe, shape, secret, now);
      SignedSample wrong = SignedSample.of(recipe, shape, other, now);
      SignedSample old = SignedSample.of(recipe, shape, secret, now.minusSeconds(400));

      assertThat(told(receiver, good)).isEqualTo(204);
      assertThat(told(receiver, wrong)).as("another secret").isEqualTo(401);
      assertThat(told(receiver, old)).as("an old request").isEqualTo(timed ? 401 : 204);
      assertThat(told(receiver, good.with("中", "国")))
          .as("another body")
          .isEqualTo(coversBody ? 401 : 204);
      assertThat(receiver.post("", Map.of(), SignedSample.utf8("hello")).status())
          .as("no signature")
          .isEqualTo(401);
      if (recipe.joins()) {
        var rotated = new Signing.Keys(other, new Signing.Former(secret, now.plusSeconds(60)));
        assertThat(told(receiver, SignedSample.of(recipe, shape, rotated, now)))
            .as("the former secret beside a new one")
            .isEqualTo(204);
      }
      if (recipe.name().equals("dms")) {
        assertThat(told(receiver, good.with("\"signatureMethod\"", "\"messageEvent\":{},\"a\"")))
            .as("a second messageEvent, which parsers would take")
            .isEqualTo(401);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recipes")
  void the_sample_that_curl_sends_is_signed_as_the_recipe_says(SignatureRecipe recipe)
      throws Exception {
    StartedReceiver.installed("curl");
    StartedReceiver.installed("openssl");
    Shape shape = Shape.of(recipe.name());
    Secret secret = NewSecret.of(recipe, random);
    var code = new ReceiverCode(recipe, shape.spots(), ReceiverCode.TOLERANCE);
    String script = code.sample("POST", "application/json", shape.body());
    Path file = java.nio.file.Files.writeString(folder.resolve("sample.sh"), script);

    try (var receiver = StartedReceiver.start(
        Language.PYTHON, code.in(Language.PYTHON), folder, environment(recipe, secret))) {
      var builder =
          new ProcessBuilder("sh", file.toString(), receiver.url()).redirectErrorStream(true);
      builder.environment().put("WEBHOOK_SECRET", firstKey(recipe, secret));
      builder.environment().put("WEBHOOK_URL", SignedSample.URL);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes());

      assertThat(output).contains("204 No Content");
    }
  }

  @Test
  void a_recipe_without_a_place_needs_sign_in_a_template() {
    SignatureRecipe dms = shipped("dms");

    assertThatThrownBy(() -> new ReceiverCode(dms, List.of(), ReceiverCode.TOLERANCE))
        .isInstanceOf(UnverifiableException.class)
        .hasMessageContaining("Put {{sign}} into the body");
  }

  @Test
  void the_tolerance_is_as_wished() {
    var code = new ReceiverCode(shipped("slack-v0"), List.of(), Duration.ofHours(1));

    assertThat(code.in(Language.PYTHON)).contains("TOLERANCE = 3600");
  }

  @Test
  void a_hostile_title_stays_in_its_comment() {
    for (String title : List.of("*/ x", "\"\"\" x", "?> x", "a\nb", "\\u002a/", "%%end")) {
      SignatureRecipe recipe = own(title, "{{body}}", Encoding.UTF8, Output.HEX, "{{signature}}");
      for (Language language : RECEIVING) {
        assertThat(new ReceiverCode(recipe, List.of(), ReceiverCode.TOLERANCE).in(language))
            .doesNotContain(title);
      }
    }
  }

  private static int told(StartedReceiver receiver, SignedSample sample) throws Exception {
    return receiver.post(sample.query(), sample.headers(), sample.body()).status();
  }

  private static Map<String, String> environment(SignatureRecipe recipe, Secret secret) {
    boolean pair = recipe.schemes().stream().allMatch(s -> s.algorithm() == Algorithm.ED25519);
    return Map.of(
        "WEBHOOK_SECRET",
        pair ? NewSecret.publicKey(recipe, secret).orElseThrow() : firstKey(recipe, secret),
        "WEBHOOK_URL",
        SignedSample.URL);
  }

  /** The receiver checks the first of two schemes. */
  private static String firstKey(SignatureRecipe recipe, Secret secret) {
    return recipe.hasKeyForEach() ? secret.reveal().split(" ")[0] : secret.reveal();
  }

  static Stream<Arguments> programs() {
    return RECEIVING.stream()
        .flatMap(language -> recipes().map(recipe -> Arguments.of(language, recipe)));
  }

  /** All that come with the plugin, and some of an admin's own with what those do not have. */
  static Stream<SignatureRecipe> recipes() {
    return Stream.concat(
        ShippedRecipes.list().stream().map(ShippedRecipe::usual),
        Stream.of(
            new SignatureRecipe(
                new About("body", "Sign in the body", "", true),
                List.of(scheme(Encoding.UTF8, Output.BASE64)),
                new Content("{{id}}\n{{body}}", TimestampUnit.SECONDS),
                new Result("", Result.SIGNATURE),
                List.of(),
                BodyForm.AS_RENDERED),
            own(
                "without",
                "{{bodyWithout:/signature}}{{timestamp}}'\"\\",
                Encoding.HEX,
                Output.BASE64_URL,
                "a [q] \\ ({{signature}})"),
            own(
                "base64",
                "{{timestamp}}$x{{body:/n/1}}{{body}}",
                Encoding.BASE64,
                Output.HEX,
                "{{timestamp}}/{{signature}}")));
  }

  private static SignatureRecipe own(
      String name, String content, Encoding encoding, Output output, String value) {
    return new SignatureRecipe(
        new About(name, name, "", true),
        List.of(scheme(encoding, output)),
        new Content(content, TimestampUnit.MILLIS),
        new Result("", Result.SIGNATURE),
        List.of(
            new Place(In.HEADER, "X-Time", "{{timestamp}}"), new Place(In.HEADER, "X-Sign", value)),
        BodyForm.AS_RENDERED);
  }

  private static Scheme scheme(Encoding encoding, Output output) {
    return new Scheme("s", Algorithm.HMAC_SHA512, encoding, Scheme.SECRET, output, "<{{hash}}>");
  }

  private static SignatureRecipe shipped(String name) {
    return ShippedRecipes.list().stream()
        .map(ShippedRecipe::usual)
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
