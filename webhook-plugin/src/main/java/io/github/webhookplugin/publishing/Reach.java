package io.github.webhookplugin.publishing;

import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.model.Audience;
import io.github.webhookplugin.model.Audience.Group;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people of an event, and who of them is reached by a webhook of their own (seed rows D-19, D-20).
 *
 * @param people in the order of the host, each once
 * @param omitted how many more there were than are taken
 * @param trouble why some are not known, in a sentence for people; empty: all are
 */
record Reach(List<Reached> people, int omitted, String trouble) {
  static final Reach NONE = new Reach(List.of(), 0, "");
  private static final int MOST_NAMED = 3;

  Reach {
    people = List.copyOf(people);
  }

  /**
   * One of them.
   *
   * @param webhook null: not reached
   * @param whyNot goes on behind the name; empty if reached
   */
  record Reached(
      Person person, Set<Group> groups, @Nullable PersonalWebhook webhook, String whyNot) {
    boolean of(Audience audience) {
      return groups.stream().anyMatch(audience.groups()::contains);
    }
  }

  boolean nobody() {
    return people.isEmpty() && trouble.isEmpty();
  }

  /** One of the people of each different webhook that is not the service's own address. */
  List<Person> targets(Audience audience, String url) {
    if (!audience.any()) {
      return List.of();
    }
    var byAddress = new LinkedHashMap<String, Person>();
    for (Reached one : people) {
      PersonalWebhook webhook = one.webhook();
      if (webhook != null && one.of(audience) && !webhook.url().equals(url)) {
        byAddress.putIfAbsent(webhook.url(), one.person());
      }
    }
    return List.copyOf(byAddress.values());
  }

  /** How many there are for services in all. */
  int targets(List<Interests.Interest> services) {
    int count = 0;
    if (!people.isEmpty()) {
      for (Interests.Interest one : services) {
        WebhookService service = one.service();
        count += service == null
            ? 0
            : targets(service.audience(), service.request().url()).size();
      }
    }
    return count;
  }

  /** Why a service without an address of its own reaches nobody. */
  String whyNobody(Audience audience) {
    List<Reached> meant = people.stream().filter(one -> one.of(audience)).toList();
    var text = new StringBuilder("The service has no address of its own, and of ")
        .append(meant.size())
        .append(meant.size() == 1 ? " person" : " people")
        .append(" nobody is reached.");
    meant.stream()
        .limit(MOST_NAMED)
        .forEach(
            one -> text.append(' ').append(shown(one.person())).append(' ').append(one.whyNot()));
    if (meant.size() > MOST_NAMED) {
      text.append(" And so on.");
    }
    return trouble.isEmpty() ? text.toString() : text + " " + trouble;
  }

  /** As the event keeps it: no address, no secret. */
  Map<String, @Nullable Object> values() {
    var list = new ArrayList<Map<String, Object>>();
    for (Reached one : people) {
      var values = new LinkedHashMap<String, Object>();
      values.put("id", one.person().id());
      values.put("name", one.person().name());
      values.put(
          "groups",
          one.groups().stream()
              .sorted()
              .map(group -> group.name().toLowerCase(Locale.ROOT))
              .toList());
      values.put("reached", one.webhook() != null);
      values.put("whyNot", one.whyNot());
      list.add(values);
    }
    var all = new LinkedHashMap<String, @Nullable Object>();
    all.put("list", list);
    all.put("omitted", omitted);
    all.put("trouble", trouble);
    return all;
  }

  static String shown(Person person) {
    return person.name().isBlank() ? person.id() : person.name();
  }
}
