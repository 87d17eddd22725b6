package io.github.webhookplugin.receivers;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * A receiver that verifies as the Standard Webhooks libraries do: {@code v1} with a shared secret or {@code v1a} with a
 * public key, five minutes of tolerance, and each {@code webhook-id} once.
 *
 * <p>Source: standard-webhooks/standard-webhooks, specification 1.0.0 and its libraries; checked 2026-11-26. Confidence
 * high; the statuses of refusals [judged].
 */
public final class StandardWebhooks extends Simulator {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  /** How a public key of Ed25519 begins in X.509. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final Map<String, Answer> ERRORS = Map.of(
      "headers", Answer.refused("missing required headers", 400, "Missing required headers"),
      "timestamp", Answer.refused("timestamp too old or new", 400, "Message timestamp too old"),
      "signature", Answer.refused("no matching signature", 401, "No matching signature found"),
      "gone", Answer.refused("gone", 410, ""));

  private final String key;
  private final Set<String> seen = new HashSet<>();

  /** @param key a secret {@code whsec_…}, or a public key {@code whpk_…} */
  public StandardWebhooks(String key) {
    super("standard-webhooks");
    this.key = key;
  }

  @Override
  public String path() {
    return "/webhooks";
  }

  @Override
  protected Answer answer(Request request) {
    String id = request.header("webhook-id");
    String stamp = request.header("webhook-timestamp");
    String signatures = request.header("webhook-signature");
    if (id.isEmpty() || stamp.isEmpty() || signatures.isEmpty()) {
      return error("headers");
    }
    if (!Stamp.secondsWithin(stamp, now(), TOLERANCE)) {
      return error("timestamp");
    }
    byte[] content = Hmac.bytes(id + "." + stamp + ".", request.body());
    for (String signature : signatures.split(" ")) {
      if (matches(signature, content)) {
        return seen.add(id)
            ? Answer.taken(204, "")
            : Answer.refused("a repeated webhook-id: dropped", 204, "");
      }
    }
    return error("signature");
  }

  private boolean matches(String signature, byte[] content) {
    if (key.startsWith("whpk_")) {
      return signature.startsWith("v1a,") && isEd25519(signature.substring(4), content);
    }
    byte[] secret = Base64.getDecoder().decode(key.replace("whsec_", ""));
    return Hmac.same("v1," + Hmac.base64(Hmac.sha256(secret, content)), signature);
  }

  private boolean isEd25519(String signature, byte[] content) {
    try {
      byte[] bare = Base64.getDecoder().decode(key.substring("whpk_".length()));
      byte[] encoded = new byte[X509.length + bare.length];
      System.arraycopy(X509, 0, encoded, 0, X509.length);
      System.arraycopy(bare, 0, encoded, X509.length, bare.length);
      PublicKey publicKey =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey);
      verifier.update(content);
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      return false;
    }
  }

  @Override
  protected void reset() {
    seen.clear();
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }
}
