package io.github.webhookplugin.api;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The header by which requests tell through which webhooks an event came: the ids of their services, the first one
 * first. A host that makes an event of an incoming request passes it on, and no event goes round in circles:
 *
 * <pre>{@code
 * NotificationEvent.of("ticket.changed").origin(EventOrigin.of(request::getHeader)).build();
 * }</pre>
 *
 * <p>Who writes the header can keep an event from the services that it names. Pass it on from callers that you know.
 */
public final class EventOrigin {
  /** The header's name. */
  public static final String HEADER = "webhook-hops";

  /** More than any host lets through. */
  private static final int MOST = 64;

  private EventOrigin() {}

  /**
   * What to pass to {@link NotificationEvent.Builder#origin}, from the headers of an incoming request.
   *
   * @param headers gives the value of a header by its name, null if the request has none
   * @return empty if the request came through no webhook; nothing of the header but ids
   */
  public static String of(Function<String, @Nullable String> headers) {
    String value = headers.apply(HEADER);
    return value == null ? "" : String.join(", ", ids(value));
  }

  private static List<String> ids(String value) {
    var ids = new ArrayList<String>();
    for (String part : value.split(",", MOST + 1)) {
      String id = part.strip();
      if (ids.size() < MOST && isId(id)) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static boolean isId(String text) {
    try {
      return text.length() == 36 && UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException notAnId) {
      return false;
    }
  }
}
