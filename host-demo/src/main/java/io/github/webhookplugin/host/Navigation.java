package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.AdminFrame;
import io.github.webhookplugin.kit.Surroundings;
import io.github.webhookplugin.kit.Surroundings.Addresses;
import io.github.webhookplugin.kit.Surroundings.Group;
import io.github.webhookplugin.kit.Surroundings.Link;
import io.github.webhookplugin.kit.Surroundings.Reader;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;

/** What stands around every page: where one can go, and who is there. */
final class Navigation {
  private static final Addresses ADDRESSES =
      new Addresses("/kit", "/plugins", "/sign-in", "/sign-out", "/language");

  private final Plugins plugins;

  Navigation(Plugins plugins) {
    this.plugins = plugins;
  }

  /** The surroundings of the page that is asked for. */
  Surroundings around(Context ctx) {
    var texts = HostTexts.in(Language.of(ctx));
    String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
    var groups = Stream.of(
            new Group(texts.say("nav.integrations"), integrations(ctx)),
            new Group(
                texts.say("nav.system"),
                List.of(
                    new Link(texts.say("nav.plugins"), ADDRESSES.plugins(), "plug"),
                    new Link(texts.say("nav.api"), "/api", "terminal"))))
        .filter(group -> !group.links().isEmpty())
        .toList();
    return new Surroundings(
        texts.say("host"),
        groups,
        ctx.req().getRequestURI() + query,
        new Reader(Access.account(ctx).user(), Language.of(ctx), ""),
        ADDRESSES);
  }

  private List<Link> integrations(Context ctx) {
    return plugins.loaded().stream()
        .flatMap(plugin -> Stream.ofNullable(plugin.admin()).map(admin -> link(ctx, plugin, admin)))
        .toList();
  }

  private static Link link(Context ctx, LoadedPlugin plugin, AdminContribution admin) {
    AdminFrame frame;
    try {
      frame = PluginRoutes.called(() -> admin.frame(PluginPages.asking(ctx, plugin.id())));
    } catch (PluginRoutes.PluginFault e) {
      frame = new AdminFrame(plugin.title(), "", "plug", List.of());
    }
    return new Link(frame.title(), ADDRESSES.plugins() + "/" + plugin.id(), frame.icon());
  }
}
