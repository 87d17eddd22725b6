package io.github.webhookplugin.settings;

/**
 * Whether stored secrets may go with another address of their service. Who may change a service need not be allowed to
 * see its secrets, and must not get them by having them sent elsewhere. Pure.
 */
final class SameReceiver {
  private SameReceiver() {}

  /** Whether both lead to the same host and port, and the second is encrypted if the first is. */
  static boolean of(String stored, String now) {
    if (stored.equals(now)) {
      return true;
    }
    var before = Address.parse(SecretReference.blanked(stored));
    var after = Address.parse(SecretReference.blanked(now));
    return before.isPresent() && after.isPresent() && after.get().isAtReceiverOf(before.get());
  }
}
