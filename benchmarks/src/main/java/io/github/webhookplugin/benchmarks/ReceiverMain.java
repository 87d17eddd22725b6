package io.github.webhookplugin.benchmarks;

/** The JVM of the receiver that all sides send to. Says its port, how much it has answered and what that cost. */
final class ReceiverMain {
  private ReceiverMain() {}

  public static void main(String[] args) throws Exception {
    try (var receiver = new Receiver(request -> true)) {
      int port = receiver.listen();
      receiver.start();
      Wire.serve(question -> switch (question) {
        case "port" -> String.valueOf(port);
        case "answered" -> String.valueOf(receiver.answered());
        case "cpu" -> String.valueOf(Cpu.ofThisJvm().toNanos());
        default -> throw new IllegalArgumentException("the receiver does not know " + question);
      });
    }
  }
}
