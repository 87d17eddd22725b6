package io.github.webhookplugin.model;

/** Services that share one limit, because their receivers do (seed row T-37). A service joins by the group's name. */
public record RateGroup(String name, RateLimit limit) {}
