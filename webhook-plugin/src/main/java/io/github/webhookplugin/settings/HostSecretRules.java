package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.WebhookService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a service may name secrets of the host: behind the host of its address and as its user or password, in values of
 * headers and query parameters, as its signing secret, client secret and client key. Nowhere else: bodies are kept in
 * the log. Immutable; shared between threads.
 */
final class HostSecretRules {
  private final HostSecrets secrets;

  HostSecretRules(HostSecrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Checks what a service names, and asks the host for it. One that is off may name what is not there yet.
   *
   * @param fields the service's document
   */
  void check(WebhookService service, Fields fields) {
    checkSpelling(service, fields);
    checkElsewhere(service, fields);
    if (service.enabled()) {
      for (SettingsProblem problem : SecretFilling.of(service, secrets::ask).problems()) {
        add(fields, problem.pointer(), problem.message());
      }
    }
  }

  /** Checks the password of the proxy, if the document has one; {@code fields} are those of the general settings. */
  void checkProxy(GlobalSettings global, Fields fields) {
    if (fields.raw(EgressReader.PASSWORD) instanceof String typed) {
      spelled(fields, "/" + EgressReader.PASSWORD, typed);
      for (String problem : FilledProxy.of(global, secrets::ask).problems()) {
        add(fields, "/" + EgressReader.PASSWORD, problem);
      }
    }
  }

  private static void checkSpelling(WebhookService service, Fields fields) {
    spelled(fields, "/url", service.request().url());
    rows(fields, "headers", service.request().headers());
    rows(fields, "queryParams", service.request().queryParams());
    var sending = service.delivery();
    spelled(fields, "/secret", text(sending.secret()));
    var credentials = sending.credentials();
    if (credentials != null) {
      spelled(
          fields,
          "/" + CredentialsReader.FIELD + "/" + CredentialsReader.SECRET,
          text(credentials.clientSecret()));
    }
  }

  private static void rows(Fields fields, String list, List<NamedValue> rows) {
    for (int i = 0; i < rows.size(); i++) {
      spelled(fields, "/" + list + "/" + i + "/value", rows.get(i).value());
    }
  }

  private static String text(@Nullable Secret secret) {
    return secret == null ? "" : secret.reveal();
  }

  private static void spelled(Fields fields, String pointer, String text) {
    SecretReference.slip(text).ifPresent(slip -> add(fields, pointer, slip));
  }

  private static void checkElsewhere(WebhookService service, Fields fields) {
    refuse(fields, "/body", service.request().body());
    refuse(fields, "/batchBody", service.shaping().batching().body());
    var digest = service.shaping().digest();
    if (digest != null) {
      refuse(fields, "/digest/body", digest.body());
    }
    var credentials = service.delivery().credentials();
    if (credentials != null && SecretReference.in(credentials.tokenUrl())) {
      add(
          fields,
          "/" + CredentialsReader.FIELD + "/tokenUrl",
          "The address of the token endpoint is no secret. Write it out.");
    }
  }

  private static void refuse(Fields fields, String pointer, @Nullable String body) {
    if (body != null && SecretReference.in(body)) {
      add(
          fields,
          pointer,
          "Secrets of the host are not put into bodies, which are kept in the log. Use a header or a"
              + " query parameter, or sign the request.");
    }
  }

  /** What is already known to be wrong is not said twice; headers may have come as one text. */
  private static void add(Fields fields, String pointer, String message) {
    boolean asText = pointer.startsWith("/headers/") && fields.raw("headers") instanceof String;
    String place = fields.pointer() + (asText ? "/headers" : pointer);
    if (!fields.problems().at(place)) {
      fields.problems().add(place, message);
    }
  }
}
