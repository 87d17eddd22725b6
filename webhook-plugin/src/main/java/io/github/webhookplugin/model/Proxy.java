package io.github.webhookplugin.model;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy that requests leave through.
 *
 * @param host a name, or an address without brackets
 * @param username empty: it asks for none
 * @param password null: it asks for none
 * @param except what is called without it
 */
public record Proxy(
    String host, int port, String username, @Nullable Secret password, AddressRules except) {

  /** Whether a host with these addresses, none if it is not known here, is called without it. */
  public boolean leavesOut(String name, InetAddress[] addresses) {
    return except.names(name, addresses);
  }

  /** The same with another password; null: with none. */
  public Proxy with(@Nullable Secret other) {
    return new Proxy(host, port, username, other, except);
  }

  /** For people: {@code proxy.corp.example:3128}. */
  public String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return "Proxy[" + place() + "]";
  }
}
