package io.github.webhookplugin.receiving;

import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.receiving.SignSpot.Kind;
import io.github.webhookplugin.signing.Signer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A request that a recipe's signer really signed. */
record SignedSample(String query, Map<String, String> headers, byte[] body) {
  static final String URL = "http://user:pw@my.host:8000/dms?a=1";

  /** What a recipe signs in these tests: its body with {@code {{sign}}}, and where that stands. */
  record Shape(String body, List<SignSpot> spots) {
    static Shape of(String recipe) {
      return switch (recipe) {
        case "dms" ->
          new Shape(
              "{\"messageEvent\":{\"message\":\"中 \\\"q\\\" {[\",\"n\":1},\"signatureMethod\":\"HMAC_SHA1\",\"signatureText\":\"{{sign}}\"}",
              List.of(new SignSpot(Kind.BODY, "/signatureText", "{{sign}}")));
        case "feishu" ->
          new Shape(
              "{\"timestamp\":\"{{signTimestamp}}\",\"sign\":\"{{sign}}\",\"content\":{\"text\":\"中\"}}",
              List.of(
                  new SignSpot(Kind.BODY, "/timestamp", "{{signTimestamp}}"),
                  new SignSpot(Kind.BODY, "/sign", "{{sign}}")));
        case "body" ->
          new Shape(
              "{\"list\":[1,{\"a/b\":{\"sign\" : \"s={{sign}};\"}}],\"message\":\"中 \\\\\"}",
              List.of(new SignSpot(Kind.BODY, "/list/1/a~1b/sign", "s={{sign}};")));
        default ->
          new Shape(
              "{\"message\":\"Größe 中😀 \\\"}\",\"n\": [1, 2],\"signature\" : \"\", \"z\":0}",
              List.of());
      };
    }
  }

  static SignedSample of(SignatureRecipe recipe, Shape shape, Signing.Keys keys, Instant now) {
    Signer signer = Signer.of(new Signing(recipe, Map.of(), keys), URL);
    String timestamp = signer.timestamp(now);
    String stamped = shape.body().replace("{{signTimestamp}}", timestamp);
    String sign = signer.sign("msg_1", now, utf8(stamped.replace("{{sign}}", "")));
    byte[] body = utf8(stamped.replace("{{sign}}", sign));
    var fields = signer.fields("msg_1", now, body);
    var headers = new LinkedHashMap<String, String>();
    headers.put("webhook-id", "msg_1");
    headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
    fields.headers().forEach(header -> headers.put(header.name(), header.value()));
    return new SignedSample(
        fields.query().stream().map(SignedSample::pair).collect(Collectors.joining("&", "?", "")),
        headers,
        body);
  }

  static SignedSample of(SignatureRecipe recipe, Shape shape, Secret secret, Instant now) {
    return of(recipe, shape, new Signing.Keys(secret, null), now);
  }

  private static String pair(NamedValue parameter) {
    return parameter.name() + "=" + URLEncoder.encode(parameter.value(), StandardCharsets.UTF_8);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  SignedSample with(String found, String instead) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (!text.contains(found)) {
      throw new IllegalArgumentException(found + " is not in the body");
    }
    return new SignedSample(query, headers, utf8(text.replace(found, instead)));
  }
}
