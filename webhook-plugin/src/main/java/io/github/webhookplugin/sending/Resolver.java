package io.github.webhookplugin.sending;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host name into addresses. May block; called on look-up threads only, many at once. */
@FunctionalInterface
public interface Resolver {
  /** Asks what the operating system is set up to ask. */
  Resolver SYSTEM = InetAddress::getAllByName;

  /** All addresses of the host, the best first; never empty. */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
