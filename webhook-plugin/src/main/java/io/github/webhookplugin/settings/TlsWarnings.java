package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.Pem;
import io.github.webhookplugin.model.TlsRules;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an admin should know of a service's TLS rules: certificates that end soon, and ones that are not verified. */
public final class TlsWarnings {
  private static final Duration SOON = Duration.ofDays(30);

  private TlsWarnings() {}

  public static List<SettingsProblem> of(TlsRules rules, Instant now) {
    var warnings = new ArrayList<SettingsProblem>();
    add(TlsReader.AUTHORITIES, rules.authorities(), now, warnings);
    if (rules.client() != null) {
      add(TlsReader.CERTIFICATE, rules.client().certificates(), now, warnings);
    }
    Instant until = rules.unverifiedUntil();
    if (until != null && now.isBefore(until)) {
      warnings.add(new SettingsProblem(
          pointer(TlsReader.UNTIL),
          "Until " + until + " the receiver's certificate is not verified: anybody on the way can"
              + " read and change what is sent."));
    }
    return warnings;
  }

  private static void add(String field, String text, Instant now, List<SettingsProblem> warnings) {
    try {
      for (X509Certificate each : Pem.certificates(text)) {
        Instant end = each.getNotAfter().toInstant();
        if (now.isAfter(end.minus(SOON))) {
          warnings.add(new SettingsProblem(
              pointer(field),
              "The certificate of " + CertificateCheck.name(each)
                  + (now.isAfter(end) ? " has expired on " : " expires on ")
                  + CertificateCheck.day(end) + ". Enter the one that takes its place."));
        }
      }
    } catch (CertificateException unreadable) {
      // stored by another JVM, which could read it
    }
  }

  private static String pointer(String field) {
    return "/" + TlsReader.FIELD + "/" + field;
  }
}
