package io.github.webhookplugin.rendering;

import com.github.mustachejava.Code;
import com.github.mustachejava.MustacheException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled template: Mustache variables, sections, inverted sections and comments over plain values. Immutable,
 * shared between threads.
 */
public final class Template {
  private static final int ROOM_FOR_VALUES = 256;

  private final Place place;
  private final Scan scan;
  private final Code[] codes;
  private final boolean plain;
  private final boolean marked;

  private Template(Place place, Scan scan) {
    this.place = place;
    this.scan = scan;
    this.codes = SafeMustacheFactory.compile(place, scan);
    this.marked = uses("sign") || uses("signTimestamp");
    this.plain =
        place != Place.BODY || scan.tags().stream().allMatch(tag -> tag.quoted() && !tag.opens());
  }

  /**
   * Compiles a text.
   *
   * @throws TemplateException with everything that is wrong: tags that are not closed or not available, more than
   *     65,536 characters (8,192 outside of bodies), 2,000 tags or 32 levels
   */
  public static Template compile(Place place, String text) {
    Scan scan = TemplateScanner.scan(place, text);
    if (!scan.problems().isEmpty()) {
      throw new TemplateException(scan.problems());
    }
    try {
      return new Template(place, scan);
    } catch (MustacheException e) {
      throw new TemplateException(
          List.of(new TemplateProblem(1, 1, "Not a Mustache template: " + e.getMessage())));
    }
  }

  /** Whether it has no tags, so that it always renders the same. */
  boolean isStatic() {
    return scan.tags().isEmpty();
  }

  /** Whether a tag names this variable or a part of it. */
  boolean uses(String variable) {
    return scan.tags().stream()
        .anyMatch(tag -> tag.name().equals(variable) || tag.name().startsWith(variable + "."));
  }

  /** Whether its text may have {@link SignMark}s in it. */
  boolean isMarked() {
    return marked;
  }

  Scan scan() {
    return scan;
  }

  /**
   * Renders the template. A body that passed {@link TemplateCheck} is valid JSON.
   *
   * @throws RenderException if the result is longer than 262,144 characters, takes more than 2,000,000 steps, or is
   *     not valid JSON although the template's place is a body with sections or with tags outside of quotes
   */
  public String render(DeliveryModel model) {
    return render(model, null).toString();
  }

  /** Renders a body over several events; as {@link #render(DeliveryModel)}, with 8 times the bounds. */
  public String render(BatchModel model) {
    return render(model, null).toString();
  }

  /** Renders; with a trace, faulty JSON is returned and not thrown. */
  Output render(Object root, @Nullable Trace trace) {
    var out = new Output(
        scan.text().length() + ROOM_FOR_VALUES,
        trace,
        root instanceof BatchModel ? Output.SEVERAL : 1);
    List<Object> scopes = new ArrayList<>();
    scopes.add(root);
    for (Code code : codes) {
      code.execute(out, scopes);
    }
    if (!plain) {
      SpareCommas.blank(out.text());
      if (trace == null) {
        refuseBrokenJson(marked ? SignMarks.readable(out.toString()) : out.toString());
      }
    }
    return out;
  }

  private static void refuseBrokenJson(String rendered) {
    JsonGrammar.check(rendered, false).ifPresent(problem -> {
      var where = TemplateProblem.at(rendered, problem.offset(), problem.message());
      throw RenderException.notJson(
          "With this event the body is not valid JSON: " + where + " Change the template.");
    });
  }

  @Override
  public String toString() {
    return "Template[" + place + ", " + scan.tags().size() + " tags]";
  }
}
