package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How TLS connections are made: authorities, client certificate and key, oldest version, exceptions. */
final class TlsForm implements Part {
  private static final String USUAL = "1.2";
  private static final int TO_THE_MINUTE = "2026-01-31T12:00".length();

  @Override
  public void fill(Stored document, Inputs form) {
    Stored tls = document.object("tls");
    form.put("tls.authorities", tls.text("authorities"));
    form.put("tls.clientCertificate", tls.text("clientCertificate"));
    form.put("tls.clientKey", tls.raw("clientKey") instanceof String typed ? typed : "");
    form.put("tls.minimum", tls.has("minimum") ? tls.text("minimum") : USUAL);
    form.put("tls.unverifiedUntil", tls.text("unverifiedUntil"));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    var tls = new LinkedHashMap<String, @Nullable Object>();
    put(tls, "authorities", form.textOrNull("tls.authorities"));
    put(tls, "clientCertificate", form.textOrNull("tls.clientCertificate"));
    String key = form.textOrNull("tls.clientKey");
    put(tls, "clientKey", key == null ? kept(document) : key);
    put(tls, "pkcs12", form.textOrNull("tls.pkcs12"));
    put(tls, "password", form.text("tls.password").isEmpty() ? null : form.text("tls.password"));
    String until = form.textOrNull("tls.unverifiedUntil");
    put(tls, "unverifiedUntil", until == null ? null : moment(until));
    if (!form.text("tls.minimum").equals(USUAL)) {
      put(tls, "minimum", form.textOrNull("tls.minimum"));
    }
    document.put("tls", tls.isEmpty() ? null : tls);
  }

  /** What stands in the stored key's place; goes with the certificate. */
  private static @Nullable Object kept(Map<String, @Nullable Object> document) {
    return document.get("tls") instanceof Map<?, ?> before
            && before.get("clientKey") instanceof Map<?, ?> shown
            && before.get("clientCertificate") != null
        ? shown
        : null;
  }

  /** A time of day without a zone is UTC, as it is everywhere in the pages. */
  private static String moment(String typed) {
    String text = typed.replace(' ', 'T');
    if (text.length() == TO_THE_MINUTE) {
      text += ":00";
    }
    return text.endsWith("Z") ? text : text + "Z";
  }

  private static void put(Map<String, @Nullable Object> tls, String name, @Nullable Object value) {
    if (value != null) {
      tls.put(name, value);
    }
  }
}
