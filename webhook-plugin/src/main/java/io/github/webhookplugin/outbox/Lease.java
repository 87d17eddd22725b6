package io.github.webhookplugin.outbox;

/**
 * That this node holds a delivery until a point in time, in milliseconds since 1970 by the store's clock. Both together
 * tell one lease from a later one of the same delivery.
 */
public record Lease(long delivery, long until) {}
