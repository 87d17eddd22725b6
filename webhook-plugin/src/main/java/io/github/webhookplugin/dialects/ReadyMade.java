package io.github.webhookplugin.dialects;

import java.util.Map;

/** Where the fields of ready-made services come from. */
public interface ReadyMade {
  /** Fields of a service for a known receiver, as settings read them; empty if there is no such preset. */
  Map<String, Object> fields(String name);

  /** No presets: services start with what is built in here. */
  ReadyMade NONE = name -> Map.of();
}
