package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.RateGroup;
import io.github.webhookplugin.model.Settings;
import io.github.webhookplugin.model.WebhookService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds, changes and removes the rates that services share, one by one. */
public final class RateGroups {
  private RateGroups() {}

  /** Reads a new group and puts it behind the others. */
  public static Result add(Map<String, Object> document, Settings current) {
    var groups = new ArrayList<>(current.global().rateGroups());
    var problems = new Problems();
    if (groups.size() >= RateReader.MAX_GROUPS) {
      problems.add(
          "",
          "Expected at most " + RateReader.MAX_GROUPS + " groups. Remove one that is not used.");
    }
    read(document, groups, problems).ifPresent(groups::add);
    return result(problems, groups, current.services(), current);
  }

  /**
   * Reads a group in place of a present one. Services that share it still do if it has another name now.
   *
   * @param name of a group that is there
   */
  public static Result replace(String name, Map<String, Object> document, Settings current) {
    var others = new ArrayList<>(current.global().rateGroups());
    others.removeIf(group -> group.name().equals(name));
    var problems = new Problems();
    var read = read(document, others, problems);
    if (read.isEmpty() || problems.any()) {
      return new Result.Refused(problems.all());
    }
    var groups = new ArrayList<>(current.global().rateGroups());
    groups.replaceAll(group -> group.name().equals(name) ? read.get() : group);
    var services = current.services().stream()
        .map(service -> shares(service, name) ? moved(service, read.get().name()) : service)
        .toList();
    return result(problems, groups, services, current);
  }

  /** Takes a group away that no service shares. */
  public static Result remove(String name, Settings current) {
    String users = References.users(current, service -> shares(service, name));
    if (!users.isEmpty()) {
      return Result.Refused.conflict(
          new SettingsProblem("/name", References.groupInUse(name, users)));
    }
    var groups = new ArrayList<>(current.global().rateGroups());
    groups.removeIf(group -> group.name().equals(name));
    return result(new Problems(), groups, current.services(), current);
  }

  /** Whether a service shares the rates of a group. */
  public static boolean shares(WebhookService service, String name) {
    return name.equals(service.shaping().rateGroup());
  }

  private static WebhookService moved(WebhookService service, String name) {
    return service.with(service.shaping().inGroup(name));
  }

  private static Optional<RateGroup> read(
      Map<String, Object> document, List<RateGroup> others, Problems problems) {
    var names = new UniqueNames();
    others.forEach(group -> names.add(group.name()));
    return RateReader.group(new Fields(document, "", problems), names);
  }

  private static Result result(
      Problems problems, List<RateGroup> groups, List<WebhookService> services, Settings current) {
    return problems.any()
        ? new Result.Refused(problems.all())
        : new Result.Accepted(
            new Settings(current.version() + 1, current.global().with(groups), services));
  }
}
