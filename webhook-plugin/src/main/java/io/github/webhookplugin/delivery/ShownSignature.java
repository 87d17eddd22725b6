package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.RenderException;
import io.github.webhookplugin.rendering.SignMarks;
import io.github.webhookplugin.signing.Explanation;
import io.github.webhookplugin.signing.Signer;
import io.github.webhookplugin.signing.SigningException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a request is signed, as people may see it: with {@code ***} for every secret.
 *
 * @param sample whether the service has no secret yet, so that one was made up
 * @param timestamp as the recipe writes it
 * @param content the text to sign
 * @param key the key's text
 * @param headers what the recipe adds to the head
 * @param query what it adds to the address
 * @param sign what {@code {{sign}}} stands for in body, headers and address; null: nothing asks for it
 */
public record ShownSignature(
    SignatureRecipe recipe,
    boolean sample,
    String timestamp,
    String content,
    String key,
    List<Header> headers,
    List<Header> query,
    @Nullable String sign,
    ShownRequest request) {
  private static final String MASK = "***";

  public ShownSignature {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /** How a request that goes that way would be signed. Throws RenderException. */
  static ShownSignature of(Courier courier, Route route, Work work, Instant now, boolean sample) {
    Signer signer = Objects.requireNonNull(route.signer());
    WebhookService service = route.service();
    SignatureRecipe recipe = service.delivery().signing().recipe();
    Prepared prepared = courier.prepared(route, work, now);
    String id = courier.id(work);
    Filling filling = Filling.of(route, id, now, prepared.kept(), route.marksBody(work));
    byte[] covered = recipe.places().isEmpty()
        ? SignMarks.filled(prepared.kept(), "", signer.timestamp(now))
        : prepared.request().body();
    Signer.Fields fields = signer.fields(id, now, covered);
    Explanation explained = explained(signer, id, now, covered);
    Redaction redaction = Redaction.ofSecrets(service);
    return new ShownSignature(
        recipe,
        sample,
        explained.timestamp(),
        redaction.apply(explained.content()),
        redaction.apply(explained.key()),
        masked(recipe, fields.headers()),
        masked(
            recipe,
            fields.query().stream()
                .map(parameter -> new Header(parameter.name(), parameter.value()))
                .toList()),
        masked(recipe, filling.sign()),
        ShownRequest.of(prepared.request(), service));
  }

  private static Explanation explained(Signer signer, String id, Instant now, byte[] body) {
    try {
      return signer.explained(id, now, body);
    } catch (SigningException e) {
      throw new RenderException(e.sentence());
    }
  }

  /** Covers secrets: a recipe that sends the secret itself shows nothing of it. */
  private static List<Header> masked(SignatureRecipe recipe, List<Header> values) {
    return recipe.sendsSecret()
        ? values.stream().map(value -> new Header(value.name(), MASK)).toList()
        : values;
  }

  private static @Nullable String masked(SignatureRecipe recipe, @Nullable String sign) {
    return sign != null && recipe.sendsSecret() ? MASK : sign;
  }
}
