package io.github.webhookplugin.host;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the host was asked to do, from its arguments and, where those say nothing, from the environment.
 *
 * @param port 0 for any free one
 * @param data null for a temporary folder that is deleted at the end
 * @param token null to make one up
 * @param tokens further ones, for other roles
 * @param keyStore where the keys of plugins' secrets are wrapped; null: nowhere
 * @param secrets a folder with a file for each secret that plugins may name; null: there are none
 */
record Options(
    int port,
    @Nullable Path data,
    Path plugins,
    @Nullable String jdbc,
    @Nullable String token,
    Map<Role, String> tokens,
    @Nullable KeyStoreFile keyStore,
    @Nullable Path secrets,
    boolean samples,
    boolean once,
    boolean help) {
  static final String USAGE = """
      Usage: demo [options]

        --port N        listen on 127.0.0.1:N (default 7070; 0 = any free port)
        --data DIR      where plugins keep what they store (default demo-data)
        --plugins DIR   the folder with the plugin JARs (default: 'plugins' beside the host's JAR)
        --jdbc URL      a database for the plugins instead of a file in the data folder;
                        use HOST_DEMO_JDBC if the URL holds a password
        --token T       what callers must show (default: a new one for each start)
        --token-of ROLE=T
                        a further token, for somebody who may do less: viewer, operator (tests and
                        sends again), editor (changes settings, too), admin; can be given several
                        times, or as ROLE=T,ROLE=T
        --key-store FILE
                        a key store (PKCS #12; made if it is not there) that wraps the keys of the
                        plugins' secrets; its password is in HOST_DEMO_KEY_STORE_PASSWORD
        --secrets DIR   a folder with a file for each secret that settings may name instead of
                        holding it: ${secret.NAME} stands for the content of the file NAME
        --no-samples    no sample settings and no sample events
        --once          do the whole job once, print what became of every delivery, and stop:
                        exit code 0 only if everything was delivered. Any free port and a
                        temporary data folder, unless they are given
        --help          print this

      Each option can also be given in the environment: HOST_DEMO_PORT=8080, HOST_DEMO_NO_SAMPLES=true.
      An option wins over the environment.

      Sample settings are written once, into empty settings, and are yours from then on. They hold the
      address of the host that wrote them: with another --port, change it in the settings or start with
      another --data.

      Exit codes: 0 done, 1 not everything was delivered (--once), 2 the host could not start.
      """;

  private static final List<String> WITH_VALUE =
      List.of("port", "data", "plugins", "jdbc", "token", "token-of", "key-store", "secrets");
  private static final List<String> SWITCHES = List.of("no-samples", "once", "help");

  /** Reads arguments and environment; a {@link CannotStart} names the first thing that is wrong. */
  static Options from(String[] args, Map<String, String> env) {
    var given = new LinkedHashMap<String, String>();
    readEnvironment(env, given);
    readArguments(args, given);
    boolean once = on(given, "once");
    boolean samples = !on(given, "no-samples");
    if (once && !samples) {
      throw new CannotStart("--once sends the sample events: leave out --no-samples");
    }
    String data = given.getOrDefault("data", once ? null : "demo-data");
    String plugins = given.get("plugins");
    return new Options(
        port(given.getOrDefault("port", once ? "0" : "7070")),
        data == null ? null : path("data", data),
        plugins == null ? besideTheJar() : path("plugins", plugins),
        given.get("jdbc"),
        token("token", given.get("token")),
        RoleTokens.read(given.get("token-of"), given.get("token")),
        keyStore(given.get("key-store"), env),
        folder("secrets", given.get("secrets")),
        samples,
        once,
        on(given, "help"));
  }

  private static void readEnvironment(Map<String, String> env, Map<String, String> given) {
    for (List<String> names : List.of(WITH_VALUE, SWITCHES)) {
      for (String name : names) {
        String value = env.get(variable(name));
        if (value != null && !value.isBlank()) {
          given.put(name, value.strip());
        }
      }
    }
  }

  /** An argument wins over the environment; of several {@code --token-of} each counts. */
  private static void readArguments(String[] args, Map<String, String> given) {
    var here = new HashSet<String>();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      int equals = arg.indexOf('=');
      String name =
          arg.startsWith("--") ? arg.substring(2, equals < 0 ? arg.length() : equals) : "";
      if (WITH_VALUE.contains(name)) {
        if (equals < 0 && i + 1 == args.length) {
          throw new CannotStart("--" + name + " needs a value; --help lists the options");
        }
        String value = equals < 0 ? args[++i] : arg.substring(equals + 1);
        given.merge(
            name,
            value,
            (before, now) ->
                here.contains(name) && name.equals("token-of") ? before + "," + now : now);
        here.add(name);
      } else if (SWITCHES.contains(name) && equals < 0) {
        given.put(name, "true");
      } else {
        throw new CannotStart("unknown option '" + arg + "'; --help lists the options");
      }
    }
  }

  private static boolean on(Map<String, String> given, String name) {
    String value = given.getOrDefault(name, "false").toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default ->
        throw new CannotStart(variable(name) + " must be true or false, was '" + value + "'");
    };
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new CannotStart("--port must be a number from 0 to 65535, was '" + text + "'");
  }

  /** Its password is in the environment only: arguments are seen by everybody on the machine. */
  private static @Nullable KeyStoreFile keyStore(@Nullable String file, Map<String, String> env) {
    String password = env.getOrDefault(variable("key-store-password"), "");
    if (file != null && password.isEmpty()) {
      throw new CannotStart("--key-store needs its password in " + variable("key-store-password"));
    }
    return file == null ? null : new KeyStoreFile(path("key-store", file), password);
  }

  private static @Nullable Path folder(String name, @Nullable String text) {
    if (text != null && !Files.isDirectory(path(name, text))) {
      throw new CannotStart("--" + name + " is not a folder that can be read");
    }
    return text == null ? null : path(name, text);
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new CannotStart("--" + name + " is not a path", e);
    }
  }

  static @Nullable String token(String name, @Nullable String text) {
    if (text != null && !text.matches("[A-Za-z0-9._~+/=-]+")) {
      throw new CannotStart(
          "--" + name + " must be letters, digits and . _ ~ + / = - without spaces");
    }
    return text;
  }

  private static Path besideTheJar() {
    try {
      var location = Options.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(location.toURI()).resolveSibling("plugins");
    } catch (URISyntaxException e) {
      throw new CannotStart("cannot tell where the host's JAR lies; name --plugins DIR", e);
    }
  }

  private static String variable(String name) {
    return "HOST_DEMO_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Without the token and the database URL, which may hold a password. */
  @Override
  public String toString() {
    return "Options[port=" + port + ", data=" + data + ", plugins=" + plugins + ", samples="
        + samples + ", once=" + once + "]";
  }
}
