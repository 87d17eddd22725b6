package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.SignatureRecipe;
import java.util.List;
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

  /** Covers secrets: a recipe that sends the secret itself shows nothing of it. */
  static List<Header> masked(SignatureRecipe recipe, List<Header> values) {
    return recipe.sendsSecret()
        ? values.stream().map(value -> new Header(value.name(), MASK)).toList()
        : values;
  }

  static @Nullable String masked(SignatureRecipe recipe, @Nullable String sign) {
    return sign != null && recipe.sendsSecret() ? MASK : sign;
  }
}
