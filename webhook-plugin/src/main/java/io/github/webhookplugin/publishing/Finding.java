package io.github.webhookplugin.publishing;

import java.util.List;
import java.util.Optional;

/**
 * What a service's filter says of an event, part by part.
 *
 * @param parts those that the filter has, in their order; none if the service wants everything
 */
public record Finding(List<Part> parts) {
  public Finding {
    parts = List.copyOf(parts);
  }

  /**
   * What one part says.
   *
   * @param pointer where it stands in the service's document, exactly enough to find what decided
   * @param holds whether it lets the event through
   * @param sentence why, for people
   */
  public record Part(String pointer, boolean holds, String sentence) {
    /** The service's field: {@code eventTypes}, {@code eventFilters} or {@code condition}. */
    public String field() {
      return pointer.split("/", 3)[1];
    }
  }

  public boolean matches() {
    return parts.stream().allMatch(Part::holds);
  }

  /** The part that decides: the first that does not hold, else the last. */
  public Optional<Part> decisive() {
    return parts.stream()
        .filter(part -> !part.holds())
        .findFirst()
        .or(() -> parts.stream().reduce((first, second) -> second));
  }
}
