package io.github.webhookplugin.kit;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kit's views: Mustache templates in {@code views/}. Shared between threads. Double braces escape for HTML. */
final class Views {
  /** Reads from this class: mustache.java's own way would ask the thread's class loader first. */
  private static final DefaultMustacheFactory FACTORY =
      new DefaultMustacheFactory(name -> new StringReader(Resources.text("views/" + name)));

  private static final Map<String, Mustache> COMPILED = new ConcurrentHashMap<>();

  private Views() {}

  /** Fills a view; {@code t} is all texts. */
  static String render(String view, Map<String, ? extends @Nullable Object> model, Texts texts) {
    var whole = new HashMap<String, @Nullable Object>(model);
    whole.put("t", texts.all());
    var out = new StringWriter();
    COMPILED.computeIfAbsent(view, name -> FACTORY.compile(name + ".mustache")).execute(out, whole);
    return out.toString();
  }
}
