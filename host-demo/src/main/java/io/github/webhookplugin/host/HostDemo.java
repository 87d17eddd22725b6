package io.github.webhookplugin.host;

import io.github.webhookplugin.api.OneLine;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The program: options in, exit code out. */
final class HostDemo {
  private HostDemo() {}

  /**
   * Runs until it is done (with {@code --once}) or its thread is interrupted.
   *
   * @return the exit code: 0 done, 1 not everything was delivered, 2 could not start
   */
  static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
    try {
      Options options = Options.from(args, env);
      if (options.help()) {
        out.print(Options.USAGE);
        return 0;
      }
      return run(options, out);
    } catch (CannotStart e) {
      err.println("host-demo: " + CannotStart.said(e));
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static int run(Options options, PrintStream out) throws InterruptedException {
    var receipts = new Receipts();
    try (var folder = DataFolder.at(options.data());
        var host = Host.start(options, folder.path(), options.once() ? receipts : ended -> {})) {
      var hook = ExitHook.of(host, folder);
      try {
        return run(host, folder, options, receipts, out);
      } finally {
        hook.remove();
      }
    }
  }

  private static int run(
      Host host, DataFolder folder, Options options, Receipts receipts, PrintStream out)
      throws InterruptedException {
    announcePlugins(host, out);
    if (options.samples()) {
      host.applySamples().forEach(out::println);
    }
    return options.once() ? once(host, receipts, out) : serve(host, folder, options, out);
  }

  private static void announcePlugins(Host host, PrintStream out) {
    for (LoadedPlugin plugin : host.plugins()) {
      String reason = plugin.reason().isEmpty() ? "" : ": " + OneLine.of(plugin.reason());
      out.println("Plugin " + plugin.id() + " " + plugin.version() + " " + plugin.state() + reason);
    }
  }

  private static int once(Host host, Receipts receipts, PrintStream out)
      throws InterruptedException {
    out.println("Sample receivers answer at " + host.base() + "/receivers/");
    return new OnceRun(host.channels(), receipts, out).run() ? 0 : 1;
  }

  private static int serve(Host host, DataFolder folder, Options options, PrintStream out)
      throws InterruptedException {
    if (options.samples()) {
      host.emitSamples();
      out.println("Emitting a sample event every " + SampleFeed.PAUSE.toSeconds() + " seconds");
    }
    out.println(
        "Data:  " + folder.path() + (options.jdbc() == null ? "" : " and the database of --jdbc"));
    out.println("Open:  " + host.address());
    out.println("Stop with Ctrl-C");
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
