package io.github.webhookplugin.host;

/** What {@code java -jar host-demo.jar} runs. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = HostDemo.run(args, System.getenv(), System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }
}
