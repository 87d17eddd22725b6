package io.github.webhookplugin.host;

/** What {@code java -jar host-demo.jar} runs. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // ends threads that a plugin may have left behind, too
    System.exit(HostDemo.run(args, System.getenv(), System.out, System.err));
  }
}
