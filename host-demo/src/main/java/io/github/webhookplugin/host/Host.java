package io.github.webhookplugin.host;

import io.github.webhookplugin.api.DeliveryListener;
import io.github.webhookplugin.api.HostContext;
import io.github.webhookplugin.api.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything that runs, from start to close. */
final class Host implements AutoCloseable {
  private final Options options;
  private final Path data;
  private final String token;
  private final Live live;
  private final Plugins plugins;
  private final Channels channels;
  private final SampleFeed feed;
  private final Web web;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Host(Options options, Path data) {
    this.options = options;
    this.data = data;
    token = options.token() == null ? Tokens.random() : options.token();
    live = new Live();
    plugins = new Plugins(options.plugins(), live::end);
    channels = new Channels(plugins);
    feed = new SampleFeed(channels);
    var clock = Clock.systemUTC();
    var audit = new AuditFile(data, clock);
    var access = new Access(
        new Tokens(token, options.tokens()), new Sessions(clock), new FailedSignIns(clock), audit);
    web = new Web(options.port(), access, plugins, live, audit);
  }

  /**
   * Listens, then loads the plugins and opens their channels: what an earlier run left undelivered finds the sample
   * receivers there.
   *
   * @param data each plugin gets a folder of its own in it
   * @throws CannotStart if anything is in the way; nothing is left running then
   */
  static Host start(Options options, Path data, DeliveryListener listener) {
    var host = new Host(options, data);
    try {
      host.plugins.start(id -> host.context(id, listener));
      return host;
    } catch (RuntimeException | Error e) {
      host.close();
      throw e;
    }
  }

  private HostContext context(String pluginId, DeliveryListener listener) {
    var context = HostContext.builder(data.resolve(pluginId))
        .listener(listener)
        .recipientDirectory(new SamplePeople(base()))
        .ownAddress(URI.create(base() + "/api/events"))
        // the sample receivers are on this machine; a real host allows what its admins need
        .allowNetwork("127.0.0.0/8")
        .allowNetwork("::1")
        .allowHost("localhost");
    if (options.keyStore() != null) {
      context.secretStore(options.keyStore());
    }
    if (options.secrets() != null) {
      context.secretSource(SecretSource.ofFiles(options.secrets()));
    }
    if (options.jdbc() != null) {
      context.jdbcUrl(options.jdbc());
    }
    Samples.types().forEach(context::eventType);
    return context.build();
  }

  /** Writes sample settings where there are none; one line for each plugin concerned. */
  List<String> applySamples() {
    return Samples.apply(plugins.loaded(), base(), !options.once());
  }

  void emitSamples() {
    feed.start();
  }

  List<LoadedPlugin> plugins() {
    return plugins.loaded();
  }

  /** Stops a plugin while the host goes on. */
  void stop(String pluginId) {
    plugins.stop(pluginId);
  }

  /** How many open pages follow what changes. */
  int following() {
    return live.following();
  }

  /** Every route, as method and path. */
  List<String> routes() {
    return web.routes();
  }

  Channels channels() {
    return channels;
  }

  String base() {
    return web.base();
  }

  /** The address for a browser, which lets in whoever opens it. */
  String address() {
    return base() + "/?token=" + token;
  }

  /** Plugins first: what they are sending to the sample receivers may still be answered. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      feed.close();
      plugins.stop();
      web.close();
    }
  }
}
