package io.github.webhookplugin.rendering;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.webhookplugin.model.BodyLimits;
import io.github.webhookplugin.model.BodyLimits.Size;
import io.github.webhookplugin.model.BodyLimits.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a receiver takes a body, and does something with it. Pure; shared between threads. */
public final class LimitCheck {
  private static final int MOST_QUOTED = 3;

  private final BodyLimits limits;
  private final boolean looksInside;

  public LimitCheck(BodyLimits limits) {
    this.limits = limits;
    this.looksInside = limits.sizes().stream().anyMatch(size -> size.pointer() != null);
  }

  /** The variable that may be shortened; null if none may, or nothing is limited. */
  public @Nullable String truncates() {
    return limits.sizes().isEmpty() ? null : limits.truncate();
  }

  /** The largest size that any text may have: what is longer than that need not be tried. */
  public int largest() {
    return limits.sizes().stream().mapToInt(Size::most).max().orElse(Integer.MAX_VALUE);
  }

  /**
   * Refuses a body that its receiver does not take.
   *
   * @throws RenderException with the reason
   */
  public void check(byte[] body) {
    var reason =
        oversize(body).or(() -> limits.rejectWithoutKeyword() ? useless(body) : Optional.empty());
    if (reason.isPresent()) {
      throw new RenderException(reason.get());
    }
  }

  /** Why a body is too large, in a sentence; empty if it is not. */
  public Optional<String> oversize(byte[] body) {
    if (limits.sizes().isEmpty()) {
      return Optional.empty();
    }
    Object json = looksInside ? read(body) : null;
    for (Size size : limits.sizes()) {
      int found = size.pointer() == null
          ? whole(size.unit(), body)
          : size.pointer().in(json) instanceof String text ? size.unit().of(text) : 0;
      if (found > size.most()) {
        return Optional.of(sentence(size, found));
      }
    }
    return Optional.empty();
  }

  /** Why a receiver that looks for keywords does nothing with a body, in a sentence; empty if it does something. */
  public Optional<String> useless(byte[] body) {
    return limits.keywords().isEmpty() || hasKeyword(body)
        ? Optional.empty()
        : Optional.of("The body has none of the receiver's keywords " + quoted()
            + ", so the receiver does nothing with it. Put one into the template.");
  }

  private static int whole(Unit unit, byte[] body) {
    return unit == Unit.BYTES ? body.length : unit.of(new String(body, StandardCharsets.UTF_8));
  }

  private String sentence(Size size, int found) {
    String what =
        size.pointer() == null ? "The body" : "The text at " + size.pointer() + " of the body";
    String advice = limits.truncate() == null
        ? " Shorten the template, or let a variable be shortened (limits.truncate)."
        : " Shortening “" + limits.truncate() + "” is not enough.";
    return "%s has %,d %s; the receiver takes %,d.%s"
        .formatted(
            what, found, size.unit() == Unit.BYTES ? "bytes" : "characters", size.most(), advice);
  }

  private String quoted() {
    List<String> keywords = limits.keywords();
    return keywords.stream().limit(MOST_QUOTED).collect(Collectors.joining("”, “", "“", "”"))
        + (keywords.size() > MOST_QUOTED ? " and more" : "");
  }

  /** In the texts of the body, not in the names of its fields. */
  private boolean hasKeyword(byte[] body) {
    try (JsonParser json = PlainJson.FACTORY.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING && hasKeyword(json.getText())) {
          return true;
        }
      }
      return false;
    } catch (IOException notJson) {
      return hasKeyword(new String(body, StandardCharsets.UTF_8));
    }
  }

  private boolean hasKeyword(String text) {
    return limits.keywords().stream().anyMatch(text::contains);
  }

  private static @Nullable Object read(byte[] body) {
    try (JsonParser json = PlainJson.FACTORY.createParser(body)) {
      json.nextToken();
      return PlainJson.read(json);
    } catch (IOException e) {
      // templates make nothing but JSON
      throw new UncheckedIOException("a rendered body is not JSON", e);
    }
  }
}
