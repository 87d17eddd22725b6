package io.github.webhookplugin.receivers.chaos;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** One way to misbehave, and what a correct sender makes of it. Immutable. */
public final class Behaviour {
  /** What is done to one connection; it is closed afterwards. */
  interface Script {
    void play(Line line) throws IOException;
  }

  /** What a connection meets before any script. */
  enum Door {
    OPEN,
    /** Nobody listens at the port. */
    SHUT,
    /** Somebody listens, and never takes a connection. */
    FULL
  }

  private final String name;
  private final Family family;
  private final String does;
  private final Meaning meaning;
  private final int requests;
  private final Door door;
  private final Script script;

  private Behaviour(
      String name,
      Family family,
      String does,
      Meaning meaning,
      int requests,
      Door door,
      Script script) {
    this.name = name;
    this.family = family;
    this.does = does;
    this.meaning = meaning;
    this.requests = requests;
    this.door = door;
    this.script = script;
  }

  /** All of them, by family. */
  public static List<Behaviour> all() {
    return Known.ALL;
  }

  private static List<Behaviour> known() {
    return Stream.of(
            ConnectionTroubles.all(),
            Slowness.all(),
            StatusLines.all(),
            BadHeaders.all(),
            BadBodies.all(),
            InterimAnswers.all(),
            Redirects.all(),
            PlantedAnswers.all(),
            Statuses.all(),
            TlsTroubles.all())
        .flatMap(List::stream)
        .toList();
  }

  /** None of them: it answers well from the beginning. */
  public static Behaviour good() {
    return of(Family.CONNECTION, "good", "Answers well.", Meaning.DELIVERED, Line::serve);
  }

  /** The one of that name. */
  public static Behaviour named(String name) {
    return all().stream()
        .filter(one -> one.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no behaviour is called " + name));
  }

  /** Reads a whole request, and a bit of a good answer; then the connection is gone. */
  public static Behaviour cutAfter(int bytes, boolean reset) {
    String name = (reset ? "reset-after-" : "close-after-") + bytes + "-bytes";
    Meaning meaning = bytes < Line.GOOD.length() ? Meaning.RETRY : Meaning.DELIVERED;
    return of(
        Family.CONNECTION,
        name,
        "Gives " + bytes + " bytes of a good answer and is gone.",
        meaning,
        line -> {
          line.request();
          line.write(Line.GOOD.substring(0, bytes));
          if (reset) {
            line.pause();
            line.reset();
          }
        });
  }

  /** One that reads a whole request. */
  static Behaviour of(Family family, String name, String does, Meaning meaning, Script script) {
    return new Behaviour(name, family, does, meaning, 1, Door.OPEN, script);
  }

  /** One that reads a whole request and answers it with these words. */
  static Behaviour says(Family family, String name, String does, Meaning meaning, String answer) {
    return of(family, name, does, meaning, line -> {
      line.request();
      line.write(answer);
      line.serve();
    });
  }

  /** The same, which never gets a whole request. */
  Behaviour unread() {
    return new Behaviour(name, family, does, meaning, 0, door, script);
  }

  /** The same behind another door. */
  Behaviour behind(Door other) {
    return new Behaviour(name, family, does, meaning, 0, other, script);
  }

  public String name() {
    return name;
  }

  public Family family() {
    return family;
  }

  /** In one sentence. */
  public String does() {
    return does;
  }

  public Meaning meaning() {
    return meaning;
  }

  /** How many whole requests it reads in one attempt of a correct sender, which sends each once: 0 or 1. */
  public int requests() {
    return requests;
  }

  Door door() {
    return door;
  }

  Script script() {
    return script;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Made when they are first asked for: keys and certificates take a while. */
  private static final class Known {
    static final List<Behaviour> ALL = known();
  }
}
