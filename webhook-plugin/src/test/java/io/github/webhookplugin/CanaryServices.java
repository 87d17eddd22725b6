package io.github.webhookplugin;

import io.github.webhookplugin.model.Keyring;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Documents of services with a canary in every secret field. */
final class CanaryServices {
  private final Receiver receiver;
  private final Canaries canaries;
  private final Keyring keys;

  /** {@code keys} has one called client. */
  CanaryServices(Receiver receiver, Canaries canaries, Keyring keys) {
    this.receiver = receiver;
    this.canaries = canaries;
    this.keys = keys;
  }

  /** With everything secret that a service may have, its address too, signed by Standard Webhooks. */
  String chat() {
    String whsec = Base64.getEncoder()
        .encodeToString((canaries.of("chat secret") + "?~").getBytes(StandardCharsets.UTF_8));
    return """
        {"name": "Chat", "url": "%s", "secretUrl": true, "secret": "whsec_%s",
         "headers": [{"name": "X-Key", "value": "a/%s\\"&<b>", "secret": true},
                     {"name": "Authorization", "value": "Bearer %s", "secret": true},
                     {"name": "X-Mixed", "value": "k {{type}}-%s", "secret": true}],
         "queryParams": [{"name": "key", "value": "q %s&=+", "secret": true},
                         {"name": "mixed", "value": "{{type}}/%s", "secret": true}],
         "body": "{\\"t\\": \\"{{title}}\\", \\"s\\": \\"{{sign}}\\"}",
         "retry": {"mode": "fixed", "count": 5, "interval": 60}}""".formatted(
            receiver
                .url("/hook/" + canaries.of("chat path") + "?sig=" + canaries.of("chat query"))
                .replace("://", "://u:" + canaries.of("chat password") + "%40@"),
            whsec,
            canaries.of("chat header"),
            canaries.of("chat bearer"),
            canaries.of("chat mixed"),
            canaries.of("chat parameter"),
            canaries.of("chat mixed parameter"));
  }

  /** Its own recipe sends the secret itself, in a header, in the query and in the body. */
  String own() {
    return """
        {"name": "Own", "url": "%s", "secret": "%s",
         "signature": {"recipe": "own", "algorithm": "none", "content": "{{body}}", "signature": "t={{hash}}",
           "places": [{"in": "header", "name": "X-Sent", "value": "{{signature}}"},
                      {"in": "query", "name": "sent", "value": "{{signature}}"}]},
         "body": "{\\"t\\": \\"{{title}}\\", \\"s\\": \\"{{sign}}\\"}",
         "retry": {"mode": "fixed", "count": 5, "interval": 60}}""".formatted(
            receiver.url("/own").replace("://", "://u:" + canaries.of("own password") + "@"),
            canaries.of("own secret"));
  }

  /** Its token comes from an endpoint that gives one, or tells what it got. */
  String guarded(String name, String endpoint) throws Exception {
    return """
        {"name": "%s", "url": "%s",
         "oauth2": {"tokenUrl": "%s", "clientId": "me", "clientSecret": "%s", "clientAuthentication": "body"},
         "tls": {"clientCertificate": "%s", "clientKey": "%s"},
         "retry": {"mode": "fixed", "count": 5, "interval": 60}}""".formatted(
            name,
            receiver.url("/guarded"),
            receiver.url(endpoint),
            canaries.of("client secret"),
            keys.certificate("client").replace("\n", "\\n"),
            clientKey().replace("\n", "\\n"));
  }

  /** Names a secret of the host's wherever one may be named. */
  String kept() throws Exception {
    return """
        {"name": "Kept", "url": "%s", "secret": "${secret.signing}", "signature": {"recipe": "github"},
         "headers": [{"name": "X-Host-Key", "value": "Bearer ${secret.header}"}],
         "queryParams": [{"name": "key", "value": "k ${secret.parameter}"}],
         "oauth2": {"tokenUrl": "%s", "clientId": "me", "clientSecret": "${secret.client}", "clientAuthentication": "body"},
         "tls": {"clientCertificate": "%s", "clientKey": "${secret.key}"},
         "retry": {"mode": "fixed", "count": 5, "interval": 60}}""".formatted(
            receiver.url("/kept/${secret.path}"),
            receiver.url("/token"),
            keys.certificate("client").replace("\n", "\\n"));
  }

  /** What the host keeps for it. */
  Optional<String> ofHost(String name) throws Exception {
    return Optional.of(name.equals("key") ? clientKey() : canaries.of("host's " + name));
  }

  private String clientKey() throws Exception {
    String pem = keys.key("client");
    canaries.know("client key", pem.lines().skip(4).findFirst().orElseThrow());
    return pem;
  }

  /** A service that cannot reach its receiver. */
  String lost(String name, String url, String prefix) {
    return """
        {"name": "%s", "url": "%s", "secretUrl": true, "secret": "%s",
         "headers": [{"name": "X-Key", "value": "%s", "secret": true}],
         "queryParams": [{"name": "key", "value": "%s", "secret": true}],
         "retry": {"mode": "fixed", "count": 5, "interval": 60}}""".formatted(
            name,
            url.formatted(canaries.of(prefix + " password"), canaries.of(prefix + " path")),
            canaries.of(prefix + " secret"),
            canaries.of(prefix + " header"),
            canaries.of(prefix + " parameter"));
  }
}
