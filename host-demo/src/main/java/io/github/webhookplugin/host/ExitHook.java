package io.github.webhookplugin.host;

/** Closes what runs when the JVM is told to end (SIGTERM, Ctrl-C), unless it was closed before. */
final class ExitHook {
  private final Thread thread;

  private ExitHook(Thread thread) {
    this.thread = thread;
  }

  static ExitHook of(Host host, DataFolder folder) {
    var thread = new Thread(
        () -> {
          host.close();
          folder.close();
        },
        "exit");
    Runtime.getRuntime().addShutdownHook(thread);
    return new ExitHook(thread);
  }

  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // the JVM is ending: the hook runs
    }
  }
}
