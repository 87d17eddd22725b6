package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.NamedValue;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.rendering.TemplateCheck;
import io.github.webhookplugin.rendering.TemplateFinding;
import io.github.webhookplugin.rendering.TemplateFinding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the renderer says of a request's templates, in the words of settings. Pure. */
public final class CheckedTemplates {
  private static final Pattern PLAIN_HTTP = Pattern.compile("http://", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGN = Pattern.compile("\\{\\{[{#&\\s]*(json\\s+)?sign\\s*}}");
  private static final Pattern LOOPBACK = Pattern.compile(
      "http://([^/?#]*@)?(localhost|127\\.[0-9.]+|\\[::1])([:/?#]|$)", Pattern.CASE_INSENSITIVE);

  /** What keeps templates from being saved. */
  public static final TemplateRules RULES = new TemplateRules() {
    @Override
    public List<SettingsProblem> problems(RequestTemplate template) {
      return errors(template);
    }

    @Override
    public List<SettingsProblem> problemsTogether(String pointer, String body) {
      return found(TemplateCheck.checkTogether(pointer, body), Severity.ERROR);
    }
  };

  private CheckedTemplates() {}

  /** What keeps a request from being saved. */
  public static List<SettingsProblem> errors(RequestTemplate template) {
    return findings(template, Severity.ERROR);
  }

  /** What is probably not as meant. */
  public static List<SettingsProblem> warnings(RequestTemplate template) {
    return Stream.concat(unencrypted(template.url()), findings(template, Severity.WARNING).stream())
        .toList();
  }

  /** What is probably not as meant, in all templates of a service. */
  public static List<SettingsProblem> warnings(WebhookService service) {
    var shaping = service.shaping();
    var batch = shaping.batching().on()
        ? found(
            TemplateCheck.checkTogether("/batchBody", shaping.batching().body()), Severity.WARNING)
        : List.<SettingsProblem>of();
    var digest = shaping.digest() != null
        ? found(
            TemplateCheck.checkTogether("/digest/body", shaping.digest().body()), Severity.WARNING)
        : List.<SettingsProblem>of();
    var rate = RateAdvice.of(service).stream().toList();
    return Stream.of(warnings(service.request()), batch, digest, unused(service), rate)
        .flatMap(List::stream)
        .toList();
  }

  /** A recipe that adds nothing to head and address is of use only where a template asks for it. */
  private static List<SettingsProblem> unused(WebhookService service) {
    var request = service.request();
    boolean asked = Stream.of(
            Stream.of(bodyOf(service), request.url()),
            request.headers().stream().map(NamedValue::value),
            request.queryParams().stream().map(NamedValue::value))
        .flatMap(texts -> texts)
        .anyMatch(text -> SIGN.matcher(text).find());
    return asked
            || !service.delivery().signing().signs()
            || !service.delivery().signing().recipe().places().isEmpty()
        ? List.of()
        : List.of(new SettingsProblem(
            "/body", "Nothing in this request carries the signature. Put {{sign}} into the body."));
  }

  private static String bodyOf(WebhookService service) {
    return service.shaping().batching().on()
        ? service.shaping().together()
        : service.request().body();
  }

  /** Seed row A-57. What does not leave the machine needs no encryption. */
  private static Stream<SettingsProblem> unencrypted(String url) {
    return PLAIN_HTTP.matcher(url).lookingAt() && !LOOPBACK.matcher(url).lookingAt()
        ? Stream.of(new SettingsProblem(
            "/url", "This address is not encrypted. Use https if the receiver offers it."))
        : Stream.of();
  }

  private static List<SettingsProblem> findings(RequestTemplate template, Severity severity) {
    return found(TemplateCheck.check(template), severity);
  }

  private static List<SettingsProblem> found(List<TemplateFinding> findings, Severity severity) {
    return findings.stream()
        .filter(finding -> finding.severity() == severity)
        .map(finding -> new SettingsProblem(finding.pointer(), sentence(finding)))
        .toList();
  }

  private static String sentence(TemplateFinding finding) {
    boolean hasPlace = finding.line() > 1 || finding.column() > 1;
    boolean saysIt =
        finding.message().contains("line " + finding.line() + ", column " + finding.column());
    return finding.pointer().toLowerCase(Locale.ROOT).endsWith("body") && hasPlace && !saysIt
        ? "Line " + finding.line() + ", column " + finding.column() + ": " + finding.message()
        : finding.message();
  }
}
