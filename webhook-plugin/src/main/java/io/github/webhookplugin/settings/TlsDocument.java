package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Pem;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.TlsRules;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes TLS rules the way {@link TlsReader} reads them. */
final class TlsDocument {
  private TlsDocument() {}

  /** Null if they are the usual ones. */
  static @Nullable Map<String, Object> of(TlsRules rules, Function<Secret, Object> key) {
    if (rules.equals(TlsRules.USUAL)) {
      return null;
    }
    var client = rules.client();
    var until = rules.unverifiedUntil();
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put(TlsReader.AUTHORITIES, rules.authorities().isEmpty() ? null : rules.authorities());
    document.put(TlsReader.CERTIFICATE, client == null ? null : client.certificates());
    document.put(TlsReader.KEY, client == null ? null : key.apply(client.key()));
    document.put(TlsReader.MINIMUM, ServiceDocument.word(TlsReader.VERSIONS, rules.minimum()));
    document.put(TlsReader.UNTIL, until == null ? null : until.toString());
    return PlainMaps.withNulls(document);
  }

  /** What the certificates say, for people. */
  static List<Map<String, Object>> certificates(TlsRules rules) {
    var shown = new ArrayList<Map<String, Object>>();
    add(TlsReader.AUTHORITIES, rules.authorities(), shown);
    if (rules.client() != null) {
      add(TlsReader.CERTIFICATE, rules.client().certificates(), shown);
    }
    return shown;
  }

  private static void add(String field, String text, List<Map<String, Object>> shown) {
    try {
      for (X509Certificate each : Pem.certificates(text)) {
        var one = new LinkedHashMap<String, Object>();
        one.put("in", field);
        one.put("subject", each.getSubjectX500Principal().getName());
        one.put("issuer", each.getIssuerX500Principal().getName());
        one.put("validFrom", each.getNotBefore().toInstant().toString());
        one.put("validUntil", each.getNotAfter().toInstant().toString());
        one.put("sha256", sha256(each));
        shown.add(one);
      }
    } catch (GeneralSecurityException unreadable) {
      // stored by another JVM, which could read it
    }
  }

  private static String sha256(X509Certificate certificate) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }
}
