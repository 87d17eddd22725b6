package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.HttpMethod;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.RequestTemplate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the requests of a service look like. */
final class RequestReader {
  static final int MAX_BODY = 64 * 1024;
  private static final int MAX_HEADERS = 32 * 1024;
  private static final Pattern HEADER_ROW = Pattern.compile("/headers/(\\d{1,4})/.*");
  private static final Map<String, HttpMethod> METHODS = methods();

  private final TemplateRules rules;
  private final OwnAddresses own;
  private final boolean ofPeople;

  /** {@code ofPeople}: what people write, and not what was stored, which was checked then. */
  RequestReader(TemplateRules rules, OwnAddresses own, boolean ofPeople) {
    this.rules = rules;
    this.own = own;
    this.ofPeople = ofPeople;
  }

  /** {@code hasPeople}: it tells people, and may do without an address of its own (seed row S-13). */
  RequestTemplate read(Fields service, @Nullable RequestTemplate stored, boolean hasPeople) {
    var method = service.choice("method", METHODS).orElse(HttpMethod.POST);
    var known = new StoredAddress(service, stored);
    boolean secretUrl = known.isSecret();
    String url = url(service, hasPeople, typed -> known.in(typed, secretUrl));
    boolean same = stored == null || SameReceiver.of(stored.url(), url);
    var headerRows = RowReader.headers(service);
    boolean complete = ofPeople && !Boolean.FALSE.equals(service.raw("enabled"));
    var headers = new RowRules(
            RowKind.HEADER,
            stored == null ? List.of() : stored.headers(),
            same,
            complete,
            service.problems())
        .values(headerRows);
    checkSize(service, headers);
    var queryParams = new RowRules(
            RowKind.QUERY,
            stored == null ? List.of() : stored.queryParams(),
            same,
            complete,
            service.problems())
        .values(RowReader.rows(service, "queryParams"));
    String body = body(service);
    var template = new RequestTemplate(method, url, headers, queryParams, body, secretUrl);
    checkTemplates(service, template, headerRows);
    return template;
  }

  private String url(Fields service, boolean hasPeople, UnaryOperator<String> whole) {
    if (!service.has("url")) {
      if (!hasPeople) {
        service.problem("url", "Enter the address that receives the notifications.");
      }
      return "";
    }
    var typed = service.text("url", 2 * UrlRules.MAX).map(String::strip);
    if (hasPeople && typed.filter(String::isEmpty).isPresent()) {
      return "";
    }
    typed.flatMap(this::problem).ifPresent(message -> service.problem("url", message));
    return typed.map(whole).orElse("");
  }

  private Optional<String> problem(String typed) {
    String url = SecretReference.blanked(typed);
    return UrlRules.problem(typed, url)
        .or(() -> own.cover(url)
            ? Optional.of(
                "This address is this host's own: the notifications would come back as new events."
                    + " Enter the receiver's address.")
            : Optional.empty());
  }

  private static void checkSize(Fields service, List<NamedValue> headers) {
    long size = headers.stream()
        .mapToLong(
            header -> (header.name() + header.value()).getBytes(StandardCharsets.UTF_8).length)
        .sum();
    if (size > MAX_HEADERS) {
      service.problem(
          "headers",
          "Expected at most %,d bytes in all headers, found %,d.".formatted(MAX_HEADERS, size));
    }
  }

  private static String body(Fields service) {
    if (service.raw("body") instanceof Map || service.raw("body") instanceof List) {
      service.problem(
          "body",
          "Expected the body as one text in quotes, found " + Found.kind(service.raw("body"))
              + ". Write the JSON into a text.");
      return RequestTemplate.DEFAULT_BODY;
    }
    return service.text("body", MAX_BODY).orElse(RequestTemplate.DEFAULT_BODY);
  }

  /** What is already known to be wrong is not said twice. */
  private void checkTemplates(Fields service, RequestTemplate template, List<Row> headerRows) {
    var found = new ArrayList<SettingsProblem>();
    for (SettingsProblem problem : rules.problems(template)) {
      var row = HEADER_ROW.matcher(problem.pointer());
      int index = row.matches() ? Integer.parseInt(row.group(1)) : Integer.MAX_VALUE;
      found.add(
          index < headerRows.size() && headerRows.get(index).where().line() > 0
              ? inText(headerRows.get(index).where(), problem)
              : new SettingsProblem(service.pointer() + problem.pointer(), problem.message()));
    }
    found.removeIf(problem -> service.problems().at(problem.pointer()));
    if (template.url().isEmpty()) {
      // that there may be none was decided before
      found.removeIf(problem -> problem.pointer().equals(service.pointer("url")));
    }
    found.forEach(problem -> service.problems().add(problem.pointer(), problem.message()));
  }

  private static SettingsProblem inText(Where where, SettingsProblem problem) {
    return new SettingsProblem(where.pointer(), where.message(problem.message()));
  }

  private static Map<String, HttpMethod> methods() {
    var methods = new LinkedHashMap<String, HttpMethod>();
    for (HttpMethod method : HttpMethod.values()) {
      methods.put(method.name(), method);
    }
    return methods;
  }
}
