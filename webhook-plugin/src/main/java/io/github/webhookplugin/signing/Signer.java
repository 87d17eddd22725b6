package io.github.webhookplugin.signing;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.SignatureRecipe.In;
import io.github.webhookplugin.model.SignatureRecipe.Scheme;
import io.github.webhookplugin.model.SignatureRecipe.TimestampUnit;
import io.github.webhookplugin.model.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs one service's requests: its recipe and secrets, prepared once. Immutable, shared between threads. */
public final class Signer {
  private record Spot(In in, String name, RecipeText value) {}

  private final SignatureRecipe recipe;
  private final String url;
  private final List<Stamp> current;
  private final List<Stamp> former;
  /** With the former secret where both stand side by side, in its place where there is one signature. */
  private final List<Stamp> meanwhile;

  private final @Nullable Instant until;
  private final List<Spot> spots;
  private final RecipeText sign;
  private final boolean secretIsSent;

  private Signer(SignatureRecipe recipe, Signing.Keys keys, String url) {
    this.recipe = recipe;
    this.url = url;
    Signing.Former before = keys.former();
    current = stamps(recipe, keys.current(), url);
    former = before == null ? List.of() : stamps(recipe, before.secret(), url);
    until = before == null ? null : before.until();
    meanwhile = recipe.joins() ? joined(current, former) : former;
    spots = recipe.places().stream()
        .map(place -> new Spot(place.in(), place.name(), RecipeText.of(place.value())))
        .toList();
    sign = RecipeText.of(recipe.result().sign());
    secretIsSent = recipe.sendsSecret();
  }

  /**
   * Prepares a service's secrets.
   *
   * @param url of the service as it was typed, which some recipes sign
   * @return null if its requests are not signed
   * @throws IllegalArgumentException with a sentence for people if a secret is no key for the recipe; never shows it
   */
  public static @Nullable Signer of(Signing signing, String url) {
    return signing.keys() == null ? null : new Signer(signing.recipe(), signing.keys(), url);
  }

  private static List<Stamp> stamps(SignatureRecipe recipe, Secret secret, String url) {
    List<String> keys = KeyList.of(recipe, secret);
    var stamps = new ArrayList<Stamp>();
    for (Scheme scheme : recipe.schemes()) {
      String key = keys.get(keys.size() == 1 ? 0 : stamps.size());
      stamps.add(Stamp.of(scheme, key, Content.of(recipe.content().template(), key, url)));
    }
    return List.copyOf(stamps);
  }

  private static List<Stamp> joined(List<Stamp> first, List<Stamp> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  /**
   * What a request carries.
   *
   * @param query to append to the address; a value is secret if it is the service's own secret
   */
  public record Fields(List<Header> headers, List<NamedValue> query) {
    public static final Fields NONE = new Fields(List.of(), List.of());
  }

  /** A moment as this recipe writes it: what {@code {{signTimestamp}}} stands for. */
  public String timestamp(Instant now) {
    return String.valueOf(
        recipe.content().unit() == TimestampUnit.SECONDS
            ? now.getEpochSecond()
            : now.toEpochMilli());
  }

  /**
   * What {@code {{sign}}} stands for.
   *
   * @param body as it reads with an empty {@code {{sign}}}
   */
  public String sign(String id, Instant now, byte[] body) {
    var subject = new Subject(id, timestamp(now), body);
    return sign.fill(new Values(subject, active(now))::of);
  }

  /**
   * The headers and query parameters of a request.
   *
   * @param id of the delivery; must not contain a dot (it would shift the parts)
   * @param now when this attempt starts
   * @param body exactly the bytes that are sent
   * @throws SigningException if a part of the body that is to be signed is not there
   */
  public Fields fields(String id, Instant now, byte[] body) {
    if (id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("a webhook-id must not contain a dot, was '" + id + "'");
    }
    var values = new Values(new Subject(id, timestamp(now), body), active(now));
    var headers = new ArrayList<Header>(spots.size());
    var query = new ArrayList<NamedValue>(0);
    for (Spot spot : spots) {
      String value = spot.value().fill(values::of);
      if (spot.in() == In.HEADER) {
        headers.add(new Header(spot.name(), value));
      } else {
        query.add(new NamedValue(spot.name(), value, secretIsSent));
      }
    }
    return new Fields(headers, query);
  }

  /**
   * Says what a signature is made of.
   *
   * @param body that it covers
   */
  public Explanation explained(String id, Instant now, byte[] body) {
    var subject = new Subject(id, timestamp(now), body);
    var content = Content.of(recipe.content().template(), Content.MASK, Content.masked(url));
    var key = Content.of(recipe.schemes().get(0).key(), Content.MASK, "");
    return new Explanation(
        subject.timestamp(), text(content.bytes(subject)), text(key.bytes(subject)));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private List<Stamp> active(Instant now) {
    return until != null && now.isBefore(until) ? meanwhile : current;
  }

  /** What a recipe's texts ask for, computed once for a request. */
  private final class Values {
    private final Subject subject;
    private final List<Stamp> stamps;
    private final @Nullable String[] computed;

    Values(Subject subject, List<Stamp> stamps) {
      this.subject = subject;
      this.stamps = stamps;
      this.computed = new String[stamps.size()];
    }

    String of(String variable) {
      if (variable.equals("signature")) {
        return recipe.joins() ? joined(null) : computed(0);
      }
      return variable.startsWith("signature:")
          ? joined(variable.substring("signature:".length()))
          : Content.value(variable, subject);
    }

    private String joined(@Nullable String scheme) {
      if (stamps.size() == 1) {
        return computed(0);
      }
      var all = new StringBuilder();
      for (int i = 0; i < stamps.size(); i++) {
        if (scheme == null || scheme.equals(stamps.get(i).scheme())) {
          all.append(all.length() == 0 ? "" : recipe.result().join()).append(computed(i));
        }
      }
      return all.toString();
    }

    private String computed(int i) {
      String value = computed[i];
      if (value == null) {
        value = stamps.get(i).of(subject);
        computed[i] = value;
      }
      return value;
    }
  }

  @Override
  public String toString() {
    return "Signer[" + recipe.name() + "]";
  }
}
