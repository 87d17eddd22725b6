package io.github.webhookplugin;

import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A version of fastjson with classes of the tests that are compiled against it. The versions have the same names, so
 * each has a class loader of its own.
 */
public enum Fastjson {
  V1_2_83(jarOf(com.alibaba.fastjson.JSON.class)),
  V2_0_57(
      copied("fastjson", "com/alibaba"),
      copied("fastjson2", "com/alibaba/fastjson2"),
      copied("fastjson2-extension", "com/alibaba/fastjson2"));

  private static final String VERSION_2 = "2.0.57";

  private final List<Path> jars;
  private final URLClassLoader loader;

  Fastjson(Path... jars) {
    this.jars = List.of(jars);
    URL[] urls = new URL[jars.length + 1];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = url(jars[i]);
    }
    urls[jars.length] = url(jarOf(Fastjson.class));
    this.loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  /** The JARs of this version. */
  public List<Path> jars() {
    return jars;
  }

  /** An object of this class, which sees this version. */
  @SuppressWarnings("unchecked")
  public UnaryOperator<String> load(Class<? extends UnaryOperator<String>> type) {
    try {
      var constructor = loader.loadClass(type.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (UnaryOperator<String>) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What this version prints for what it has read, with the order of members kept or not. */
  public String readAndPrint(String json, boolean ordered) {
    return load(ordered ? Ordered.class : Unordered.class).apply(json);
  }

  /** As a receiver of DMS reads. */
  static final class Ordered implements UnaryOperator<String> {
    @Override
    public String apply(String json) {
      return com.alibaba.fastjson.JSON.toJSONString(com.alibaba.fastjson.JSONObject.parseObject(
          json, com.alibaba.fastjson.parser.Feature.OrderedField));
    }
  }

  /** As a receiver reads that forgot the flag. */
  static final class Unordered implements UnaryOperator<String> {
    @Override
    public String apply(String json) {
      return com.alibaba.fastjson.JSON.toJSONString(
          com.alibaba.fastjson.JSONObject.parseObject(json));
    }
  }

  /** As somebody reads and prints who has moved to the API of fastjson 2; only for that version. */
  static final class Modern implements UnaryOperator<String> {
    @Override
    public String apply(String json) {
      try {
        Class<?> api = Class.forName("com.alibaba.fastjson2.JSON");
        Object read = api.getMethod("parseObject", String.class).invoke(null, json);
        return (String) api.getMethod("toJSONString", Object.class).invoke(null, read);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What the API of fastjson 2 prints for what it has read. */
  public static String readAndPrintWithItsNewApi(String json) {
    return V2_0_57.load(Modern.class).apply(json);
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Maven copies it; a test that was started in another way finds it where Maven keeps it. */
  private static Path copied(String name, String group) {
    String jar = name + "-" + VERSION_2 + ".jar";
    Path copy = Path.of("target", "fastjson2", jar).toAbsolutePath();
    Path kept = jarOf(com.alibaba.fastjson.JSON.class);
    while (!kept.endsWith("com")) {
      kept = kept.getParent();
    }
    return Files.exists(copy)
        ? copy
        : kept.resolveSibling(group).resolve(Path.of(name, VERSION_2, jar));
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
