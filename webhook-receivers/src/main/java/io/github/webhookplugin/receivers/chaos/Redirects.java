package io.github.webhookplugin.receivers.chaos;

import java.util.ArrayList;
import java.util.List;

/** Answers that point elsewhere: where a sender must not go by itself. */
final class Redirects {
  private Redirects() {}

  static List<Behaviour> all() {
    var all = new ArrayList<Behaviour>();
    for (int status : List.of(301, 302, 303, 307, 308)) {
      all.add(
          to("redirect-" + status, "Redirects to itself with " + status + ".", status, "/hook"));
    }
    all.add(to("redirect-loop", "Redirects to what redirects back.", 302, "/loop?back=/hook"));
    all.add(to("redirect-loopback", "Redirects to this machine.", 307, "http://127.0.0.1:22/"));
    all.add(to(
        "redirect-metadata",
        "Redirects to a cloud's metadata.",
        307,
        "http://169.254.169.254/latest/meta-data/"));
    all.add(to("redirect-file", "Redirects to a file.", 307, "file:///etc/passwd"));
    all.add(to("redirect-broken", "Redirects to what is no address.", 307, "http://[::1"));
    all.add(to(
        "redirect-long",
        "Redirects to an address of 10,000 characters.",
        307,
        "/" + "x".repeat(10_000)));
    all.add(Behaviour.says(
        Family.REDIRECTS,
        "redirect-nowhere",
        "Redirects without saying where.",
        Meaning.REJECTED,
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"));
    return List.copyOf(all);
  }

  private static Behaviour to(String name, String does, int status, String where) {
    return Behaviour.says(
        Family.REDIRECTS,
        name,
        does,
        Meaning.REJECTED,
        "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + where
            + "\r\nContent-Length: 0\r\n\r\n");
  }
}
