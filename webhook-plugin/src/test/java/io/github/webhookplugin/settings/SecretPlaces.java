package io.github.webhookplugin.settings;

import java.util.Set;
import java.util.TreeSet;

/** Where a service has secrets, for tests of other rooms. */
public final class SecretPlaces {
  private SecretPlaces() {}

  /** Paths in a stored service; a list stands for the values of its secret rows. */
  public static Set<String> all() {
    var all = new TreeSet<>(SealedFields.TEXTS.keySet());
    all.addAll(SealedFields.LISTS);
    return all;
  }
}
