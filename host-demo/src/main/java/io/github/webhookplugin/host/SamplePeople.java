package io.github.webhookplugin.host;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.api.RecipientDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A few people, two of them with an address of their own at the sample receivers. Immutable. */
final class SamplePeople implements RecipientDirectory {
  private static final Person BO = new Person("u-7", "Bo");
  private static final Person LEI = new Person("u-9", "李雷");
  private static final Person ANA = new Person("u-42", "Ana Lópéz");

  private final Map<String, PersonalWebhook> addresses;

  /** {@code base}: where the receivers are. */
  SamplePeople(String base) {
    addresses = Map.of(
        BO.id(),
        PersonalWebhook.to(base + "/receivers/fine").signedWith("bo-and-nobody-else-knows-this"),
        LEI.id(),
        PersonalWebhook.to(base + "/receivers/busy"));
  }

  @Override
  public List<Person> people(Group group, NotificationEvent event) {
    return switch (group) {
      case ADMINS -> List.of(BO);
      case OWNERS -> event.actor().stream().toList();
      case FOLLOWERS -> List.of(LEI, ANA);
    };
  }

  @Override
  public Map<String, PersonalWebhook> webhooks(Set<String> people) {
    var found = new HashMap<>(addresses);
    found.keySet().retainAll(people);
    return found;
  }
}
