package io.github.webhookplugin.delivery;

import io.github.webhookplugin.model.OutgoingRequest;
import io.github.webhookplugin.model.Verdict;
import io.github.webhookplugin.rendering.LimitCheck;
import io.github.webhookplugin.rendering.RenderException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests that their receiver takes (feature rows T-07 to T-10, T-34): what is too large gets one text shortened
 * as little as is enough, or is refused. Pure.
 */
final class Fitting {
  private Fitting() {}

  /** Makes the request of a delivery. Throws RenderException if its receiver does not take the body. */
  static Prepared fitted(Route route, Work work, Function<Work, Prepared> making) {
    LimitCheck limits = route.limits();
    String variable = limits.truncates();
    if (work.frozen() != null || variable == null) {
      Prepared request = making.apply(work);
      if (work.frozen() == null) {
        limits.check(request.measured());
      }
      return request;
    }
    Prepared request = small(making, work, limits);
    if (request == null) {
      request = shortened(making, work, limits, variable);
    }
    limits.check(request.measured());
    return request;
  }

  /** Says so if the receiver took a body and does nothing with it. */
  static Verdict warned(Route route, OutgoingRequest request, Verdict.Delivered delivered) {
    return route
        .limits()
        .useless(request.body())
        .<Verdict>map(why -> delivered.adding("But: " + why))
        .orElse(delivered);
  }

  /** Null if it is too large: for the receiver, or for any template. */
  private static @Nullable Prepared small(
      Function<Work, Prepared> making, Work work, LimitCheck limits) {
    try {
      Prepared request = making.apply(work);
      return limits.oversize(request.measured()).isEmpty() ? request : null;
    } catch (RenderException tooLong) {
      return null;
    }
  }

  /** With as much of the text as fits; with nothing of it if that does not help. */
  private static Prepared shortened(
      Function<Work, Prepared> making, Work work, LimitCheck limits, String variable) {
    Prepared best = making.apply(work.shortened(variable, 0));
    if (limits.oversize(best.measured()).isPresent()) {
      return best;
    }
    int fits = 0;
    int longest =
        work.events().stream().mapToInt(event -> event.length(variable)).max().orElse(0);
    int over = Math.min(longest, limits.largest() + 1);
    while (over - fits > 1) {
      int middle = (fits + over) / 2;
      Prepared request = small(making, work.shortened(variable, middle), limits);
      if (request == null) {
        over = middle;
      } else {
        best = request;
        fits = middle;
      }
    }
    return best;
  }
}
