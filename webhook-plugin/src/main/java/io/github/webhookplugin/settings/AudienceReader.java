package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.Audience;
import io.github.webhookplugin.model.Audience.Group;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads whom a service tells besides its own address (seed rows W-33 to W-35, S-12, S-18). */
final class AudienceReader {
  static final int MOST_RECEIVERS = 100;
  static final int MAX_RECEIVER = 200;
  static final List<String> FIELDS =
      List.of("sendToRecipients", "sendToAdmins", "sendToOwners", "sendToFollowers", "receivers");

  private AudienceReader() {}

  /** The field that says whether a group is told. */
  static String field(Group group) {
    return switch (group) {
      case RECIPIENTS -> "sendToRecipients";
      case ADMINS -> "sendToAdmins";
      case OWNERS -> "sendToOwners";
      case FOLLOWERS -> "sendToFollowers";
    };
  }

  static Audience read(Fields service) {
    var groups = EnumSet.noneOf(Group.class);
    for (Group group : Group.values()) {
      if (service.bool(field(group)).orElse(false)) {
        groups.add(group);
      }
    }
    return new Audience(groups, receivers(service));
  }

  private static List<String> receivers(Fields service) {
    List<?> items = service.list("receivers").orElse(List.of());
    if (items.size() > MOST_RECEIVERS) {
      service.problem(
          "receivers",
          "Expected at most %,d receivers, found %,d.".formatted(MOST_RECEIVERS, items.size()));
      return List.of();
    }
    var receivers = new LinkedHashSet<String>();
    for (int i = 0; i < items.size(); i++) {
      String problem = "";
      if (!(items.get(i) instanceof String text) || text.isBlank()) {
        problem = "Expected a text, found " + Found.value(items.get(i)) + ".";
      } else if (text.length() > MAX_RECEIVER || Characters.any(text, Characters::isControl)) {
        problem = "Expected one line of at most %,d characters.".formatted(MAX_RECEIVER);
      } else if (!receivers.add(text.strip())) {
        problem = Found.quote(text.strip()) + " is in the list already. Remove one of them.";
      }
      if (!problem.isEmpty()) {
        service.problems().add(service.pointer("receivers") + "/" + i, problem);
      }
    }
    return List.copyOf(receivers);
  }
}
