package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.Egress;
import io.github.webhookplugin.model.Network;
import io.github.webhookplugin.model.Proxy;
import io.github.webhookplugin.model.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes how requests leave this network. What is absent keeps its value. */
final class EgressReader {
  static final String UNVERIFIED = "allowUnverifiedTls";
  static final String URL = "proxyUrl";
  static final String USERNAME = "proxyUsername";
  static final String PASSWORD = "proxyPassword";
  static final String EXCEPT = "proxyExcept";
  static final String ADDRESSES = "egressAddresses";
  static final List<String> FIELDS =
      List.of(UNVERIFIED, URL, USERNAME, PASSWORD, EXCEPT, ADDRESSES);

  private static final int MAX = 500;
  private static final Pattern PROXY = Pattern.compile(
      "http://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})/?", Pattern.CASE_INSENSITIVE);

  private EgressReader() {}

  static Egress read(Fields document, Egress current) {
    return new Egress(
        document.bool(UNVERIFIED).orElse(current.unverifiedTls()),
        proxy(document, current.proxy()),
        document.text(ADDRESSES, MAX).map(String::strip).orElse(current.addresses()));
  }

  /** With the password as it is to be shown or stored; nothing else of a proxy is kept without its address. */
  static Map<String, Object> document(Egress egress, Function<Secret, Object> password) {
    var document = new LinkedHashMap<String, Object>();
    Proxy proxy = egress.proxy();
    document.put(UNVERIFIED, egress.unverifiedTls());
    document.put(URL, proxy == null ? "" : "http://" + proxy.place());
    document.put(USERNAME, proxy == null ? "" : proxy.username());
    document.put(
        PASSWORD,
        proxy == null || proxy.password() == null ? "" : password.apply(proxy.password()));
    document.put(EXCEPT, proxy == null ? List.of() : except(proxy.except()));
    document.put(ADDRESSES, egress.addresses());
    return document;
  }

  private static List<String> except(AddressRules rules) {
    return Stream.concat(rules.networks().stream().map(Network::toString), rules.hosts().stream())
        .toList();
  }

  private static @Nullable Proxy proxy(Fields document, @Nullable Proxy current) {
    String url = document
        .text(URL, MAX)
        .map(String::strip)
        .orElse(current == null ? "" : "http://" + current.place());
    String username = document
        .text(USERNAME, MAX)
        .map(String::strip)
        .orElse(current == null ? "" : current.username());
    AddressRules except = AddressReader.together(document, EXCEPT)
        .orElse(current == null ? AddressRules.PUBLIC : current.except());
    Secret password = password(document, current);
    if (url.isEmpty()) {
      return null;
    }
    Matcher parts = PROXY.matcher(url);
    int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
    if (port < 1 || port > 65_535) {
      document.problem(
          URL,
          "Expected http://, a host and a port, such as http://proxy.corp.example:3128. User and"
              + " password have fields of their own.");
      return null;
    }
    String host = parts.group(1).replaceAll("[\\[\\]]", "");
    // without a name there is nobody whose password it could be
    return new Proxy(host, port, username, username.isEmpty() ? null : password, except);
  }

  /** {@code true} stands for the one that is set, as in a host's form. */
  private static @Nullable Secret password(Fields document, @Nullable Proxy current) {
    if (!document.has(PASSWORD) || Boolean.TRUE.equals(document.raw(PASSWORD))) {
      return current == null ? null : current.password();
    }
    return document
        .text(PASSWORD, MAX)
        .filter(text -> !text.isEmpty())
        .map(Secret::of)
        .orElse(null);
  }
}
