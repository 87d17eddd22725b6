package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service shows who it is: user and password, which stand in its address, or a token. */
final class AuthenticationForm implements Part {
  static final String FIELD = "authentication";
  static final String BASIC = "basic";
  private static final String OAUTH = "oauth2";
  private static final String SECRET = "clientSecret";
  private static final List<String> TEXTS = List.of("tokenUrl", "clientId", "scope", "audience");

  @Override
  public void fill(Stored document, Inputs form) {
    var user = UserInfo.user(document.text("url"));
    form.put(FIELD, document.has(OAUTH) ? OAUTH : user.isPresent() ? BASIC : "none");
    form.put("basic.user", user.orElse(""));
    form.put("basic.password", "");
    Stored oauth = document.object(OAUTH);
    TEXTS.forEach(name -> form.put(OAUTH + "." + name, oauth.text(name)));
    form.put(
        OAUTH + ".clientAuthentication",
        oauth.has("clientAuthentication") ? oauth.text("clientAuthentication") : "basic");
    form.put(OAUTH + "." + SECRET, oauth.raw(SECRET) instanceof String typed ? typed : "");
  }

  /** User and password are read with the address. */
  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    if (!form.inputs().has(FIELD)) {
      return;
    }
    if (form.text(FIELD).equals(BASIC) && form.text("basic.user").isEmpty()) {
      form.mistake("basic.user", "noUser", "");
    }
    document.put(OAUTH, form.text(FIELD).equals(OAUTH) ? oauth(form, new Stored(document)) : null);
  }

  private static Map<String, @Nullable Object> oauth(Reading form, Stored document) {
    var oauth = new LinkedHashMap<String, @Nullable Object>();
    TEXTS.forEach(name -> oauth.put(name, form.text(OAUTH + "." + name).strip()));
    oauth.put("clientAuthentication", form.text(OAUTH + ".clientAuthentication"));
    String secret = form.text(OAUTH + "." + SECRET);
    oauth.put(
        SECRET,
        secret.isEmpty() && document.object(OAUTH).raw(SECRET) instanceof Map<?, ?> kept
            ? kept
            : secret.isEmpty() ? null : secret);
    return oauth;
  }
}
