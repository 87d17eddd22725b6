package io.github.webhookplugin;

import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.SecretSource;
import io.github.webhookplugin.model.GlobalSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A channel whose host keeps secrets, which a test changes, takes away, or binds to hosts. */
abstract class HostSecretsChannel extends OpenChannel {
  static final Duration A_MINUTE = Duration.ofSeconds(61);
  static final String TOKEN = "h0st-t0k3n/\"&7f3a";

  final Map<String, String> vault = new ConcurrentHashMap<>(Map.of(
      "crm-token", TOKEN, "crm-signing", "a-signing-secret-of-the-host", "path", "T0/B1/abcdefgh"));

  final Map<String, List<String>> hosts = new ConcurrentHashMap<>();
  final AtomicBoolean down = new AtomicBoolean();

  final SecretSource source = new SecretSource() {
    @Override
    public Optional<String> secret(String name) throws IOException {
      if (down.get()) {
        throw new IOException("vault at 10.0.0.7 refused " + TOKEN);
      }
      return Optional.ofNullable(vault.get(name));
    }

    @Override
    public List<String> allowedHosts(String name) {
      return hosts.getOrDefault(name, List.of());
    }
  };

  @Override
  HostContext.Builder context() {
    return super.context().secretSource(source);
  }

  GlobalSettings inForce() {
    return webhooks.inForce().global();
  }

  Map<String, Object> signed() {
    return service(
        "Signed",
        "/signed",
        "signature",
        Map.of("recipe", "github"),
        "secret",
        "${secret.crm-signing}");
  }

  Map<String, Object> crm() {
    return service(
        "Crm",
        "/crm",
        "headers",
        List.of(Map.of("name", "Authorization", "value", "Bearer ${secret.crm-token}")));
  }

  /** The minute is over: the host is asked, and what it says comes into force. */
  void lookAgain() {
    clock.forward(A_MINUTE);
  }

  String delivery() {
    String list = get("api/v1/deliveries");
    int at = list.indexOf("\"id\":\"") + 6;
    return get("api/v1/deliveries/" + list.substring(at, list.indexOf('"', at)));
  }

  String get(String path) {
    return send("GET", path, "");
  }

  String post(String path, String json) {
    return send("POST", path, json);
  }

  String send(String method, String path, String json) {
    var answer = webhooks.admin(new AdminRequest(
        method,
        path,
        Map.of(),
        Map.of("Content-Type", json.isEmpty() ? "text/plain" : "application/json"),
        json.getBytes(StandardCharsets.UTF_8),
        "anna",
        EnumSet.allOf(AdminPermission.class),
        AdminRequest.Page.at("/plugins/webhook")));
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
