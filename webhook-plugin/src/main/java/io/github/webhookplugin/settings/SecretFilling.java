package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.ClientCredentials;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.Signing.Former;
import io.github.webhookplugin.model.Signing.Keys;
import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.TlsRules.Client;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.settings.HostSecrets.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the host's secrets in the places of a service where their names stand: so it is sent, and never stored or shown.
 * What cannot be filled in is left out of the service, and said. For one service and one thread.
 */
final class SecretFilling {
  private static final String CLIENT_KEY = "/" + TlsReader.FIELD + "/" + TlsReader.KEY;

  private static final String CLIENT_SECRET =
      "/" + CredentialsReader.FIELD + "/" + CredentialsReader.SECRET;

  private final HostSecrets.Lookup secrets;
  private final WebhookService service;
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final Map<String, Known> used = new LinkedHashMap<>();
  private final List<Secret> values = new ArrayList<>();

  private SecretFilling(HostSecrets.Lookup secrets, WebhookService service) {
    this.secrets = secrets;
    this.service = service;
  }

  /**
   * What came of it.
   *
   * @param service not to be sent if there are problems
   * @param problems with pointers within the service; the sentences hold no secret
   * @param used what was known of each secret that it names
   */
  record Filled(WebhookService service, List<SettingsProblem> problems, Map<String, Known> used) {}

  /** Fills a service in. One that names no secret comes back as it is. */
  static Filled of(WebhookService service, HostSecrets.Lookup secrets) {
    if (!namesAny(service)) {
      return new Filled(service, List.of(), Map.of());
    }
    var filling = new SecretFilling(secrets, service);
    return new Filled(filling.filled(), List.copyOf(filling.problems), Map.copyOf(filling.used));
  }

  private static boolean namesAny(WebhookService service) {
    RequestTemplate request = service.request();
    var sending = service.delivery();
    Keys keys = sending.signing().keys();
    Former former = keys == null ? null : keys.former();
    var credentials = sending.credentials();
    Client client = sending.tls().client();
    return SecretReference.in(request.url())
        || request.headers().stream().anyMatch(row -> SecretReference.in(row.value()))
        || request.queryParams().stream().anyMatch(row -> SecretReference.in(row.value()))
        || (keys != null && isName(keys.current()))
        || (former != null && isName(former.secret()))
        || (credentials != null && isName(credentials.clientSecret()))
        || (client != null && isName(client.key()));
  }

  private static boolean isName(@Nullable Secret secret) {
    return secret != null && SecretReference.in(secret.reveal());
  }

  private WebhookService filled() {
    RequestTemplate request = service.request();
    String url = url(request.url());
    var headers = rows(request.headers(), RowKind.HEADER, "headers");
    var queryParams = rows(request.queryParams(), RowKind.QUERY, "queryParams");
    var sending = service.delivery();
    var sent = sending
        .signed(signing(sending.signing()))
        .with(credentials(sending.credentials()))
        .over(tls(sending.tls()));
    boolean secretUrl = request.secretUrl() || SecretReference.in(request.url());
    return service.with(
        new RequestTemplate(
            request.method(), url, headers, queryParams, request.body(), secretUrl, values),
        sent);
  }

  private String url(String written) {
    return text(
            written,
            "/url",
            written,
            filled ->
                UrlRules.problem(filled).map(reason -> "This makes no address that can be called."))
        .orElseGet(() -> SecretReference.blanked(written));
  }

  private List<NamedValue> rows(List<NamedValue> rows, RowKind kind, String list) {
    var filled = new ArrayList<NamedValue>();
    for (int i = 0; i < rows.size(); i++) {
      NamedValue row = rows.get(i);
      String pointer = "/" + list + "/" + i + "/value";
      boolean names = SecretReference.in(row.value());
      text(row.value(), pointer, service.request().url(), kind::problemOfValue)
          .ifPresent(value -> filled.add(names ? new NamedValue(row.name(), value, true) : row));
    }
    return filled;
  }

  private Signing signing(Signing signing) {
    Keys keys = signing.keys();
    if (keys == null) {
      return signing;
    }
    Function<Secret, @Nullable Secret> fill = written -> secret(
        written,
        "/secret",
        service.request().url(),
        text -> SecretReader.problem(signing.recipe(), Secret.of(text)));
    Secret current = fill.apply(keys.current());
    return signing.with(current == null ? null : new Keys(current, former(keys.former(), fill)));
  }

  private static @Nullable Former former(
      @Nullable Former former, Function<Secret, @Nullable Secret> fill) {
    if (former == null) {
      return null;
    }
    Secret secret = fill.apply(former.secret());
    return secret == null ? null : new Former(secret, former.until());
  }

  private @Nullable ClientCredentials credentials(@Nullable ClientCredentials credentials) {
    return credentials == null || credentials.clientSecret() == null
        ? credentials
        : credentials.with(secret(
            credentials.clientSecret(),
            CLIENT_SECRET,
            credentials.tokenUrl(),
            text -> SecretReader.slip(Secret.of(text))));
  }

  private TlsRules tls(TlsRules tls) {
    Client client = tls.client();
    if (client == null) {
      return tls;
    }
    Secret key = secret(
        client.key(),
        CLIENT_KEY,
        service.request().url(),
        text -> ClientReader.problemOfKey(client.certificates(), text));
    return tls.with(key == null ? null : new Client(client.certificates(), key));
  }

  private @Nullable Secret secret(
      Secret written, String pointer, String url, Function<String, Optional<String>> problem) {
    return isName(written)
        ? text(written.reveal(), pointer, url, problem).map(Secret::of).orElse(null)
        : written;
  }

  /**
   * A text with the secrets in it; empty if one cannot be had, or does not fit.
   *
   * @param url where it is sent
   * @param problem what is wrong with the whole text
   */
  private Optional<String> text(
      String written, String pointer, String url, Function<String, Optional<String>> problem) {
    if (!SecretReference.in(written)) {
      return Optional.of(written);
    }
    int before = problems.size();
    String filled = SecretReference.filled(written, name -> value(name, pointer, url));
    if (problems.size() == before) {
      problem
          .apply(filled)
          .ifPresent(reason -> problems.add(new SettingsProblem(
              pointer, "The host's secret " + names(written) + " does not fit here. " + reason)));
    }
    return problems.size() == before ? Optional.of(filled) : Optional.empty();
  }

  private String value(String name, String pointer, String url) {
    Known known = used.computeIfAbsent(name, secrets::of);
    String text = known.text();
    String host = host(url);
    // the token that a client secret gets is sent to the service's address
    String refused = pointer.equals(CLIENT_SECRET) && known.mayGoTo(host)
        ? host(service.request().url())
        : host;
    Optional<String> problem =
        known.objection(name, refused).or(() -> problemInTemplates(name, known));
    if (text == null || problem.isPresent()) {
      problems.add(new SettingsProblem(pointer, problem.orElse("")));
      return "";
    }
    if (!pointer.equals(CLIENT_KEY)) {
      // a key never leaves this side
      values.add(Secret.of(text));
    }
    return text;
  }

  private static Optional<String> problemInTemplates(String name, Known known) {
    return String.valueOf(known.text()).contains("{{")
        ? Optional.of("The host's secret " + Found.quote(name)
            + " has {{ inside, which begins a variable in templates. Have it changed there.")
        : Optional.empty();
  }

  private static String host(String url) {
    return Address.parse(SecretReference.blanked(url)).map(Address::host).orElse("");
  }

  private static String names(String written) {
    return SecretReference.names(written).stream()
        .map(Found::quote)
        .collect(Collectors.joining(", "));
  }
}
