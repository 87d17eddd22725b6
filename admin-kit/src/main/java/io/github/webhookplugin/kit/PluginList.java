package io.github.webhookplugin.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The page that lists the plugins, as HTML for {@link Shell#page}. */
public final class PluginList {
  /** How a plugin is. */
  public enum State {
    RUNNING("ok", "circle-check"),
    STOPPED("off", "circle-pause"),
    FAILED("bad", "circle-x");

    private final String look;
    private final String icon;

    State(String look, String icon) {
      this.look = look;
      this.icon = icon;
    }
  }

  /**
   * One plugin.
   *
   * @param address of its first page; empty if it has none
   * @param title what people call it
   * @param summary one sentence; may be empty
   * @param reason why it does not run; may be empty
   * @param trace what tells more of it, several lines; may be empty
   * @param masterSwitch HTML; may be empty
   * @param lifecycle takes a POST with {@code action}: start, stop, restart or remove; empty if that is not offered
   */
  public record Row(
      String id,
      String address,
      String title,
      String version,
      String summary,
      String icon,
      State state,
      String reason,
      String trace,
      String masterSwitch,
      String lifecycle) {}

  private static final Map<String, String> ICONS =
      Map.of("restart", "rotate-ccw", "stop", "circle-stop", "start", "play");

  private PluginList() {}

  /**
   * The list.
   *
   * @param reload takes a POST that looks for plugins again; empty if that is not offered
   */
  public static String html(List<Row> rows, String reload, Locale locale) {
    Texts texts = Texts.of(locale);
    var model = Map.of(
        "rows", rows.stream().map(row -> model(row, texts)).toList(),
        "none", rows.isEmpty(),
        "reload", reload);
    return Views.render("plugins", model, texts);
  }

  private static Map<String, Object> model(Row row, Texts texts) {
    String id = FieldModel.id(row.id()).substring(2);
    var model = new HashMap<String, Object>();
    model.put("id", id);
    model.put("href", row.address());
    model.put("title", row.title());
    model.put("version", row.version());
    model.put("summary", row.summary());
    model.put("icon", Icons.known(row.icon()));
    model.put("look", row.state().look);
    model.put("stateIcon", row.state().icon);
    model.put("state", texts.say("state" + row.state()));
    model.put("reason", row.reason());
    model.put("trace", row.trace());
    model.put("reasonLabel", texts.say("showReason") + ": " + row.title());
    model.put("copyLabel", texts.say("copy") + ": " + row.title());
    model.put("masterSwitch", row.masterSwitch());
    model.put("lifecycle", row.lifecycle());
    model.put("removeId", "remove-" + id);
    model.put("removeQuestion", texts.say("removeQuestion", row.title()));
    model.put("moreLabel", texts.say("moreFor", row.title()));
    model.put("actions", actions(row, id, texts).toList());
    return model;
  }

  private static Stream<String> actions(State state) {
    return state == State.RUNNING ? Stream.of("restart", "stop") : Stream.of("start");
  }

  private static Stream<Map<String, Object>> actions(Row row, String id, Texts texts) {
    return actions(row.state())
        .map(action -> Map.of(
            "action",
            action,
            "actionId",
            action + "-" + id,
            "actionIcon",
            Icons.known(ICONS.getOrDefault(action, "")),
            "actionTitle",
            texts.say(action)));
  }
}
