package io.github.webhookplugin.receivers;

import java.time.Duration;
import java.util.Map;

/**
 * Receivers that check a signature over the body in a header and nothing else: GitHub's, Stripe's, Shopify's and
 * Grafana's ways, which many others took over.
 *
 * <p>Sources: docs.github.com "Validating webhook deliveries"; docs.stripe.com "Verify webhook signatures"; shopify.dev
 * "Validate webhooks"; grafana.com/docs "Configure webhook notifications", HMAC; checked 2026-11-26. Confidence high; the
 * status of refusals, 401, is [judged].
 */
public final class Signed extends Simulator {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Map<String, Answer> ERRORS = Map.of(
      "signature", Answer.refused("wrong signature", 401, "{\"error\":\"wrong signature\"}"),
      "old", Answer.refused("too old", 401, "{\"error\":\"timestamp out of tolerance\"}"));

  private final Way way;

  /** How a request is signed. */
  private interface Way {
    /** Empty if it is right, else the name of an error. */
    String wrong(Request request, Signed simulator);
  }

  private Signed(String name, Way way) {
    super(name);
    this.way = way;
  }

  /** {@code X-Hub-Signature-256: sha256=hex}; an {@code X-Hub-Signature} with SHA-1 must be right if it is there. */
  public static Signed gitHub(String secret) {
    return new Signed("github", (request, simulator) -> {
      String old = request.header("x-hub-signature");
      String sha1 = "sha1=" + Hmac.hex(Hmac.sha1(secret, request.body()));
      String sha256 = "sha256=" + Hmac.hex(Hmac.sha256(secret, request.body()));
      return (old.isEmpty() || Hmac.same(sha1, old))
              && Hmac.same(sha256, request.header("x-hub-signature-256"))
          ? ""
          : "signature";
    });
  }

  /** {@code Stripe-Signature: t=seconds,v1=hex}, several {@code v1} in a rotation, five minutes of tolerance. */
  public static Signed stripe(String secret) {
    return new Signed("stripe", (request, simulator) -> {
      String[] parts = request.header("stripe-signature").split(",");
      String stamp = parts[0].startsWith("t=") ? parts[0].substring(2) : "";
      if (!Stamp.secondsWithin(stamp, simulator.now(), TOLERANCE)) {
        return "old";
      }
      String v1 = "v1=" + Hmac.hex(Hmac.sha256(secret, Hmac.bytes(stamp + ".", request.body())));
      for (String part : parts) {
        if (Hmac.same(v1, part)) {
          return "";
        }
      }
      return "signature";
    });
  }

  /** {@code X-Shopify-Hmac-Sha256: base64}. */
  public static Signed shopify(String secret) {
    return new Signed(
        "shopify",
        (request, simulator) -> Hmac.same(
                Hmac.base64(Hmac.sha256(secret, request.body())),
                request.header("x-shopify-hmac-sha256"))
            ? ""
            : "signature");
  }

  /**
   * Hex over {@code seconds:body} in {@code X-Grafana-Alerting-Signature}; the seconds in {@code
   * X-Grafana-Alerting-Timestamp}, a name that Grafana lets one choose.
   */
  public static Signed grafana(String secret) {
    return new Signed("grafana", (request, simulator) -> {
      String stamp = request.header("x-grafana-alerting-timestamp");
      if (!Stamp.secondsWithin(stamp, simulator.now(), TOLERANCE)) {
        return "old";
      }
      String sign = Hmac.hex(Hmac.sha256(secret, Hmac.bytes(stamp + ":", request.body())));
      return Hmac.same(sign, request.header("x-grafana-alerting-signature")) ? "" : "signature";
    });
  }

  @Override
  public String path() {
    return "/webhook";
  }

  @Override
  protected Answer answer(Request request) {
    String wrong = way.wrong(request, this);
    return wrong.isEmpty() ? Answer.taken(200, "{}") : error(wrong);
  }

  @Override
  protected Map<String, Answer> errors() {
    return ERRORS;
  }
}
