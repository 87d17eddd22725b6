package io.github.webhookplugin.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One named webhook.
 *
 * @param id stays the same when everything else changes
 * @param label its name and description
 * @param enabled off: new events are recorded as skipped, waiting retries wait
 * @param request what its requests look like
 * @param check how to tell that the receiver took one
 * @param delivery how to send it
 * @param shaping how its events become requests over time
 * @param failures what its failures lead to
 * @param events which events it wants
 * @param audience whom it tells besides its address
 * @param receiver what is known of its receiver
 * @param profile what is kept about it for people and other programs
 */
public record WebhookService(
    ServiceId id,
    Label label,
    boolean enabled,
    RequestTemplate request,
    ResponseCheck check,
    Sending delivery,
    Shaping shaping,
    FailureRules failures,
    EventFilter events,
    Audience audience,
    ReceiverRules receiver,
    Profile profile) {

  /** A service that wants every event, tells its address only, and of whose receiver nothing is known. */
  public WebhookService(
      ServiceId id,
      Label label,
      boolean enabled,
      RequestTemplate request,
      ResponseCheck check,
      Sending delivery,
      Shaping shaping,
      FailureRules failures) {
    this(
        id,
        label,
        enabled,
        request,
        check,
        delivery,
        shaping,
        failures,
        EventFilter.ALL,
        Audience.NONE,
        ReceiverRules.NONE,
        Profile.NONE);
  }

  /** A service whose events each have a request of their own, as soon as can be. */
  public WebhookService(
      ServiceId id,
      Label label,
      boolean enabled,
      RequestTemplate request,
      ResponseCheck check,
      Sending delivery) {
    this(id, label, enabled, request, check, delivery, Shaping.NONE, FailureRules.DEFAULT);
  }

  /**
   * What people call a service.
   *
   * @param preset which preset it was made of, for people; null: none
   */
  public record Label(
      String name, String description, @Nullable String preset) {
    public Label(String name, String description) {
      this(name, description, null);
    }
  }

  /**
   * How a service's requests are sent.
   *
   * @param timeout of one attempt from start to end; null: as the global settings say
   * @param retry the waits between attempts; null: as the global settings say
   * @param timeFormat how times read in its templates
   * @param concurrency how many of its requests may be under way at once, 1 to 256
   * @param signing how requests are signed
   * @param credentials what gets the token that requests carry; null: they carry none
   * @param tls how its TLS connections are made
   */
  public record Sending(
      @Nullable Duration timeout,
      @Nullable RetrySchedule retry,
      TimeFormat timeFormat,
      int concurrency,
      Signing signing,
      @Nullable ClientCredentials credentials,
      TlsRules tls) {
    public static final int DEFAULT_CONCURRENCY = 8;

    /** Without a token, over the usual TLS. */
    public Sending(
        @Nullable Duration timeout,
        @Nullable RetrySchedule retry,
        TimeFormat timeFormat,
        int concurrency,
        Signing signing) {
      this(timeout, retry, timeFormat, concurrency, signing, null, TlsRules.USUAL);
    }

    /** The same without a token. */
    public Sending withoutCredentials() {
      return with(null);
    }

    /** The same, with a token that is got in another way; null: without one. */
    public Sending with(@Nullable ClientCredentials other) {
      return new Sending(timeout, retry, timeFormat, concurrency, signing, other, tls);
    }

    /** As the global settings say, unsigned. */
    public static final Sending DEFAULT =
        new Sending(null, null, TimeFormat.ISO, DEFAULT_CONCURRENCY, Signing.NONE);

    /** Signed by Standard Webhooks with a secret; null: not signed. */
    public Sending(
        @Nullable Duration timeout,
        @Nullable RetrySchedule retry,
        @Nullable Secret secret,
        TimeFormat timeFormat,
        int concurrency) {
      this(timeout, retry, timeFormat, concurrency, Signing.standard(secret));
    }

    /** What requests are signed with; null: they are not signed. */
    public @Nullable Secret secret() {
      return signing.secret();
    }

    /** The same, signed in another way. */
    public Sending signed(Signing other) {
      return new Sending(timeout, retry, timeFormat, concurrency, other, credentials, tls);
    }

    /** The same over other TLS. */
    public Sending over(TlsRules other) {
      return new Sending(timeout, retry, timeFormat, concurrency, signing, credentials, other);
    }
  }

  /** The same over other TLS. */
  public WebhookService over(TlsRules other) {
    return with(request, delivery.over(other));
  }

  /** The same, signed in another way. */
  public WebhookService signed(Signing other) {
    return with(request, delivery.signed(other));
  }

  /** The same with other requests, sent in another way. */
  public WebhookService with(RequestTemplate other, Sending sending) {
    return new WebhookService(
        id, label, enabled, other, check, sending, shaping, failures, events, audience, receiver,
        profile);
  }

  /** The same with other rates, batches or order. */
  public WebhookService with(Shaping other) {
    return new WebhookService(
        id, label, enabled, request, check, delivery, other, failures, events, audience, receiver,
        profile);
  }

  /** The same, switched off. */
  public WebhookService off() {
    return new WebhookService(
        id, label, false, request, check, delivery, shaping, failures, events, audience, receiver,
        profile);
  }

  /** Whether it has an address of its own; one without sends to people's webhooks only (S-13). */
  public boolean hasAddress() {
    return !request.url().isEmpty();
  }

  public String name() {
    return label.name();
  }

  /** Whether it gets events: switched on, and not removed. */
  public boolean on() {
    return enabled && !profile.deleted();
  }

  public Duration timeoutOr(GlobalSettings global) {
    return Optional.ofNullable(delivery.timeout()).orElse(global.timeout());
  }

  /** How its TLS connections are made, as far as the global settings permit it. */
  public TlsRules tlsUnder(GlobalSettings global) {
    return global.egress().unverifiedTls() ? delivery.tls() : delivery.tls().verified();
  }

  public RetrySchedule retryOr(GlobalSettings global) {
    return Optional.ofNullable(delivery.retry()).orElseGet(global::retry);
  }

  @Override
  public String toString() {
    return "WebhookService[" + id + " " + name() + "]";
  }
}
