package io.github.webhookplugin;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that the plugin logs, down to TRACE, while it is open. Only for tests that run alone in their JVM's time. */
final class LogCapture implements AutoCloseable {
  private static final int TRACE = 0;

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<Object, Integer> levels = new HashMap<>();

  LogCapture() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    loggers().forEach((name, logger) -> {
      if (name.startsWith("io.github.webhookplugin")) {
        levels.put(logger, (Integer) level(logger, TRACE));
      }
    });
  }

  String text() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setErr(before);
    levels.forEach((logger, level) -> level(logger, level));
  }

  /** Each logger exists from the moment that its class is loaded. */
  @SuppressWarnings("unchecked")
  private static Map<String, Logger> loggers() {
    try {
      var factory = LoggerFactory.getILoggerFactory();
      Field map = factory.getClass().getDeclaredField("loggerMap");
      map.setAccessible(true);
      return (Map<String, Logger>) map.get(factory);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("slf4j-simple is another one", e);
    }
  }

  private static Object level(Object logger, int level) {
    try {
      Field field = logger.getClass().getDeclaredField("currentLogLevel");
      field.setAccessible(true);
      Object before = field.get(logger);
      field.set(logger, level);
      return before;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("slf4j-simple is another one", e);
    }
  }
}
