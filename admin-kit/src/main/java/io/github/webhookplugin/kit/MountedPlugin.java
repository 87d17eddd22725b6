package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminFrame;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.api.SettingsSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything below a plugin's address: the pages it brings, wrapped in the host's shell, and its settings, which the kit
 * shows. A host makes one for a plugin that runs, hands it requests, and sends what it answers. Shared between threads.
 *
 * <p>Host's part: it has signed the user in, and for anything but GET it has seen the header {@code X-Host-Request: 1},
 * which pages of other sites cannot send.
 */
public final class MountedPlugin {
  static final String SETTINGS = "settings";

  private static final String SWITCH = SETTINGS + "/switch";
  private static final String HTML = "text/html";
  private static final System.Logger log = System.getLogger(MountedPlugin.class.getName());

  private final String id;
  private final String version;
  private final @Nullable AdminContribution admin;
  private final @Nullable ConfigurablePlugin configurable;

  /**
   * A plugin with pages, settings, or both.
   *
   * @param admin null if it has no pages of its own
   * @param configurable null if it has no settings
   */
  public MountedPlugin(
      String id,
      String version,
      @Nullable AdminContribution admin,
      @Nullable ConfigurablePlugin configurable) {
    this.id = id;
    this.version = version;
    this.admin = admin;
    this.configurable = configurable;
  }

  /**
   * Answers a request. What the plugin throws comes through; it is the host's to log.
   *
   * @param request its {@link AdminRequest#page} says whether the page around it is wanted, too
   */
  public AdminResponse answer(AdminRequest request, Surroundings around) {
    if (configurable != null && isSettings(request)) {
      return settings(configurable, request, around);
    }
    if (admin == null) {
      return refused(404, "", request, around);
    }
    return wrapped(admin.handle(request), request, around);
  }

  /** What stands above this plugin's pages, and beside it in a list. */
  public AdminFrame frame(AdminRequest request) {
    return admin == null ? new AdminFrame(id, "", "plug", List.of()) : admin.frame(request);
  }

  /** The switch of the whole plugin as HTML; empty if it has none or does not say how it is. */
  public String masterSwitch(AdminRequest request) {
    return configurable == null
        ? ""
        : masterSwitch(configurable, request)
            .map(found -> found.html(configurable.settings(), texts(request)))
            .orElse("");
  }

  private boolean isSettings(AdminRequest request) {
    return request.path().equals(SWITCH)
        || (request.path().equals(SETTINGS) && Set.of("GET", "POST").contains(request.method()));
  }

  private AdminResponse settings(
      ConfigurablePlugin plugin, AdminRequest request, Surroundings around) {
    boolean post = request.method().equals("POST");
    if (!request.may(post ? AdminPermission.EDIT : AdminPermission.VIEW)) {
      return refused(403, "", request, around);
    }
    if (request.path().equals(SWITCH)) {
      return post
          ? turned(plugin, request, around)
          : AdminResponse.html(200, masterSwitch(request));
    }
    var form = new SettingsForm(
        schema(plugin, request),
        request.page().base(),
        groups(request),
        !request.may(AdminPermission.EDIT),
        request.page().locale());
    return post ? saved(plugin, form, request, around) : shown(200, plugin, form, request, around);
  }

  private static SettingsSchema schema(ConfigurablePlugin plugin, AdminRequest request) {
    return plugin.settingsSchema(request.page().locale());
  }

  private static Set<String> groups(AdminRequest request) {
    return request.param("groups").stream()
        .flatMap(ids -> Stream.of(ids.split(",")))
        .filter(group -> !group.isEmpty())
        .collect(Collectors.toSet());
  }

  private AdminResponse saved(
      ConfigurablePlugin plugin, SettingsForm form, AdminRequest request, Surroundings around) {
    Map<String, Object> entered = form.read(request.body());
    Locale locale = request.page().locale();
    boolean mistaken = form.wrong();
    String more;
    synchronized (plugin) { // two admins at once are compared one after the other
      form.compare(plugin.settings(), entered);
      more = consequence(plugin, entered, locale);
      // all that is wrong at once: what the form noticed, and what the plugin says of the rest
      List<SettingsProblem> problems = form.wrong()
          ? plugin.validate(entered, locale)
          : plugin.apply(entered, request.user(), locale);
      mistaken |= !problems.isEmpty();
      form.refuse(problems);
    }
    if (form.wrong()) {
      return shown(mistaken ? 422 : 409, plugin, form, request, around);
    }
    var fresh = new SettingsForm(
        schema(plugin, request),
        request.page().base(),
        groups(request),
        false,
        request.page().locale());
    return shown(200, plugin, fresh, request, around)
        .with(Triggers.HEADER, Triggers.settingsChanged(settingsSaved(more, texts(request))));
  }

  private AdminResponse shown(
      int status,
      ConfigurablePlugin plugin,
      SettingsForm form,
      AdminRequest request,
      Surroundings around) {
    return page(AdminResponse.html(status, form.html(plugin.settings())), request, around)
        .with("Cache-Control", "no-store");
  }

  private AdminResponse turned(
      ConfigurablePlugin plugin, AdminRequest request, Surroundings around) {
    var found = masterSwitch(plugin, request);
    if (found.isEmpty()) {
      return refused(404, "", request, around);
    }
    Locale locale = request.page().locale();
    Map<String, Object> wanted = found.get().read(request.body());
    String more = consequence(plugin, wanted, locale);
    List<SettingsProblem> problems = plugin.apply(wanted, request.user(), locale);
    Map<String, Object> now = plugin.settings();
    String said = problems.isEmpty()
        ? Triggers.settingsChanged(found.get().said(now, more, texts(request)))
        : Triggers.failure(problems.get(0).message());
    return AdminResponse.html(200, found.get().html(now, texts(request)))
        .with(Triggers.HEADER, said);
  }

  /** What the plugin says of a change; empty if it says nothing, or cannot: the change counts all the same. */
  private String consequence(ConfigurablePlugin plugin, Map<String, Object> wanted, Locale locale) {
    try {
      return plugin.consequence(wanted, locale).orElse("");
    } catch (RuntimeException e) {
      log.log(
          System.Logger.Level.WARNING,
          "the plugin " + id + " failed to say what follows on a change of its settings",
          OneLine.trace(e));
      return "";
    }
  }

  private static String settingsSaved(String more, Texts texts) {
    return more.isEmpty() ? texts.say("settingsSaved") : texts.say("settingsSavedAnd", more);
  }

  private Optional<MasterSwitch> masterSwitch(ConfigurablePlugin plugin, AdminRequest request) {
    boolean readOnly = !request.may(AdminPermission.EDIT);
    return schema(plugin, request)
        .masterSwitch()
        .map(field -> new MasterSwitch(field, id, request.page().base(), readOnly));
  }

  /** HTML of the plugin in the shell, if a whole page was asked for; a refusal that people cannot read, in words. */
  private AdminResponse wrapped(AdminResponse answer, AdminRequest request, Surroundings around) {
    if (answer.contentType().startsWith(HTML)) {
      return page(answer, request, around);
    }
    boolean reader = !request.page().fragment()
        && request.header("Accept").filter(types -> types.contains(HTML)).isPresent();
    return answer.status() >= 400 && reader
        ? refused(answer.status(), "", request, around)
        : answer;
  }

  /** Says what went wrong: as a page, or as a part of one. */
  private AdminResponse refused(
      int status, String detail, AdminRequest request, Surroundings around) {
    String content = new Shell(around).problemContent(status, detail, false);
    return page(AdminResponse.html(status, content), request, around);
  }

  private AdminResponse page(AdminResponse part, AdminRequest request, Surroundings around) {
    if (request.page().fragment()) {
      return part;
    }
    var head = new PluginHead(
        request.page().base(), version, frame(request), request.path(), configurable != null);
    String content = new String(part.body(), StandardCharsets.UTF_8);
    String whole = new Shell(around).pluginPage(head, masterSwitch(request), content);
    return new AdminResponse(
        part.status(), part.contentType(), part.headers(), whole.getBytes(StandardCharsets.UTF_8));
  }

  private static Texts texts(AdminRequest request) {
    return Texts.of(request.page().locale());
  }
}
