package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole form of a service: a document into fields, and fields into a document. What no field shows (owner, tags,
 * extension, the preset it was made of) stays as it was in the document that one starts from.
 */
public final class ServiceForm {
  private static final List<Part> PARTS = List.of(
      new BasicsForm(),
      new EventsForm(),
      new RowsForm("queryParams"),
      new RowsForm("headers"),
      new AuthenticationForm(),
      new BodyForm(),
      new CheckForm(),
      new SignatureForm(),
      new RetryForm(),
      new PaceForm(),
      new BatchForm(),
      new FollowUpForm(),
      new LimitsForm(),
      new TlsForm(),
      new RecipientsForm());

  /** What answers of the API have and documents need not. */
  private static final Set<String> READ_ONLY =
      Set.of("status", "warnings", "asRules", "unreadable");

  /** What parts of the form write. */
  static final Set<String> SHOWN = Set.of(
      "enabled",
      "name",
      "method",
      "url",
      "secretUrl",
      "description",
      "eventTypes",
      "eventFilters",
      "condition",
      "queryParams",
      "headers",
      "oauth2",
      "body",
      "timeFormat",
      "check",
      "rules",
      "signature",
      "secret",
      "timeout",
      "retry",
      "retryEveryFailure",
      "stopAtRetryLimit",
      "concurrency",
      "ordered",
      "rate",
      "rateGroup",
      "batchSize",
      "batchWait",
      "batchBody",
      "digest",
      "fallback",
      "downstream",
      "limits",
      "tls",
      "sendToRecipients",
      "sendToAdmins",
      "sendToOwners",
      "sendToFollowers",
      "receivers");

  private ServiceForm() {}

  /**
   * What a posted form says.
   *
   * @param mistakes what of it could not be read; the document has nothing in their place
   */
  public record Read(Map<String, @Nullable Object> document, List<Mistake> mistakes) {}

  /** The fields for a document, which need not have all that a service has. */
  public static Inputs fill(Map<String, ?> document) {
    var form = new Inputs();
    var stored = new Stored(document);
    PARTS.forEach(part -> part.fill(stored, form));
    return form;
  }

  /**
   * The document that a form says.
   *
   * @param start the document that the form was filled with
   */
  public static Read read(Inputs form, Map<String, ?> start) {
    var document = new LinkedHashMap<String, @Nullable Object>(start);
    document.keySet().removeAll(READ_ONLY);
    var reading = new Reading(form);
    PARTS.forEach(part -> part.read(reading, document));
    return new Read(document, reading.mistakes());
  }

  /** What of a document no field shows: what a form of a new service carries along. */
  public static Map<String, @Nullable Object> unshown(Map<String, ?> document) {
    var unshown = new LinkedHashMap<String, @Nullable Object>(document);
    unshown.keySet().removeAll(READ_ONLY);
    unshown.keySet().removeAll(SHOWN);
    return unshown;
  }
}
