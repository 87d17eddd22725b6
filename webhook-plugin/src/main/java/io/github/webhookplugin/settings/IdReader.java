package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.ServiceId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the ids of the services of one document. */
final class IdReader {
  private static final int LENGTH = 36;
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final Set<ServiceId> seen = new HashSet<>();

  /** The id that a service names; a new one if it names none. */
  ServiceId read(Fields service) {
    var id = named(service).orElseGet(ServiceId::random);
    if (!seen.add(id)) {
      service.problem(
          "id",
          "Another service of this document already has this id. Leave the id out"
              + " to make a new service.");
    }
    return id;
  }

  static Optional<ServiceId> named(Fields service) {
    return uuid(service, "id", " Leave the id out to make a new service.");
  }

  /** The id of another service. */
  static Optional<ServiceId> uuid(Fields fields, String field) {
    return uuid(fields, field, " It is the id of another service.");
  }

  private static Optional<ServiceId> uuid(Fields fields, String field, String hint) {
    var text = fields.text(field, LENGTH);
    if (text.filter(id -> !UUID.matcher(id).matches()).isPresent()) {
      fields.problem(
          field,
          "Expected a UUID such as 6f1c2f0e-8a2b-4a53-9d0e-0c6d3f6f2a11, found "
              + Found.quote(text.get()) + "." + hint);
      return Optional.empty();
    }
    return text.map(id -> ServiceId.parse(id.toLowerCase(Locale.ROOT)));
  }
}
