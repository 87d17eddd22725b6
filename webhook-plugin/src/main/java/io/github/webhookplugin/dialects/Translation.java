package io.github.webhookplugin.dialects;

import io.github.webhookplugin.api.SettingsProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document of another system says, in our words.
 *
 * @param dialect what it was taken for
 * @param global fields of the global settings; empty if it says nothing of them
 * @param services in the document's order
 * @param warnings what an admin should know
 * @param problems why it cannot be used; empty if it can
 */
public record Translation(
    Dialect dialect,
    Map<String, Object> global,
    List<Service> services,
    List<SettingsProblem> warnings,
    List<SettingsProblem> problems) {
  public Translation {
    services = List.copyOf(services);
    warnings = List.copyOf(warnings);
    problems = List.copyOf(problems);
  }

  /**
   * A service in our words.
   *
   * @param fields as {@code settings} read them; the map may be changed
   * @param pointer where it stands in the other document
   * @param places where fields come from, by their names: pointers inside of it
   */
  public record Service(Map<String, Object> fields, String pointer, Map<String, String> places) {
    /** Where in the other document the cause of a problem with a field stands. */
    public SettingsProblem there(SettingsProblem ours) {
      String field = ours.pointer().isEmpty() ? "" : ours.pointer().substring(1).split("/", 2)[0];
      String place = places.getOrDefault(field, "");
      String rest = ours.pointer().substring(Math.min(ours.pointer().length(), field.length() + 1));
      boolean sameInside =
          place.endsWith("/" + field) && !field.equals("headers") && !field.equals("queryParams");
      return new SettingsProblem(pointer + place + (sameInside ? rest : ""), ours.message());
    }

    @Override
    public String toString() {
      return "Service[" + pointer + "]";
    }
  }

  /** Whether two values are the same JSON, however their numbers are written. */
  public static boolean same(@Nullable Object one, @Nullable Object other) {
    return JsonValues.same(one, other);
  }

  @Override
  public String toString() {
    return "Translation[" + dialect + " " + services.size() + "]";
  }
}
