package io.github.webhookplugin.pages;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of how a service shows who it is: those that matter with what is chosen. For one answer. */
final class AuthenticationControls {
  private static final String FIELD = "authentication";
  private static final String BASIC = "basic";
  private static final String OAUTH = "oauth2";

  private final Texts texts;
  private final Controls controls;

  AuthenticationControls(Texts texts, Controls controls) {
    this.texts = texts;
    this.controls = controls;
  }

  List<Map<String, @Nullable Object>> of(Map<String, ?> stored) {
    boolean hasPassword = String.valueOf(stored.get("url")).contains(":***@");
    Map<?, ?> oauth = stored.get(OAUTH) instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> secret = oauth.get("clientSecret") instanceof Map<?, ?> map ? map : Map.of();
    return List.of(
        choice(FIELD, FIELD, "none", BASIC, OAUTH),
        controls.when(controls.line("basic.user"), FIELD, BASIC),
        controls.when(password("basic.password", hasPassword), FIELD, BASIC),
        controls.when(controls.line("oauth2.tokenUrl"), FIELD, OAUTH),
        controls.when(controls.line("oauth2.clientId"), FIELD, OAUTH),
        controls.when(clientSecret(secret), FIELD, OAUTH),
        controls.when(controls.line("oauth2.scope"), FIELD, OAUTH),
        controls.when(controls.line("oauth2.audience"), FIELD, OAUTH),
        controls.when(
            choice("oauth2.clientAuthentication", "clientAuthentication", BASIC, "body"),
            FIELD,
            OAUTH));
  }

  private Map<String, @Nullable Object> choice(String name, String group, String... values) {
    return controls.choice(name, Choice.of(texts, "editor." + group, List.of(values)));
  }

  private Map<String, @Nullable Object> clientSecret(Map<?, ?> stored) {
    var control = password("oauth2.clientSecret", Boolean.TRUE.equals(stored.get("set")));
    if (stored.get("hostSecret") instanceof String name) {
      control.put("help", texts.say("editor.hostSecret", name));
    } else if (stored.get("fingerprint") instanceof String fingerprint) {
      control.put("help", texts.say("editor.fingerprint", fingerprint));
    }
    return control;
  }

  private Map<String, @Nullable Object> password(String name, boolean stored) {
    var control = controls.line(name);
    control.put("password", true);
    control.put("placeholder", stored ? texts.say("signature.stored") : null);
    return control;
  }
}
