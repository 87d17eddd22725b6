package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what may be called beside public addresses. What is absent keeps its value. */
public final class AddressReader {
  static final List<String> FIELDS = List.of("allowedNetworks", "allowedHosts", "httpsOnly");

  private static final int MOST = 200;
  private static final int LONGEST = 260;
  private static final Pattern HOST = Pattern.compile(
      "(?:\\*\\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");

  private AddressReader() {}

  static AddressRules read(Fields document, AddressRules current) {
    return new AddressRules(
        items(document, "allowedNetworks", Network::parse).orElse(current.networks()),
        items(document, "allowedHosts", AddressReader::host).orElse(current.hosts()),
        document.bool("httpsOnly").orElse(current.httpsOnly()));
  }

  /** Networks and names in one list. */
  static Optional<AddressRules> together(Fields document, String name) {
    var networks = new ArrayList<Network>();
    return items(document, name, text -> {
          Optional<Network> network = Network.parse(text);
          network.ifPresent(networks::add);
          return network.isPresent() ? Optional.of("") : host(text);
        })
        .map(hosts -> new AddressRules(
            networks, hosts.stream().filter(host -> !host.isEmpty()).toList()));
  }

  /**
   * What a host allows.
   *
   * @throws IllegalArgumentException if something of it is no network or no name, which it names
   */
  public static AddressRules ofHost(List<String> networks, List<String> hosts) {
    return new AddressRules(
        networks.stream().map(text -> known(text, Network.parse(text))).toList(),
        hosts.stream().map(text -> known(text, host(text))).toList());
  }

  private static <T> T known(String text, Optional<T> read) {
    return read.orElseThrow(() -> new IllegalArgumentException(
        "HostContext allows " + Found.quote(text) + ", which is neither a network such as"
            + " 10.0.0.0/8 nor a name such as nas.lan or *.corp.example"));
  }

  private static <T> Optional<List<T>> items(
      Fields document, String name, Function<String, Optional<T>> reading) {
    return document.list(name).map(list -> {
      var read = new ArrayList<T>();
      if (list.size() > MOST) {
        document.problem(name, "Expected at most " + MOST + ", found " + list.size() + ".");
        return read;
      }
      for (int i = 0; i < list.size(); i++) {
        var item = list.get(i) instanceof String text && text.length() <= LONGEST
            ? reading.apply(text.strip())
            : Optional.<T>empty();
        if (item.isEmpty()) {
          document.problems().add(document.pointer(name) + "/" + i, expected(name, list.get(i)));
        }
        item.ifPresent(read::add);
      }
      return read;
    });
  }

  private static String expected(String name, @Nullable Object found) {
    String what = switch (name) {
      case "allowedNetworks" -> "a network such as 10.0.0.0/8 or fd00::/8, or one address";
      case "allowedHosts" -> "a name such as nas.lan, or *.corp.example for all below";
      default -> "a network such as 10.0.0.0/8, or a name such as nas.lan or *.corp.example";
    };
    return "Expected " + what + ", found "
        + (found instanceof String text ? Found.quote(text) : Found.kind(found)) + ".";
  }

  /** A name, or {@code *.} and a name, in lower case. */
  static Optional<String> host(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return HOST.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }
}
