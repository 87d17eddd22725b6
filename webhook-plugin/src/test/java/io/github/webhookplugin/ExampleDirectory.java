package io.github.webhookplugin;

import io.github.webhookplugin.api.NotificationEvent;
import io.github.webhookplugin.api.Person;
import io.github.webhookplugin.api.PersonalWebhook;
import io.github.webhookplugin.api.RecipientDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The directory of the host guide. */
final class ExampleDirectory implements RecipientDirectory {
  private final Map<String, PersonalWebhook> webhooks = Map.of(
      "u-18", PersonalWebhook.to("https://hooks.example.com/ben").signedWith("bens-own-secret"),
      "u-19",
          PersonalWebhook.to("https://hooks.example.com/cat").signedWith("cats").signedAs("dms"));

  @Override
  public List<Person> people(Group group, NotificationEvent event) {
    return switch (group) {
      case ADMINS -> List.of(new Person("u-18", "Ben"));
      case OWNERS -> List.of(new Person(String.valueOf(event.entity().get("owner")), ""));
      case FOLLOWERS -> List.of();
    };
  }

  @Override
  public Map<String, PersonalWebhook> webhooks(Set<String> people) {
    var found = new HashMap<>(webhooks);
    found.keySet().retainAll(people);
    return found;
  }
}
