package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.Header;
import io.github.webhookplugin.model.HiddenUrl;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.SignatureRecipe.In;
import io.github.webhookplugin.model.Signing;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.LimitCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as people may see it: as it goes out, but with {@code ***} for every secret.
 *
 * @param url without user and password; of a secret one only scheme and host
 * @param bodyBytes how long the body is in UTF-8
 * @param objection why the receiver would do nothing with it; null if it would
 */
public record ShownRequest(
    HttpMethod method,
    String url,
    List<Header> headers,
    String body,
    int bodyBytes,
    @Nullable String objection) {
  private static final String MASK = "***";

  public ShownRequest {
    headers = List.copyOf(headers);
  }

  static ShownRequest of(OutgoingRequest request, WebhookService service) {
    var redaction = Redaction.ofSecrets(service).and(request, service);
    var headers = new ArrayList<Header>();
    for (Header header : request.headers()) {
      headers.add(new Header(
          header.name(), isSecret(header, service) ? MASK : redaction.apply(header.value())));
    }
    if (service.delivery().credentials() != null) {
      headers.add(new Header(Token.HEADER, Token.SCHEME + MASK));
    }
    return new ShownRequest(
        request.method(),
        shownUrl(request, service, redaction),
        headers,
        redaction.apply(new String(request.body(), StandardCharsets.UTF_8)),
        request.body().length,
        new LimitCheck(service.receiver().limits()).useless(request.body()).orElse(null));
  }

  private static String shownUrl(
      OutgoingRequest request, WebhookService service, Redaction redaction) {
    return service.request().secretUrl()
        ? HiddenUrl.of(request.url())
        : redaction.apply(masked(request.url(), parameters(service)));
  }

  /** Also the Authorization that user and password in the address make. */
  static boolean isSecret(Header header, WebhookService service) {
    Signing signing = service.delivery().signing();
    boolean isToken = signing.signs()
        && signing.recipe().sendsSecret()
        && signing.recipe().places().stream()
            .anyMatch(place -> place.name().equalsIgnoreCase(header.name()));
    return isToken || isSecretRow(header, service.request());
  }

  private static boolean isSecretRow(Header header, RequestTemplate template) {
    return template.headers().stream()
        .filter(typed -> typed.name().strip().equalsIgnoreCase(header.name()))
        .findFirst()
        .map(NamedValue::secret)
        .orElseGet(() -> header.name().equalsIgnoreCase("Authorization"));
  }

  /** The service's own, and behind them its signature's. */
  private static List<NamedValue> parameters(WebhookService service) {
    Signing signing = service.delivery().signing();
    var parameters = new ArrayList<>(service.request().queryParams());
    if (signing.signs()) {
      signing.recipe().places().stream()
          .filter(place -> place.in() == In.QUERY)
          .map(place -> new NamedValue(place.name(), "", signing.recipe().sendsSecret()))
          .forEach(parameters::add);
    }
    return parameters;
  }

  /** The parameters are the last ones of the address, in their order, with no {@code &} or {@code ?} inside. */
  private static String masked(String url, List<NamedValue> parameters) {
    var shown = new StringBuilder();
    String rest = url;
    for (int i = parameters.size() - 1; i >= 0; i--) {
      int start = Math.max(rest.lastIndexOf('&'), rest.lastIndexOf('?'));
      int value = rest.indexOf('=', start + 1) + 1;
      String shownValue = parameters.get(i).secret() ? MASK : rest.substring(value);
      shown.insert(0, rest.substring(start, value) + shownValue);
      rest = rest.substring(0, start);
    }
    return rest + shown;
  }
}
