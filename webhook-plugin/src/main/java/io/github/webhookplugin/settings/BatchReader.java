package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Shaping.Batching;
import io.github.webhookplugin.model.Shaping.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which of a service's events go into one request (seed row W-46, feature N-05). */
final class BatchReader {
  private static final List<String> DIGEST_FIELDS = List.of("maxEvents", "body");
  private static final int MAX_WAIT_SECONDS = (int) Batching.MAX_WAIT.toSeconds();

  private final TemplateRules rules;

  BatchReader(TemplateRules rules) {
    this.rules = rules;
  }

  Batching batching(Fields service) {
    int size = service.integer("batchSize", 1, Batching.MAX_SIZE).orElse(1);
    var wait = service.seconds("batchWait", 0, MAX_WAIT_SECONDS).orElse(Batching.DEFAULT_WAIT);
    String body = body(service, "batchBody", Batching.DEFAULT_BODY, size > 1);
    return new Batching(size, wait, body);
  }

  /** Null if the service has none. */
  @Nullable
  Digest digest(Fields service) {
    Optional<Fields> found = service.object("digest");
    if (found.isEmpty()) {
      return null;
    }
    Fields digest = found.get();
    digest.refuseUnknown(DIGEST_FIELDS);
    if (!service.has("rate") && !service.has("rateGroup")) {
      service.problem(
          "digest",
          "A digest is made when a rate is used up, but this service has none. Set a rate, or"
              + " remove the digest.");
    }
    if (service.raw("batchSize") instanceof Integer size && size > 1) {
      service.problem(
          "digest",
          "A service with batches puts events together already. Set batchSize to 1, or remove the"
              + " digest.");
    }
    int size = digest.integer("maxEvents", 2, Batching.MAX_SIZE).orElse(Digest.DEFAULT_SIZE);
    return new Digest(size, body(digest, "body", Digest.DEFAULT_BODY, true));
  }

  private String body(Fields fields, String name, String byDefault, boolean used) {
    if (fields.raw(name) instanceof Map || fields.raw(name) instanceof List) {
      fields.problem(
          name,
          "Expected the body as one text in quotes, found " + Found.kind(fields.raw(name))
              + ". Write the JSON into a text.");
      return byDefault;
    }
    String body = fields.text(name, RequestReader.MAX_BODY).orElse(byDefault);
    if (used || !body.equals(byDefault)) {
      rules
          .problemsTogether(fields.pointer(name), body)
          .forEach(problem -> fields.problems().add(problem.pointer(), problem.message()));
    }
    return body;
  }
}
