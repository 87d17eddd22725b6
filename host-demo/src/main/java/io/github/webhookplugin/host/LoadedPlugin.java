package io.github.webhookplugin.host;

import io.github.webhookplugin.api.AdminContribution;
import io.github.webhookplugin.api.ConfigurablePlugin;
import io.github.webhookplugin.api.NotificationChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as the host sees it: who it is, how it is, and what it brings.
 *
 * @param title what people call it
 */
record LoadedPlugin(PluginJar jar, String title, Condition condition, Offer offer) {

  /** How a plugin is, in PF4J's words. */
  enum State {
    STARTED,
    STOPPED,
    DISABLED,
    FAILED
  }

  /**
   * How a plugin is, and why.
   *
   * @param reason why it does not do all it should, in one line; empty if it does
   * @param trace the stack trace that tells more; empty if there is none
   */
  record Condition(State state, String reason, String trace) {
    static Condition of(State state, String reason) {
      return new Condition(state, reason, "");
    }

    static Condition failed(Throwable why) {
      return new Condition(State.FAILED, CannotStart.said(why), CannotStart.traceOf(why));
    }
  }

  /** What a plugin that runs brings. */
  record Offer(
      List<NotificationChannel> channels,
      @Nullable ConfigurablePlugin configurable,
      @Nullable AdminContribution admin) {
    static final Offer NOTHING = new Offer(List.of(), null, null);
  }

  /** One that brings nothing, because it is switched off or broken. */
  static LoadedPlugin idle(PluginJar jar, String title, Condition condition) {
    return new LoadedPlugin(jar, title, condition, Offer.NOTHING);
  }

  String id() {
    return jar.id();
  }

  String version() {
    return jar.version();
  }

  boolean runs() {
    return condition.state == State.STARTED;
  }

  State state() {
    return condition.state;
  }

  String reason() {
    return condition.reason;
  }

  List<NotificationChannel> channels() {
    return offer.channels;
  }

  @Nullable
  ConfigurablePlugin configurable() {
    return offer.configurable;
  }

  @Nullable
  AdminContribution admin() {
    return offer.admin;
  }

  /** What {@code GET /api/plugins} shows. */
  record Summary(String id, String version, String state, String requires, String reason) {}

  Summary summary() {
    return new Summary(id(), version(), state().name(), jar.requires(), reason());
  }
}
