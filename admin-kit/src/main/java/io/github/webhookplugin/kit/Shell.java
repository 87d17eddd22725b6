package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.AdminFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole pages: a piece of HTML inside the host's shell. No page has a script or a style of its own. Immutable. */
public final class Shell {
  private final Surroundings around;
  private final Texts texts;

  public Shell(Surroundings around) {
    this.around = around;
    this.texts = Texts.of(around.reader().locale());
  }

  /**
   * A page of the host's own.
   *
   * @param title for the browser; the content has the heading
   * @param content HTML
   */
  public String page(String title, String content) {
    return page(title, content, "");
  }

  /**
   * A page of a plugin.
   *
   * @param masterSwitch HTML; empty for none
   * @param content HTML, from a second heading on
   */
  String pluginPage(PluginHead head, String masterSwitch, String content) {
    var model = new HashMap<String, Object>();
    model.put("plugins", around.addresses().plugins());
    model.put("title", head.frame().title());
    model.put("summary", head.frame().summary());
    model.put("icon", Icons.known(head.frame().icon()));
    model.put("version", head.version());
    model.put("masterSwitch", masterSwitch);
    model.put("label", texts.say("pagesOf", head.frame().title()));
    model.put("tabs", tabs(head));
    model.put("content", content);
    return page(head.frame().title(), Views.render("plugin-frame", model, texts), head.base());
  }

  /**
   * A page that says what went wrong.
   *
   * @param status an HTTP status
   * @param detail one sentence more; empty for none
   */
  public String problem(int status, String detail) {
    String title = texts.say(problemTitle(status));
    return page(title, problemContent(status, detail, true));
  }

  /**
   * A page that says that a plugin does not run.
   *
   * @param plugin its title
   * @param lifecycle takes a POST with {@code action}, that starts it; empty if that is not offered
   */
  public String notRunning(String plugin, String lifecycle) {
    String title = texts.say("pluginNotRunning", plugin);
    var model = problemModel(503, "");
    model.put("title", title);
    model.put("lifecycle", lifecycle);
    return page(title, Views.render("problem", model, texts));
  }

  /** What went wrong, on a page that is about nothing else, or on one that has a heading. */
  String problemContent(int status, String detail, boolean wholePage) {
    var model = problemModel(status, detail);
    model.put("wholePage", wholePage);
    return Views.render("problem", model, texts);
  }

  private Map<String, Object> problemModel(int status, String detail) {
    String title = problemTitle(status);
    var model = new HashMap<String, Object>();
    model.put("title", texts.say(title));
    model.put("help", texts.say(title + "Help"));
    model.put("status", texts.say("status", String.valueOf(status)));
    model.put("detail", detail);
    model.put("wholePage", true);
    model.put("lifecycle", "");
    model.put("plugins", around.addresses().plugins());
    return model;
  }

  private static String problemTitle(int status) {
    return switch (status) {
      case 401 -> "signedOut";
      case 403 -> "notAllowed";
      case 404 -> "notFound";
      case 503 -> "notRunning";
      default -> status < 500 ? "refused" : "failed";
    };
  }

  private List<Map<String, Object>> tabs(PluginHead head) {
    var tabs = new ArrayList<AdminFrame.Tab>(head.frame().tabs());
    if (head.hasSettings()) {
      tabs.add(new AdminFrame.Tab(
          MountedPlugin.SETTINGS, texts.say("settings"), "sliders-horizontal", ""));
    }
    String current = tabs.stream()
        .map(AdminFrame.Tab::path)
        .filter(path ->
            path.isEmpty() || head.path().equals(path) || head.path().startsWith(path + "/"))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse("");
    return tabs.stream()
        .map(tab -> Map.<String, Object>of(
            "href", tab.path().isEmpty() ? head.base() : head.base() + "/" + tab.path(),
            "icon", Icons.known(tab.icon()),
            "title", tab.title(),
            "badge", tab.badge(),
            "current", tab.path().equals(current)))
        .toList();
  }

  private String page(String title, String content, String pluginBase) {
    var model = new HashMap<String, @Nullable Object>();
    var addresses = around.addresses();
    var reader = around.reader();
    model.put("lang", texts.locale().toLanguageTag());
    model.put("theme", reader.theme());
    model.put("kit", AdminKit.VERSION);
    model.put("title", title);
    model.put("host", around.host());
    model.put("css", AdminKit.address(addresses.kit(), "kit.css"));
    model.put("themeJs", AdminKit.address(addresses.kit(), "theme.js"));
    model.put("htmxJs", AdminKit.address(addresses.kit(), "htmx.min.js"));
    model.put("kitJs", AdminKit.address(addresses.kit(), "kit.js"));
    model.put("pluginBase", pluginBase);
    model.put("sprite", Icons.sprite());
    model.put("groups", groups());
    model.put("user", reader.name());
    model.put("signIn", addresses.signIn());
    model.put("signOut", addresses.signOut());
    model.put("language", addresses.language());
    model.put("to", around.current());
    model.put("otherTag", texts.say("otherLanguageTag"));
    model.put("content", content);
    return Views.render("layout", model, texts);
  }

  private List<Map<String, Object>> groups() {
    var groups = new ArrayList<Map<String, Object>>();
    for (Surroundings.Group group : around.navigation()) {
      groups.add(Map.of(
          "title", group.title(),
          "id", "nav-" + groups.size(),
          "links", group.links().stream().map(this::model).toList()));
    }
    return groups;
  }

  private Map<String, Object> model(Surroundings.Link link) {
    return Map.of(
        "href", link.address(),
        "icon", Icons.known(link.icon()),
        "title", link.title(),
        "current", around.shows(link));
  }
}
