package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.settings.SecretPlaces;
import io.github.webhookplugin.settings.SettingsReader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every field of a service that may hold a secret is among those that {@link CanaryServices} plants a canary in. */
class CanaryFieldsTest {
  /** Fields of a service that hold no secret. A new field is in here, or in the documents below with a canary. */
  private static final Set<String> NOT_SECRET = Set.of(
      "apiName",
      "batchBody",
      "batchSize",
      "batchWait",
      "body",
      "check",
      "concurrency",
      "condition",
      "deleted",
      "description",
      "digest",
      "displayName",
      "domain",
      "downstream",
      "enabled",
      "eventFilters",
      "eventTypes",
      "extension",
      "fallback",
      "id",
      "limits",
      "method",
      "name",
      "ordered",
      "owner",
      "preset",
      "rate",
      "rateGroup",
      "receivers",
      "retry",
      "retryEveryFailure",
      "rules",
      "secretUrl",
      "sendToAdmins",
      "sendToFollowers",
      "sendToOwners",
      "sendToRecipients",
      "signature",
      "stopAtRetryLimit",
      "tags",
      "timeFormat",
      "timeout",
      "webhookType");

  @Test
  void every_field_that_may_hold_a_secret_has_a_canary() {
    var known = new TreeSet<>(SettingsReader.serviceFields());
    known.removeAll(NOT_SECRET);

    assertThat(known).as("fields of a service").containsExactlyInAnyOrderElementsOf(planted());
    assertThat(SecretPlaces.all())
        .as("places that are sealed")
        .allMatch(place -> planted().contains(place.split("/", 2)[0]));
  }

  private static Set<String> planted() {
    return Set.of("url", "headers", "queryParams", "secret", "oauth2", "tls");
  }
}
