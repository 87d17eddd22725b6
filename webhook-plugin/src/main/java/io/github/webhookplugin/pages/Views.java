package io.github.webhookplugin.pages;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.api.AdminResponse;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The views: Mustache templates in {@code views/}, compiled once. Shared between threads. What is in double braces is
 * escaped for HTML.
 */
final class Views {
  /** Asks this class for files: mustache.java's own way would ask the thread's class loader first, which is the host's. */
  private final DefaultMustacheFactory factory =
      new DefaultMustacheFactory(name -> new InputStreamReader(
          Objects.requireNonNull(Views.class.getResourceAsStream("views/" + name), name),
          StandardCharsets.UTF_8));

  private final Map<String, Mustache> views = new ConcurrentHashMap<>();

  /** Fills a view; {@code t} is all texts. */
  String render(String view, Map<String, ? extends @Nullable Object> model, Texts texts) {
    var whole = new HashMap<String, @Nullable Object>(model);
    whole.put("t", texts.tree());
    var out = new StringWriter();
    compiled(view).execute(out, whole);
    return out.toString();
  }

  /** A refusal as a short fragment. */
  AdminResponse problem(Problem problem, Texts texts) {
    var model = Map.of(
        "message",
        texts.sentences().say(String.valueOf(problem.getMessage())),
        "status",
        problem.status());
    return AdminResponse.html(problem.status(), render("problem", model, texts));
  }

  private Mustache compiled(String view) {
    Mustache known = views.get(view);
    if (known == null) {
      known = factory.compile(view + ".mustache");
      views.put(view, known);
    }
    return known;
  }
}
