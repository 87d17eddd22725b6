package io.github.webhookplugin.delivery;

import io.github.webhookplugin.rendering.BodyJson;
import io.github.webhookplugin.rendering.RenderException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body that a service makes of an event, and what is wrong with it.
 *
 * @param text without secrets; null: there is none
 * @param bytes how long it is in UTF-8
 * @param notJson why it is not JSON; null if it is
 * @param refused why it is not sent, or its receiver does nothing with it; null if all is well
 */
public record TrialBody(
    @Nullable String text,
    int bytes,
    @Nullable String notJson,
    @Nullable String refused) {
  /** Makes a request. */
  interface Making {
    /** Throws RenderException. */
    ShownRequest request();
  }

  static TrialBody of(Making making) {
    try {
      ShownRequest request = making.request();
      Optional<String> problem = BodyJson.problem(request.body());
      return new TrialBody(
          request.body(),
          request.bodyBytes(),
          problem.orElse(null),
          problem.isPresent() ? null : request.objection());
    } catch (RenderException e) {
      return e.isNotJson()
          ? new TrialBody(null, 0, e.sentence(), null)
          : new TrialBody(null, 0, null, e.sentence());
    } catch (UncheckedIOException notJson) {
      // limits look inside of the body
      return new TrialBody(null, 0, "Not valid JSON.", null);
    }
  }

  /** Why it would not do its work, in sentences. */
  public List<String> problems() {
    var problems = new ArrayList<String>();
    Optional.ofNullable(notJson).ifPresent(problems::add);
    Optional.ofNullable(refused).ifPresent(problems::add);
    return problems;
  }
}
