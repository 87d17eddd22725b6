package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.ReceiverRules;
import io.github.webhookplugin.model.RequestTemplate;
import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.Shaping;
import io.github.webhookplugin.model.TimeFormat;
import io.github.webhookplugin.model.WebhookService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one service. What is absent gets its default; only secrets are kept from what is stored. */
final class ServiceReader {
  static final int MAX_NAME = 80;
  static final int MAX_DESCRIPTION = 10_000;
  static final int MAX_TIMEOUT_SECONDS = 60;
  static final int MAX_CONCURRENCY = 256;
  static final Map<String, TimeFormat> TIME_FORMATS = timeFormats();
  private static final Pattern PRESET = Pattern.compile("[a-z0-9-]+");
  private static final List<String> OWN_FIELDS = List.of(
      "id",
      "name",
      "url",
      "secretUrl",
      "method",
      "description",
      "preset",
      "enabled",
      "headers",
      "queryParams",
      "body",
      "check",
      "timeout",
      "retry",
      "signature",
      "secret",
      CredentialsReader.FIELD,
      "timeFormat",
      "concurrency",
      TlsReader.FIELD,
      "batchSize",
      "batchWait",
      "batchBody",
      "digest",
      "rate",
      "rateGroup",
      "ordered",
      "rules",
      "limits");
  static final List<String> FIELDS = fields();

  private final RequestReader requests;
  private final BatchReader batches;
  private final SignatureReader signatures;
  private final CredentialsReader credentials;
  private final TlsReader tls;
  private final @Nullable HostSecretRules secrets;

  /** Reads what people write, at the clock's time; without a clock what was stored. */
  ServiceReader(TemplateRules rules, OwnAddresses own, @Nullable Clock clock, HostSecrets secrets) {
    this.secrets = clock == null ? null : new HostSecretRules(secrets);
    this.signatures = new SignatureReader(clock != null);
    this.credentials = new CredentialsReader(clock != null);
    this.tls = new TlsReader(clock);
    this.requests = new RequestReader(rules, own, clock != null);
    this.batches = new BatchReader(rules);
  }

  /** Reads what was stored, which was checked then. */
  static ServiceReader ofRows() {
    return new ServiceReader(template -> List.of(), OwnAddresses.NONE, null, HostSecrets.none());
  }

  /**
   * Reads a service; if there are problems, the result is of no use.
   *
   * @param stored whose secrets are kept; null for a new service
   */
  WebhookService read(Fields service, ServiceId id, @Nullable WebhookService stored) {
    service.refuseUnknown(FIELDS);
    var label = label(service);
    boolean enabled = service.bool("enabled").orElse(true);
    var audience = AudienceReader.read(service);
    var request = requests.read(service, stored == null ? null : stored.request(), audience.any());
    var check = CheckReader.read(service);
    var sending = sending(service, stored, request);
    var shaping = shaping(service);
    if (audience.any() && shaping.ordered()) {
      service.problem(
          "ordered",
          "A service that tells people cannot be ordered: one person's webhook would hold up all. Make"
              + " two services of it.");
    }
    var failures = FailureReader.read(service);
    var events = FilterReader.read(service);
    var receiver = new ReceiverRules(RuleReader.read(service), LimitReader.read(service));
    var read = new WebhookService(
        id,
        label,
        enabled,
        request,
        check,
        sending,
        shaping,
        failures,
        events,
        audience,
        receiver,
        ProfileReader.read(service));
    if (secrets != null) {
      secrets.check(read, service);
    }
    return read;
  }

  private static WebhookService.Label label(Fields service) {
    var name = service.text("name", MAX_NAME).map(String::strip);
    if (!service.has("name") || name.filter(String::isEmpty).isPresent()) {
      service.problem("name", "Enter a name.");
    }
    if (name.filter(text -> Characters.any(text, Characters::isControl)).isPresent()) {
      service.problem(
          "name",
          "A name is one line of text; this one has a line break or control"
              + " character inside. Remove it.");
    }
    var description = service.text("description", MAX_DESCRIPTION).map(String::strip);
    return new WebhookService.Label(name.orElse(""), description.orElse(""), preset(service));
  }

  private static @Nullable String preset(Fields service) {
    var preset = service.text("preset", MAX_NAME).map(String::strip);
    if (preset.filter(text -> !PRESET.matcher(text).matches()).isPresent()) {
      service.problem(
          "preset", "Expected the name of a preset, such as slack: small letters, digits and -.");
      return null;
    }
    return preset.orElse(null);
  }

  private WebhookService.Sending sending(
      Fields service, @Nullable WebhookService stored, RequestTemplate request) {
    var timeout = service.seconds("timeout", 1, MAX_TIMEOUT_SECONDS).orElse(null);
    var retry = RetryReader.read(service);
    var before = stored == null ? WebhookService.Sending.DEFAULT : stored.delivery();
    boolean same = stored == null || SameReceiver.of(stored.request().url(), request.url());
    var signing = signatures.read(service, before.signing(), request, same);
    return new WebhookService.Sending(
        timeout,
        retry,
        service.choice("timeFormat", TIME_FORMATS).orElse(TimeFormat.ISO),
        service
            .integer("concurrency", 1, MAX_CONCURRENCY)
            .orElse(WebhookService.Sending.DEFAULT_CONCURRENCY),
        signing,
        credentials.read(service, before.credentials(), request, signing.recipe(), same),
        tls.read(service, stored == null ? null : before.tls()));
  }

  private Shaping shaping(Fields service) {
    return new Shaping(
        RateReader.rates(service),
        RateReader.groupOf(service),
        batches.batching(service),
        batches.digest(service),
        service.bool("ordered").orElse(false));
  }

  private static List<String> fields() {
    var fields = new ArrayList<>(OWN_FIELDS);
    fields.addAll(FailureReader.FIELDS);
    fields.addAll(FilterReader.FIELDS);
    fields.addAll(AudienceReader.FIELDS);
    fields.addAll(ProfileReader.FIELDS);
    return List.copyOf(fields);
  }

  private static Map<String, TimeFormat> timeFormats() {
    var formats = new LinkedHashMap<String, TimeFormat>();
    formats.put("iso", TimeFormat.ISO);
    formats.put("epochSeconds", TimeFormat.EPOCH_SECONDS);
    formats.put("epochMillis", TimeFormat.EPOCH_MILLIS);
    return formats;
  }
}
