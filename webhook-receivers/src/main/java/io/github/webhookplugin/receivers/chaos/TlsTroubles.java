package io.github.webhookplugin.receivers.chaos;

import io.github.webhookplugin.receivers.chaos.Behaviour.Script;
import java.util.List;

/** Handshakes that fail, and certificates that must not be trusted. */
final class TlsTroubles {
  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int FATAL = 2;

  private TlsTroubles() {}

  static List<Behaviour> all() {
    return List.of(
        shows("tls-self-signed", "Vouches for itself.", Identity.selfSigned()),
        shows("tls-unknown-authority", "Is vouched for by somebody unknown.", Identity.unknown()),
        shows("tls-expired", "Has a certificate that has expired.", Identity.expired()),
        shows("tls-not-yet-valid", "Has a certificate of the future.", Identity.notYetValid()),
        shows("tls-other-host", "Has a certificate for another host.", Identity.ofAnotherHost()),
        shows("tls-common-name", "Names its host in the subject only.", Identity.commonNameOnly()),
        shows("tls-weak-key", "Has an RSA key of 768 bits.", Identity.weakKey()),
        shows("tls-weak-signature", "Has a certificate signed with MD5.", Identity.weakSignature()),
        raw("tls-1.0", "Knows TLS 1.0 only.", line -> line.write(serverHello(1))),
        raw("tls-1.1", "Knows TLS 1.1 only.", line -> line.write(serverHello(2))),
        alert("tls-alert-version", "Does not know our versions.", 70),
        alert("tls-alert-handshake", "Refuses the handshake.", 40),
        alert("tls-alert-name", "Does not know the host's name.", 112),
        alert("tls-alert-internal", "Has a fault of its own.", 80),
        alert("tls-alert-certificate", "Wants a certificate of the caller.", 116),
        raw(
            "tls-plain-http",
            "Speaks plain HTTP at a port for TLS.",
            line -> line.write(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")),
        raw("tls-garbage", "Speaks no TLS.", line -> line.write("\1\2\3\4\5\6\7\10\1\2\3\4")),
        new Silent("tls-silent", "Never answers the handshake.").behaviour(line -> line.hold()),
        new Silent("tls-dripping", "Answers the handshake byte by byte.").behaviour(line -> {
          line.write(new byte[] {HANDSHAKE, 3, 3, 0x3f, (byte) 0xff});
          line.drip("\2" + "\0".repeat(1_000));
        }),
        raw("tls-closed-at-once", "Closes at the first word.", Line::cut),
        raw("tls-reset", "Resets at the first word.", Line::reset),
        raw("tls-closed-in-handshake", "Closes in the middle of the handshake.", line -> {
          line.write(new byte[] {HANDSHAKE, 3, 3, 0, 80, 2, 0, 0});
        }),
        raw("tls-huge-record", "Sends a record longer than records are.", line -> {
          line.write(new byte[] {HANDSHAKE, 3, 3, (byte) 0xff, (byte) 0xff});
          line.endlessly("x");
        }),
        secure(
                "tls-reset-after-handshake",
                "Resets once the handshake is done.",
                Meaning.RETRY,
                Line::reset)
            .unread(),
        secure(
                "tls-closed-after-handshake",
                "Closes once the handshake is done.",
                Meaning.RETRY,
                Line::cut)
            .unread(),
        secure("tls-cut-in-body", "Cuts the connection in its body.", Meaning.RETRY, line -> {
          line.request();
          line.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok");
          line.cut();
        }),
        secure(
            "tls-cut-unmeasured",
            "Cuts a body that only its end measures.",
            Meaning.DELIVERED,
            line -> {
              line.request();
              line.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok");
              line.cut();
            }),
        secure("tls-planted", "Answers twice at once.", Meaning.DELIVERED, line -> {
          line.request();
          line.write(Line.GOOD + "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted");
          line.serve();
        }),
        secure("tls-silent-later", "Never answers the request.", Meaning.TIMEOUT, line -> {
          line.request();
          line.hold();
        }),
        wantsCertificate("TLSv1.2"),
        wantsCertificate("TLSv1.3"),
        Behaviour.of(
            Family.TLS,
            "tls-renegotiates",
            "Wants a second handshake before it answers.",
            Meaning.TIMEOUT,
            line -> {
              var secured = line.secure(Identity.good(), "TLSv1.2");
              line.request();
              secured.startHandshake();
              line.write(Line.GOOD);
              line.serve();
            }));
  }

  /** A certificate with something wrong. */
  private static Behaviour shows(String name, String does, Identity identity) {
    return Behaviour.of(Family.TLS, name, does, Meaning.RETRY, line -> {
          line.secure(identity);
          line.serve();
        })
        .unread();
  }

  /** Reads some of the first message, and answers it in its own way. */
  private static Behaviour raw(String name, String does, Script script) {
    return Behaviour.of(Family.TLS, name, does, Meaning.RETRY, line -> {
          line.record();
          script.play(line);
        })
        .unread();
  }

  private static Behaviour alert(String name, String does, int description) {
    return raw(
        name, does, line -> line.write(new byte[] {ALERT, 3, 3, 0, 2, FATAL, (byte) description}));
  }

  private static Behaviour secure(String name, String does, Meaning meaning, Script script) {
    return Behaviour.of(Family.TLS, name, does, meaning, line -> {
      line.secure(Identity.good());
      script.play(line);
    });
  }

  private static Behaviour wantsCertificate(String version) {
    String name = "tls-wants-certificate-" + version.substring(4);
    return Behaviour.of(
            Family.TLS, name, "Wants a certificate of the caller.", Meaning.RETRY, line -> {
              line.secureWithCallers(Identity.good(), version);
              line.serve();
            })
        .unread();
  }

  /** The least of an answer to a handshake: TLS 1.{@code minor - 1}, and a cipher that all have. */
  private static byte[] serverHello(int minor) {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 1];
    hello[0] = HANDSHAKE;
    hello[1] = 3;
    hello[2] = (byte) minor;
    hello[4] = (byte) (hello.length - 5);
    hello[5] = 2;
    hello[8] = (byte) (hello.length - 9);
    hello[9] = 3;
    hello[10] = (byte) minor;
    hello[44] = (byte) 0xc0;
    hello[45] = 0x13;
    return hello;
  }

  /** One that takes the connection and leaves the caller waiting. */
  private record Silent(String name, String does) {
    Behaviour behaviour(Script script) {
      return Behaviour.of(Family.TLS, name, does, Meaning.TIMEOUT, script).unread();
    }
  }
}
