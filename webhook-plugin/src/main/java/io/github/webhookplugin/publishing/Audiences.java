package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.api.RecipientDirectory;
import io.github.webhookplugin.model.ActiveSettings;
import io.github.webhookplugin.model.Audience.Group;
import io.github.webhookplugin.model.OwnAddresses;
import io.github.webhookplugin.model.WebhookService;
import io.github.webhookplugin.publishing.Reach.Reached;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host's directory for the people of an event, on the thread that publishes; only if some service wants to know.
 * Whatever the directory does, the event goes on. Shared between threads.
 */
public final class Audiences {
  /** People of one event that are taken at most. */
  static final int MOST = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Audiences.class);
  private static final int MOST_COUNTED = 100_000;
  private static final int LONGEST = NotificationEvent.MAX_NAME_LENGTH;
  private final OwnAddresses own;
  private final Memory memory;
  private volatile @Nullable RecipientDirectory directory;
  private volatile Wishes wishes = new Wishes(ActiveSettings.INITIAL, Map.of());

  /** Learns what the directory has said. */
  public interface Memory {
    void remember(Set<String> people, Map<String, PersonalWebhook> webhooks);
  }

  /** Of whom the services of some settings want to know, by their numbers; most want to know of nobody. */
  private record Wishes(ActiveSettings settings, Map<Integer, Set<Group>> groups) {}

  /** {@code directory} null: the host has none. */
  public Audiences(@Nullable RecipientDirectory directory, OwnAddresses own, Memory memory) {
    this.directory = directory;
    this.own = own;
    this.memory = memory;
  }

  /** The people of an event that those services may get. */
  Reach of(NotificationEvent event, ActiveSettings active, List<Interests.Interest> interested) {
    Set<Group> groups = wanted(active, interested);
    RecipientDirectory asked = directory;
    if (groups.isEmpty()
        || (event.recipients().isEmpty() && groups.equals(Set.of(Group.RECIPIENTS)))) {
      return Reach.NONE;
    }
    return asked == null ? withoutDirectory(event) : asked(asked, event, groups);
  }

  /** Forgets the host. */
  public void close() {
    directory = null;
  }

  private Set<Group> wanted(ActiveSettings active, List<Interests.Interest> interested) {
    Map<Integer, Set<Group>> wishes = wishes(active);
    if (wishes.isEmpty()) {
      return Set.of();
    }
    var groups = EnumSet.noneOf(Group.class);
    interested.forEach(one -> groups.addAll(wishes.getOrDefault(one.number(), Set.of())));
    return groups;
  }

  /** A change of settings makes another object of them. */
  @SuppressWarnings("ReferenceEquality")
  private Map<Integer, Set<Group>> wishes(ActiveSettings active) {
    Wishes known = wishes;
    if (known.settings() != active) {
      known = new Wishes(active, wishesOf(active));
      wishes = known;
    }
    return known.groups();
  }

  private static Map<Integer, Set<Group>> wishesOf(ActiveSettings active) {
    var wishes = new HashMap<Integer, Set<Group>>();
    for (WebhookService service : active.settings().services()) {
      if (service.audience().any() || mentionsReceivers(service)) {
        var groups = EnumSet.of(Group.RECIPIENTS);
        groups.addAll(service.audience().groups());
        wishes.put(active.number(service.id()), groups);
      }
    }
    return wishes;
  }

  private static boolean mentionsReceivers(WebhookService service) {
    return service.request().body().contains("receivers")
        || (service.shaping().mergesEvents() && service.shaping().together().contains("receivers"));
  }

  private static Reach withoutDirectory(NotificationEvent event) {
    var people = event.recipients().stream()
        .distinct()
        .limit(MOST)
        .map(person -> new Reached(
            person, Set.of(Group.RECIPIENTS), null, "is not known: the host has no directory."))
        .toList();
    return new Reach(people, 0, "The host has no directory of people.");
  }

  private Reach asked(RecipientDirectory asked, NotificationEvent event, Set<Group> groups) {
    var found = new People();
    String trouble = "";
    try {
      event.recipients().forEach(person -> found.add(person, Group.RECIPIENTS));
      for (Group group : Group.values()) {
        RecipientDirectory.Group theirs = asked(group);
        if (theirs != null && groups.contains(group)) {
          asked.people(theirs, event).forEach(person -> found.add(person, group));
        }
      }
    } catch (Exception | LinkageError e) {
      trouble = failed(e);
    }
    Map<String, PersonalWebhook> webhooks = Map.of();
    Set<String> ids = Set.copyOf(found.people.keySet());
    if (!ids.isEmpty()) {
      try {
        webhooks = new HashMap<>(asked.webhooks(ids));
        memory.remember(ids, webhooks);
      } catch (Exception | LinkageError e) {
        trouble = failed(e);
      }
    }
    Map<String, PersonalWebhook> webhooksOf = webhooks;
    boolean unknown = webhooks.isEmpty() && !trouble.isEmpty();
    var reached = new ArrayList<Reached>();
    found.people.forEach(
        (id, one) -> reached.add(reached(one.person(), one.groups(), webhooksOf.get(id), unknown)));
    return new Reach(reached, found.omitted.size(), trouble);
  }

  /** As the host calls it; null: the host has said already who that is. */
  private static RecipientDirectory.@Nullable Group asked(Group group) {
    return switch (group) {
      case RECIPIENTS -> null;
      case ADMINS -> RecipientDirectory.Group.ADMINS;
      case OWNERS -> RecipientDirectory.Group.OWNERS;
      case FOLLOWERS -> RecipientDirectory.Group.FOLLOWERS;
    };
  }

  private Reached reached(
      Person person, Set<Group> groups, @Nullable PersonalWebhook webhook, boolean unknown) {
    String whyNot = "";
    if (unknown) {
      whyNot = "could not be looked up.";
    } else if (webhook == null) {
      whyNot = "has no webhook.";
    } else if (!webhook.enabled()) {
      whyNot = "has switched their webhook off.";
    } else if (own.cover(webhook.url())) {
      whyNot = "has a webhook that leads to this host itself (loop guard).";
    }
    return new Reached(person, groups, whyNot.isEmpty() ? webhook : null, whyNot);
  }

  private static String failed(Throwable failure) {
    log.warn(
        "the host's directory of people failed; the event goes on without them",
        OneLine.trace(failure));
    return "The host's directory of people failed (" + failure.getClass().getSimpleName() + ").";
  }

  /** Each person once, with all groups; so many that they fit into an event. */
  private static final class People {
    private final Map<String, Member> people = new LinkedHashMap<>();
    private final Set<String> omitted = new LinkedHashSet<>();

    record Member(Person person, Set<Group> groups) {}

    void add(Person person, Group group) {
      Member known = people.get(person.id());
      if (known != null) {
        known.groups().add(group);
      } else if (person.id().length() <= LONGEST && people.size() < MOST) {
        people.put(person.id(), new Member(shortened(person), EnumSet.of(group)));
      } else if (omitted.size() < MOST_COUNTED) {
        omitted.add(person.id());
      }
    }

    private static Person shortened(Person person) {
      return person.name().length() <= LONGEST
          ? person
          : new Person(person.id(), person.name().substring(0, LONGEST));
    }
  }
}
