package io.github.webhookplugin.receivers.chaos;

import java.util.List;

/** Answers of 1xx, before which another comes, or should. */
final class InterimAnswers {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private InterimAnswers() {}

  static List<Behaviour> all() {
    return List.of(
        fine("continue", "Says 100 though nobody asked.", CONTINUE),
        fine("many-continues", "Says 100 a thousand times.", CONTINUE.repeat(1_000)),
        fine("processing", "Says 102 first.", "HTTP/1.1 102 Processing\r\n\r\n"),
        fine(
            "early-hints",
            "Gives hints of pages first.",
            "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n"),
        fine("unknown-interim", "Says 199 first.", "HTTP/1.1 199 Odd\r\n\r\n"),
        says(
            "interim-with-body",
            "Has a body behind 102.",
            "HTTP/1.1 102 Processing\r\nContent-Length: 2\r\n\r\nok" + Line.GOOD),
        says(
            "upgrade",
            "Changes to another protocol.",
            "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\1\2"),
        says(
            "upgrade-then-answer",
            "Changes the protocol and answers all the same.",
            "HTTP/1.1 101 Switching\r\n\r\n" + Line.GOOD),
        Behaviour.of(
            Family.INTERIM_ANSWERS,
            "only-continue",
            "Says 100 and then nothing.",
            Meaning.TIMEOUT,
            line -> {
              line.request();
              line.write(CONTINUE);
              line.hold();
            }),
        Behaviour.of(
            Family.INTERIM_ANSWERS,
            "endless-continues",
            "Says 100 without end.",
            Meaning.RETRY,
            line -> {
              line.request();
              line.endlessly(CONTINUE);
            }),
        Behaviour.of(
            Family.INTERIM_ANSWERS,
            "closed-after-continue",
            "Says 100 and closes.",
            Meaning.RETRY,
            line -> {
              line.request();
              line.write(CONTINUE);
            }));
  }

  private static Behaviour fine(String name, String does, String before) {
    return Behaviour.says(
        Family.INTERIM_ANSWERS, name, does, Meaning.DELIVERED, before + Line.GOOD);
  }

  private static Behaviour says(String name, String does, String answer) {
    return Behaviour.says(Family.INTERIM_ANSWERS, name, does, Meaning.RETRY, answer);
  }
}
