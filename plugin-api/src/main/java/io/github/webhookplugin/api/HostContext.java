package io.github.webhookplugin.api;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a host gives a channel when it opens it. Only the data directory is required.
 *
 * <p>Immutable. {@code HostContext.of(Path.of("data/webhook"))} is enough for most hosts; {@link #builder(Path)}
 * gives more.
 */
public final class HostContext {
  private final Path dataDirectory;
  private final Optional<String> jdbcUrl;
  private final Optional<DataSource> dataSource;
  private final Clock clock;
  private final Duration leaseTime;
  private final Retention retention;
  private final List<DeliveryListener> listeners;
  private final List<EventType> eventTypes;
  private final Optional<RecipientDirectory> recipientDirectory;
  private final List<URI> ownAddresses;
  private final List<String> allowedNetworks;
  private final List<String> allowedHosts;
  private final Optional<SecretStore> secretStore;
  private final Optional<SecretSource> secretSource;
  private final Optional<Resolver> resolver;

  private HostContext(Builder from) {
    dataDirectory = from.dataDirectory;
    jdbcUrl = Optional.ofNullable(from.jdbcUrl);
    dataSource = Optional.ofNullable(from.dataSource);
    clock = from.clock;
    leaseTime = from.leaseTime;
    retention = from.retention;
    listeners = List.copyOf(from.listeners);
    eventTypes = List.copyOf(from.eventTypes);
    recipientDirectory = Optional.ofNullable(from.recipientDirectory);
    ownAddresses = List.copyOf(from.ownAddresses);
    allowedNetworks = List.copyOf(from.allowedNetworks);
    allowedHosts = List.copyOf(from.allowedHosts);
    secretStore = Optional.ofNullable(from.secretStore);
    secretSource = Optional.ofNullable(from.secretSource);
    resolver = Optional.ofNullable(from.resolver);
  }

  /** A context with a data directory and defaults for all the rest. */
  public static HostContext of(Path dataDirectory) {
    return builder(dataDirectory).build();
  }

  /**
   * Starts a context.
   *
   * @param dataDirectory a directory of the plugin's own; made if missing. Holds the database file unless
   *     {@link Builder#jdbcUrl} says otherwise, the key of stored secrets, and files the plugin unpacks
   */
  public static Builder builder(Path dataDirectory) {
    return new Builder(dataDirectory);
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  /** The database to use instead of a file in the data directory. */
  public Optional<String> jdbcUrl() {
    return jdbcUrl;
  }

  /** The host's own pool to use instead of connections that the plugin makes. */
  public Optional<DataSource> dataSource() {
    return dataSource;
  }

  public Clock clock() {
    return clock;
  }

  /** How long what this host takes up belongs to it alone, unless renewed. */
  public Duration leaseTime() {
    return leaseTime;
  }

  /** How much of the past is kept. */
  public Retention retention() {
    return retention;
  }

  public List<DeliveryListener> listeners() {
    return listeners;
  }

  /** The event types this host says it emits; may be empty. Events of other types are accepted all the same. */
  public List<EventType> eventTypes() {
    return eventTypes;
  }

  /** Knows the host's people; empty: no service has recipients of its own. */
  public Optional<RecipientDirectory> recipientDirectory() {
    return recipientDirectory;
  }

  /** Where this host takes in requests that become events: no service may lead there. */
  public List<URI> ownAddresses() {
    return ownAddresses;
  }

  /** Networks that services may call though they are not public, beside those that the settings allow. */
  public List<String> allowedNetworks() {
    return allowedNetworks;
  }

  /** Hosts that services may call though they are not public, beside those that the settings allow. */
  public List<String> allowedHosts() {
    return allowedHosts;
  }

  /** Wraps the keys of stored secrets; empty: they lie in the data directory as they are. */
  public Optional<SecretStore> secretStore() {
    return secretStore;
  }

  /** Knows the secrets that services name instead of holding them; empty: there are none. */
  public Optional<SecretSource> secretSource() {
    return secretSource;
  }

  /** Turns names of receivers into addresses; empty: as the operating system does. */
  public Optional<Resolver> resolver() {
    return resolver;
  }

  /** A look-up of host names. */
  @FunctionalInterface
  public interface Resolver {
    /**
     * Finds the addresses of a host. Called on threads of the plugin, for many hosts at once, but one call at a time for
     * one host. May block: a request ends at its timeout all the same, but the thread is held until this returns, and is
     * interrupted when the plugin stops. What it finds is kept for ten seconds.
     *
     * @param host as in a service's address, in lower case; never an address
     * @return all addresses, the best first; none is as good as an exception
     * @throws UnknownHostException if there is no such host; any other exception counts as that
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  /** Collects a context's parts. */
  public static final class Builder {
    private final Path dataDirectory;
    private @Nullable String jdbcUrl;
    private @Nullable DataSource dataSource;
    private Clock clock = Clock.systemUTC();
    private Duration leaseTime = Duration.ofMinutes(2);
    private Retention retention = Retention.DEFAULT;
    private final List<DeliveryListener> listeners = new ArrayList<>();
    private final List<EventType> eventTypes = new ArrayList<>();
    private @Nullable RecipientDirectory recipientDirectory;
    private final List<URI> ownAddresses = new ArrayList<>();
    private final List<String> allowedNetworks = new ArrayList<>();
    private final List<String> allowedHosts = new ArrayList<>();
    private @Nullable SecretStore secretStore;
    private @Nullable SecretSource secretSource;
    private @Nullable Resolver resolver;

    private Builder(Path dataDirectory) {
      this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
    }

    /**
     * A database to use instead of the file in the data directory: {@code jdbc:sqlite:FILE} or
     * {@code jdbc:postgresql://...}, which several hosts may share. May hold a password; never logged.
     */
    public Builder jdbcUrl(String value) {
      jdbcUrl = Objects.requireNonNull(value, "jdbcUrl");
      return this;
    }

    /**
     * The host's own pool of connections to PostgreSQL, or to one SQLite file, used instead of a database of the
     * plugin's own. Which of the two is asked of the connections themselves. The channel holds two connections for as
     * long as it is open, sets them up for itself, and gives them back as they came. It never closes the pool: close
     * it after the plugin has stopped. Not together with {@link #jdbcUrl}.
     */
    public Builder dataSource(DataSource value) {
      dataSource = Objects.requireNonNull(value, "dataSource");
      return this;
    }

    /**
     * The clock for due times and time stamps; a test can turn it. Without it the system's counts, and on PostgreSQL
     * the database's for what is due: then the clocks of several hosts need not agree.
     */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * How long a delivery that this host has taken up belongs to it alone; renewed while it is at it. When a host that
     * shares a PostgreSQL database is killed or stands still, the others go on with its work after this time. Shorter
     * means sooner, and more writing; longer, that a host may stand still for longer without its work being sent by
     * another one as well. Without it 2 minutes.
     *
     * @param value 10 seconds to 10 minutes; the hosts of a database may differ in it
     * @throws IllegalArgumentException if it is out of its range
     */
    public Builder leaseTime(Duration value) {
      if (value.compareTo(Duration.ofSeconds(10)) < 0
          || value.compareTo(Duration.ofMinutes(10)) > 0) {
        throw new IllegalArgumentException(
            "leaseTime must be 10 seconds to 10 minutes (PT10S to PT10M), was " + value);
      }
      leaseTime = value;
      return this;
    }

    /**
     * How much is kept of deliveries that have ended, and of their events; by default 30 days and 1,000,000
     * deliveries, whichever is less. Where several hosts share a database, the least of all counts.
     *
     * @param age what ended longer ago is removed; one hour to ten years
     * @param deliveries beyond this many, the oldest are removed; 1,000 to 1,000,000,000
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public Builder retention(Duration age, long deliveries) {
      retention = new Retention(age, deliveries);
      return this;
    }

    /** Adds a listener; called in the order they were added. */
    public Builder listener(DeliveryListener value) {
      listeners.add(Objects.requireNonNull(value, "listener"));
      return this;
    }

    /** Names an event type for the settings pages, with an example that templates are tried on. */
    public Builder eventType(EventType value) {
      eventTypes.add(Objects.requireNonNull(value, "eventType"));
      return this;
    }

    /** Names the directory of the host's people, for services that send to admins, owners, followers or recipients. */
    public Builder recipientDirectory(RecipientDirectory value) {
      recipientDirectory = Objects.requireNonNull(value, "recipientDirectory");
      return this;
    }

    /**
     * Names an address at which this host takes in requests that become events, for example
     * {@code https://host.example/api/events}: a service that leads there, or to anything below, is refused, because
     * its notifications would come back as events. May be called for each name that the host has. Compared as written,
     * without a look-up of names.
     *
     * @throws IllegalArgumentException if it is not an http or https address with a host
     */
    public Builder ownAddress(URI value) {
      boolean web =
          "http".equalsIgnoreCase(value.getScheme()) || "https".equalsIgnoreCase(value.getScheme());
      if (!web || value.getHost() == null) {
        throw new IllegalArgumentException(
            "ownAddress must be http:// or https:// with a host, was " + value);
      }
      ownAddresses.add(value);
      return this;
    }

    /**
     * Lets services call a network that is not public: without this, and without a setting that allows it, only public
     * addresses are called. Link-local addresses, those where clouds keep their keys, and multicast are never called.
     *
     * @param value in CIDR notation, for example {@code 192.168.0.0/16}, or one address; the channel does not open if
     *     it is neither
     */
    public Builder allowNetwork(String value) {
      allowedNetworks.add(Objects.requireNonNull(value, "allowedNetwork"));
      return this;
    }

    /**
     * Lets services call a host though its addresses are not public, with the same exceptions.
     *
     * @param value a name, for example {@code nas.lan}, or {@code *.corp.example} for all names below; the channel does
     *     not open if it is neither
     */
    public Builder allowHost(String value) {
      allowedHosts.add(Objects.requireNonNull(value, "allowedHost"));
      return this;
    }

    /**
     * Names the store that wraps the keys of stored secrets. Keys that lie in the data directory as they are get wrapped
     * when the channel opens. Every host of a database needs the same store, and from then on none can do without.
     */
    public Builder secretStore(SecretStore value) {
      secretStore = Objects.requireNonNull(value, "secretStore");
      return this;
    }

    /** Names the source of secrets that the host keeps: services then say {@code ${secret.NAME}} in their place. */
    public Builder secretSource(SecretSource value) {
      secretSource = Objects.requireNonNull(value, "secretSource");
      return this;
    }

    /**
     * Looks names of receivers up in another way than the operating system, for example in tests, or with a look-up of
     * the host's own. What it finds has to be allowed as always: a public address, or one that was allowed.
     */
    public Builder resolver(Resolver value) {
      resolver = Objects.requireNonNull(value, "resolver");
      return this;
    }

    /**
     * Makes the context.
     *
     * @throws IllegalArgumentException if both a jdbcUrl and a dataSource were given
     */
    public HostContext build() {
      if (jdbcUrl != null && dataSource != null) {
        throw new IllegalArgumentException(
            "both jdbcUrl and dataSource were given: the channel stores in one place; leave one of them out");
      }
      return new HostContext(this);
    }
  }
}
