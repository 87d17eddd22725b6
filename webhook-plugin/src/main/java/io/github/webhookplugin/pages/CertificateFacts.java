package io.github.webhookplugin.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is to know of a service's stored certificates, in lines for people. */
final class CertificateFacts {
  private final Texts texts;
  private final Map<?, ?> tls;

  /** {@code service}: the document as it is stored. */
  CertificateFacts(Texts texts, Map<?, ?> service) {
    this.texts = texts;
    this.tls = service.get("tls") instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Puts them in the place of a field's help, if there are any. */
  Map<String, @Nullable Object> under(Map<String, @Nullable Object> control, String field) {
    List<String> lines = of(field);
    if (!lines.isEmpty()) {
      control.put("facts", lines);
    }
    return control;
  }

  boolean hasKey() {
    return tls.get("clientKey") instanceof Map<?, ?>;
  }

  private List<String> of(String field) {
    var lines = new ArrayList<String>();
    for (Object each : ApiReply.list(tls.get("certificates"))) {
      Map<?, ?> one = (Map<?, ?>) each;
      if (field.equals(one.get("in"))) {
        lines.add(texts.say(
            "tls.fact",
            String.valueOf(one.get("subject")),
            String.valueOf(one.get("issuer")),
            Figures.moment(Instant.parse(String.valueOf(one.get("validUntil")))),
            String.valueOf(one.get("sha256"))));
      }
    }
    return lines;
  }
}
