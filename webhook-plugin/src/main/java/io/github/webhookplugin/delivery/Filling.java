package io.github.webhookplugin.delivery;

import io.github.webhookplugin.rendering.DeliveryModel;
import io.github.webhookplugin.rendering.SignMarks;
import io.github.webhookplugin.signing.Signer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code {{sign}}} and {@code {{signTimestamp}}} are at one attempt.
 *
 * @param sign null: nothing asks for it
 * @param body as it is sent
 */
record Filling(@Nullable String sign, String timestamp, byte[] body) {
  /** Signs the body as it reads with an empty {@code {{sign}}}: a signature cannot cover itself. */
  static Filling of(Route route, String id, Instant now, byte[] kept, boolean marked) {
    Signer signer = route.signer();
    if (signer == null) {
      // its secret was taken away since the body was made
      return new Filling(null, "", marked ? SignMarks.filled(kept, "", "0") : kept);
    }
    if (!marked && !route.templates().headUsesSign()) {
      return new Filling(null, "", kept);
    }
    String timestamp = signer.timestamp(now);
    byte[] unsigned = marked ? SignMarks.filled(kept, "", timestamp) : kept;
    String sign = signer.sign(id, now, unsigned);
    return new Filling(sign, timestamp, marked ? SignMarks.filled(kept, sign, timestamp) : kept);
  }

  DeliveryModel model(DeliveryModel model) {
    return sign == null ? model : model.signed(sign, timestamp);
  }
}
