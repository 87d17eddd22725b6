package io.github.webhookplugin.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that every page loads, read once. Shared between threads. */
public final class AdminKit {
  /** The version of the contract with plugins' pages: class names, hooks and icons. */
  public static final int VERSION = 1;

  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  private static final List<String> STYLES = List.of(
      "base",
      "shell",
      "buttons",
      "fields",
      "status",
      "tables",
      "overlays",
      "settings",
      "code",
      "small");
  private static final List<String> SCRIPTS =
      List.of("page", "toasts", "dialogs", "answers", "menus", "forms", "live");

  private static final Map<String, Asset> ASSETS = Map.of(
      "kit.css", new Asset(CSS, joined(STYLES, ".css")),
      "kit.js", new Asset(JAVASCRIPT, joined(SCRIPTS, ".js")),
      "theme.js", new Asset(JAVASCRIPT, Resources.bytes("assets/theme.js")),
      "htmx.min.js", new Asset(JAVASCRIPT, Resources.bytes(HTMX)));

  /** The names of all files. */
  static final Set<String> NAMES = ASSETS.keySet();

  private AdminKit() {}

  /** A file by its name; a host serves them in one folder, without asking who is there. */
  public static Optional<Asset> asset(String name) {
    return Optional.ofNullable(ASSETS.get(name));
  }

  /** Where a page finds a file, below the folder that the host serves them in. */
  static String address(String folder, String name) {
    return folder + "/" + name + "?v=" + asset(name).orElseThrow().version();
  }

  private static byte[] joined(List<String> parts, String suffix) {
    var whole = new ByteArrayOutputStream();
    for (String part : parts) {
      whole.writeBytes(Resources.bytes("assets/" + part + suffix));
      whole.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    }
    return whole.toByteArray();
  }
}
