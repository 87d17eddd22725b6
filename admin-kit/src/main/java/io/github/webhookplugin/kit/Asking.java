package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.AdminResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page of another site made a browser ask for a change: a second line behind {@code X-Host-Request}, for a host
 * whose own rules let scripts of other sites send any header (CORS). The browser itself says where a request comes from,
 * which no page can change: in {@code Sec-Fetch-Site} (Fetch Metadata), else in {@code Origin}, which is compared with the
 * name that was asked for. What says neither is no browser of today.
 */
final class Asking {
  private Asking() {}

  /** Of a request for anything but GET; the names of headers in any case. */
  static boolean isAnotherSite(Map<String, String> headers) {
    @Nullable String site = headers.get("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    @Nullable String origin = headers.get("Origin");
    // no page can say what a proxy was asked for
    return origin != null
        && Stream.of("Host", "X-Forwarded-Host")
            .map(name -> headers.getOrDefault(name, ""))
            .map(names -> names.split(",", 2)[0].strip())
            .noneMatch(name -> isOf(origin, name));
  }

  /** Whether an origin is that of a host with its port, whichever of the two schemes: a proxy may end TLS. */
  private static boolean isOf(String origin, String host) {
    try {
      URI uri = URI.create(origin.toLowerCase(Locale.ROOT));
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String own = host.toLowerCase(Locale.ROOT);
      return uri.getHost() != null
          && (own.equals(uri.getHost() + port)
              || (port.isEmpty() && own.equals(uri.getHost() + usualPort(uri))));
    } catch (IllegalArgumentException noOrigin) {
      return false;
    }
  }

  private static String usualPort(URI origin) {
    return "https".equals(origin.getScheme()) ? ":443" : ":80";
  }

  static AdminResponse refusal() {
    return new AdminResponse(
        403,
        "application/problem+json",
        Map.of(),
        ("{\"status\":403,\"title\":\"Forbidden\",\"detail\":\"A page of another site asked for this. If it was one"
                + " of this host, a proxy in between does not pass the header Host on.\"}")
            .getBytes(StandardCharsets.UTF_8));
  }
}
