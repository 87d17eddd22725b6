package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.SecretSource;
import io.github.webhookplugin.model.AddressRules;
import io.github.webhookplugin.model.Network;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets that the host keeps, as far as they were asked for. What it said last stays known while it cannot say
 * anything; it is in memory only. Shared between threads.
 */
public final class HostSecrets {
  private static final Logger log = LoggerFactory.getLogger(HostSecrets.class);
  /**
   * So long an answer will do for somebody who saves or tries a service: longer than it takes until those in use are asked
   * for again, so that a change of settings need not wait for all of them.
   */
  private static final Duration FRESH = Duration.ofMinutes(2);

  private static final int MAX = 65_536;

  private final @Nullable SecretSource source;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** {@code source} null: the host keeps none. */
  public HostSecrets(@Nullable SecretSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Of a host that keeps none. */
  public static HostSecrets none() {
    return new HostSecrets(null, Clock.systemUTC());
  }

  /** Tells what is known of a secret. */
  interface Lookup {
    Known of(String name);
  }

  /**
   * What the host said of a secret.
   *
   * @param text null: it has none, or could not say and never has
   * @param hosts where it may be sent; none: anywhere
   * @param trouble why there is no text, as a sentence; empty if there is
   */
  record Known(@Nullable String text, List<String> hosts, String trouble, Instant asked) {
    /** Whether it may be sent to a host; empty: it is not known. */
    boolean mayGoTo(String host) {
      return hosts.isEmpty()
          || hosts.contains(host.toLowerCase(Locale.ROOT))
          || new AddressRules(List.of(), hosts).names(host, new InetAddress[0]);
    }

    /** Why it cannot be sent to a host, in a sentence; empty if it can. */
    Optional<String> objection(String name, String host) {
      if (text == null) {
        return Optional.of(trouble);
      }
      return mayGoTo(host)
          ? Optional.empty()
          : Optional.of("The host gives its secret " + Found.quote(name) + " to "
              + String.join(", ", hosts) + " only, and not to " + Found.quote(host)
              + ". Change the address, or have it allowed there.");
    }

    /** Whether the host said the same. */
    boolean says(Known other) {
      return Objects.equals(text, other.text)
          && hosts.equals(other.hosts)
          && trouble.equals(other.trouble);
    }

    @Override
    public String toString() {
      return "Known[" + (text == null ? trouble : "***") + "]";
    }
  }

  /** Whether there can be any. */
  boolean any() {
    return source != null;
  }

  /** Asks the host, unless it gave the secret within the last two minutes. May take as long as the host takes. */
  Known ask(String name) {
    Known before = known.get(name);
    if (before == null || before.text() == null) {
      return take(name);
    }
    Duration age = Duration.between(before.asked(), clock.instant()).abs();
    return age.compareTo(FRESH) < 0 ? before : take(name);
  }

  /** What is known, without asking. */
  Known known(String name) {
    Known found = known.get(name);
    return found == null
        ? none("The secret " + Found.quote(name)
            + " of the host is not known yet. It is asked for now.")
        : found;
  }

  /** Asks for secrets again, and forgets all others. */
  public void refresh(Set<String> names) {
    known.keySet().retainAll(names);
    names.forEach(this::take);
  }

  private Known take(String name) {
    Known now = asked(name);
    Known before = known.put(name, now);
    if (before != null && !before.says(now)) {
      log.info("the host says something else of its secret {} than before", OneLine.of(name));
    }
    return now;
  }

  private Known asked(String name) {
    if (source == null) {
      return none(
          "This host keeps no secrets for services. Enter the value itself in the place of ${secret."
              + name + "}.");
    }
    try {
      Optional<String> text = source.secret(name);
      return text.isEmpty() || text.get().isEmpty()
          ? none(
              "The host has no secret " + Found.quote(name) + ". Check its name, or add it there.")
          : checked(name, text.get(), source.allowedHosts(name));
    } catch (Exception | LinkageError failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return kept(name, failure.getClass().getSimpleName());
    }
  }

  private Known checked(String name, String text, List<String> hosts) {
    if (text.length() > MAX) {
      return none("The host's secret " + Found.quote(name)
          + " has more than 65,536 characters. Have it corrected there.");
    }
    for (String host : hosts) {
      if (AddressReader.host(host).isEmpty() && Network.parse(host).isEmpty()) {
        return none(
            "The host says that its secret " + Found.quote(name) + " may go to "
                + Found.quote(host)
                + ", which is neither a host such as api.crm.example nor *.crm.example. Have it corrected there.");
      }
    }
    return new Known(
        text,
        hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList(),
        "",
        clock.instant());
  }

  /** What the host said before stays. */
  private Known kept(String name, String failure) {
    Known before = known.get(name);
    log.warn(
        "the host could not be asked for its secret {} ({}); what it said before stays in use",
        OneLine.of(name),
        OneLine.of(failure));
    return before == null || before.text() == null
        ? none("The host could not be asked for its secret " + Found.quote(name) + " (" + failure
            + "). Try again, or look at the host's log.")
        : new Known(before.text(), before.hosts(), "", clock.instant());
  }

  private Known none(String sentence) {
    return new Known(null, List.of(), sentence, clock.instant());
  }
}
