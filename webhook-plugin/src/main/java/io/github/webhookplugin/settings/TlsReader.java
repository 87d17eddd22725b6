package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.TlsRules;
import io.github.webhookplugin.model.TlsRules.Client;
import io.github.webhookplugin.model.TlsRules.Version;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a service's TLS connections are made. Absent: as for all. Only the private key is kept from what is stored,
 * as long as there is a certificate for it.
 */
final class TlsReader {
  static final String FIELD = "tls";
  static final String AUTHORITIES = "authorities";
  static final String CERTIFICATE = "clientCertificate";
  static final String KEY = "clientKey";
  static final String MINIMUM = "minimum";
  static final String UNTIL = "unverifiedUntil";
  static final String SHOWN = "certificates";
  static final Map<String, Version> VERSIONS =
      Words.of(Map.entry("1.2", Version.TLS_1_2), Map.entry("1.3", Version.TLS_1_3));

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final List<String> FIELDS = List.of(
      AUTHORITIES,
      CERTIFICATE,
      KEY,
      ClientReader.PKCS12,
      ClientReader.PASSWORD,
      MINIMUM,
      UNTIL,
      SHOWN);

  private final @Nullable Clock clock;

  /** For what people write now; without a clock for what was stored, which was checked then. */
  TlsReader(@Nullable Clock clock) {
    this.clock = clock;
  }

  TlsRules read(Fields service, @Nullable TlsRules stored) {
    return service.object(FIELD).map(fields -> rules(fields, stored)).orElse(TlsRules.USUAL);
  }

  private TlsRules rules(Fields fields, @Nullable TlsRules stored) {
    fields.refuseUnknown(FIELDS);
    TlsRules before = stored == null ? TlsRules.USUAL : stored;
    Version minimum = fields.choice(MINIMUM, VERSIONS).orElse(Version.TLS_1_2);
    if (clock == null) {
      return new TlsRules(
          fields.text(AUTHORITIES, CertificateCheck.MAX).orElse(""),
          ClientReader.stored(fields),
          minimum,
          fields.text(UNTIL, 40).map(text -> moment(fields, text)).orElse(null));
    }
    Instant now = clock.instant();
    String authorities = CertificateCheck.authorities(fields, before.authorities(), now);
    Client client = new ClientReader(before.client(), now).read(fields);
    return new TlsRules(authorities, client, minimum, until(fields, before, now));
  }

  /** One that has passed is dropped if it was there before: it does nothing any more. */
  private static @Nullable Instant until(Fields fields, TlsRules before, Instant now) {
    var text = fields.text(UNTIL, 40).filter(typed -> !typed.isBlank());
    if (text.isEmpty()) {
      return null;
    }
    Instant until = moment(fields, text.get());
    if (until == null) {
      return null;
    }
    if (until.isAfter(now)) {
      if (until.isAfter(now.plus(LONGEST))) {
        fields.problem(UNTIL, "Expected a moment within 30 days. Choose an earlier one.");
      }
      return until;
    }
    if (!until.equals(before.unverifiedUntil())) {
      fields.problem(UNTIL, "This moment has passed. Choose a later one, or leave it out.");
    }
    return null;
  }

  private static @Nullable Instant moment(Fields fields, String text) {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeException notAMoment) {
      fields.problem(
          UNTIL,
          "Expected a moment such as 2026-01-31T12:00:00Z, found " + Found.quote(text) + ".");
      return null;
    }
  }
}
