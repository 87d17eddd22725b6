package io.github.webhookplugin.model;

/** How a service wants to be called (seed row S-17). */
public enum HttpMethod {
  POST,
  PUT
}
