package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Egress;
import java.util.List;

/** Reads how requests leave this network. What is absent keeps its value. */
final class EgressReader {
  static final String UNVERIFIED = "allowUnverifiedTls";
  static final List<String> FIELDS = List.of(UNVERIFIED);

  private EgressReader() {}

  static Egress read(Fields document, Egress current) {
    return new Egress(document.bool(UNVERIFIED).orElse(current.unverifiedTls()));
  }
}
