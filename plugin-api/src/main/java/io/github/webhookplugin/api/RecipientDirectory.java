package io.github.webhookplugin.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows the host's people: who has to do with the thing an event is about, and who has a webhook of their own. The host
 * implements it and hands it in with {@link HostContext.Builder#recipientDirectory}.
 *
 * <p>{@link #people} is called on the thread that publishes, before the event is stored; so is {@link #webhooks}, for
 * all people of an event at once. {@link #webhooks} is called again on a thread of the plugin when a delivery to
 * somebody is tried later than that: what counts is the address of that moment, and none is kept in the store. Both
 * should answer from memory. A method that throws keeps no event from being accepted: those it was asked for are
 * recorded as not reached, or their delivery is tried again.
 */
public interface RecipientDirectory {
  /** What people can have to do with an event's entity. */
  enum Group {
    ADMINS,
    OWNERS,
    FOLLOWERS
  }

  /**
   * The people of one group. A team with a webhook of its own may be one of them.
   *
   * @return in the order in which to list them; empty if there are none. At most a thousand people of an event, in all
   *     groups, are taken
   */
  List<Person> people(Group group, NotificationEvent event);

  /**
   * The webhooks of people, by their ids.
   *
   * @param people ids as in {@link Person#id()}, also of people who are not known
   * @return without those who have none
   */
  Map<String, PersonalWebhook> webhooks(Set<String> people);
}
