package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.Signing.Former;
import io.github.webhookplugin.model.Signing.Keys;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.signing.NewSecret;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of one service's signing secret: {@code generate} and {@code set} put another in its place at once, {@code
 * rotate} leaves the old one in use for a while, {@code switch} says anew until when. Used by one thread.
 */
public final class SecretChange {
  static final Duration OVERLAP = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final List<String> FIELDS =
      List.of("action", "secret", "secretOverlap", "switchAt");
  private static final Map<String, Action> ACTIONS = Words.of(
      Map.entry("generate", Action.GENERATE),
      Map.entry("rotate", Action.ROTATE),
      Map.entry("set", Action.SET),
      Map.entry("switch", Action.SWITCH));

  private enum Action {
    GENERATE,
    ROTATE,
    SET,
    SWITCH
  }

  private final Map<String, Object> document;
  private final SecureRandom random;
  private final Instant now;
  private @Nullable Secret generated;

  /** Of what an admin asks for now. */
  public SecretChange(Map<String, Object> document, SecureRandom random, Instant now) {
    this.document = document;
    this.random = random;
    this.now = now;
  }

  /** A new secret that fits a recipe of ours, for a service that is not saved; empty if there is no such recipe. */
  public static Optional<Secret> fresh(String recipe, SecureRandom random) {
    return ShippedRecipes.usual(recipe).map(usual -> NewSecret.of(usual, random));
  }

  /** The settings after the change, or why it cannot be. */
  public Result of(ServiceId id, Settings current) {
    WebhookService service = current.service(id).orElseThrow();
    var problems = new Problems();
    var fields = new Fields(document, "", problems);
    Signing signing = changed(fields, service.delivery().signing());
    if (problems.any()) {
      return new Result.Refused(problems.all());
    }
    return new Result.Accepted(new Settings(
        current.version() + 1,
        current.global(),
        current.services().stream()
            .map(one -> one.id().equals(id) ? one.signed(signing) : one)
            .toList()));
  }

  /** What is asked for, if it is a word that there is. */
  public String action() {
    return document.get("action") instanceof String word && ACTIONS.containsKey(word) ? word : "";
  }

  /** The secret that was made, to be shown this once. */
  public Optional<Secret> generated() {
    return Optional.ofNullable(generated);
  }

  private Signing changed(Fields fields, Signing signing) {
    generated = null;
    fields.refuseUnknown(FIELDS);
    if (!fields.has("action")) {
      fields.problem("action", "Expected " + Fields.alternatives(ACTIONS) + ", found nothing.");
    }
    Action action = fields.choice("action", ACTIONS).orElse(null);
    if (action == null) {
      return signing;
    }
    if (action == Action.SWITCH) {
      return switched(fields, signing);
    }
    Secret next = next(fields, action, signing.recipe());
    Keys before = signing.keys();
    if (action != Action.ROTATE) {
      refuse(fields, "secretOverlap", "Only “rotate” leaves the old secret in use for a while.");
      refuse(fields, "switchAt", "Only “rotate” and “switch” have a moment to switch at.");
    }
    if (next == null) {
      return signing;
    }
    if (action != Action.ROTATE || before == null) {
      return signing.with(new Keys(next, null));
    }
    Instant until = until(fields, signing.recipe());
    return signing.with(
        new Keys(next, until.isAfter(now) ? new Former(before.current(), until) : null));
  }

  /** Null if something is wrong with it. */
  private @Nullable Secret next(Fields fields, Action action, SignatureRecipe recipe) {
    if (action == Action.GENERATE) {
      refuse(
          fields, "secret", "“generate” makes a secret. To bring your own, use “set” or “rotate”.");
    }
    boolean given = fields.has("secret");
    if (action == Action.SET && !given) {
      fields.problem("secret", "Enter the secret, or use “generate”.");
      return null;
    }
    if (action == Action.GENERATE || !given) {
      generated = NewSecret.of(recipe, random);
      return generated;
    }
    Optional<String> text = fields.text("secret", SecretReader.MAX);
    if (text.filter(String::isEmpty).isPresent()) {
      fields.problem(
          "secret",
          "A secret must not be empty. To stop signing, save the service with"
              + " an empty secret.");
      return null;
    }
    text.flatMap(SecretReference::slip).ifPresent(slip -> fields.problem("secret", slip));
    Secret secret = text.map(Secret::of).orElse(null);
    if (secret != null && SecretReference.in(secret.reveal())) {
      // whether it can be had is asked where the host is known
      return secret;
    }
    if (secret != null) {
      SecretReader.problem(recipe, secret).ifPresent(message -> fields.problem("secret", message));
    }
    return secret;
  }

  private Signing switched(Fields fields, Signing signing) {
    refuse(fields, "secret", "“switch” changes no secret.");
    refuse(fields, "secretOverlap", "Say with switchAt when the old secret ends.");
    Keys keys = signing.keys();
    if (keys == null || keys.former() == null) {
      fields.problem("action", "There is no old secret that is still in use: nothing to switch.");
      return signing;
    }
    Instant at = moment(fields);
    return signing.with(
        new Keys(keys.current(), at.isAfter(now) ? new Former(keys.former().secret(), at) : null));
  }

  /** Until when the old secret is used: beside the new one, or in its place. */
  private Instant until(Fields fields, SignatureRecipe recipe) {
    if (recipe.joins()) {
      refuse(
          fields,
          "switchAt",
          "The recipe " + Found.quote(recipe.name())
              + " sends both signatures for a while; say with secretOverlap for how long.");
      return now.plus(
          fields.wholeSeconds("secretOverlap", 0, (int) LONGEST.toSeconds()).orElse(OVERLAP));
    }
    refuse(
        fields,
        "secretOverlap",
        "The recipe " + Found.quote(recipe.name())
            + " has one signature only; say with switchAt when the new secret takes over.");
    return moment(fields);
  }

  /** Absent: at once. */
  private Instant moment(Fields fields) {
    Optional<String> text = fields.text("switchAt", 40);
    try {
      Instant at = text.map(Instant::parse).orElse(now);
      if (at.isAfter(now.plus(LONGEST))) {
        fields.problem("switchAt", "Expected a moment within 90 days. Choose an earlier one.");
      }
      return at;
    } catch (DateTimeException notAMoment) {
      fields.problem(
          "switchAt",
          "Expected a moment as 2026-11-21T08:15:30Z, found " + Found.quote(text.orElse("")) + ".");
      return now;
    }
  }

  private static void refuse(Fields fields, String name, String why) {
    if (fields.has(name)) {
      fields.problem(name, why + " Leave it out.");
    }
  }
}
