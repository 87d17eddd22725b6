package io.github.webhookplugin;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.api.RecipientDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host's people, as a test says. */
final class SampleDirectory implements RecipientDirectory {
  static final Person ANN = new Person("u-1", "Ann");
  static final Person BEN = new Person("u-2", "Ben");
  static final Person CAT = new Person("u-3", "Cat");

  final Map<Group, List<Person>> groups = new ConcurrentHashMap<>();
  final Map<String, PersonalWebhook> webhooks = new ConcurrentHashMap<>();
  /** The ids of each look, in order. */
  final List<Set<String>> looks = new CopyOnWriteArrayList<>();
  /** What happens before each look; may throw. */
  volatile Runnable before = () -> {};

  @Override
  public List<Person> people(Group group, NotificationEvent event) {
    before.run();
    return groups.getOrDefault(group, List.of());
  }

  @Override
  public Map<String, PersonalWebhook> webhooks(Set<String> people) {
    looks.add(people);
    before.run();
    var found = new ConcurrentHashMap<>(webhooks);
    found.keySet().retainAll(people);
    return found;
  }

  static List<Person> many(int count) {
    var people = new ArrayList<Person>();
    for (int i = 0; i < count; i++) {
      people.add(new Person("many-" + i, "Person " + i));
    }
    return people;
  }
}
