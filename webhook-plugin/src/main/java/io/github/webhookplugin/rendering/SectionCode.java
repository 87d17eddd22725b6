package io.github.webhookplugin.rendering;

import com.github.mustachejava.Mustache;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultCode;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A section: once for each item of a list, once for any other value that counts, or ({@code ^}) once for one that does
 * not. What does not count: nothing, {@code false}, an empty text, list or object. 0 counts.
 */
final class SectionCode extends DefaultCode {
  private static final Scope NOTHING = name -> null;

  private final Scan.Section section;

  SectionCode(
      TemplateContext context, SafeMustacheFactory factory, Mustache inner, Scan.Section section) {
    super(context, factory, inner, section.tag().name(), "#");
    this.section = section;
  }

  @Override
  public Writer execute(Writer writer, List<Object> scopes) {
    var out = (Output) writer;
    Object value = binding.get(scopes);
    out.steps(scopes.size() + (value instanceof List<?> list ? list.size() : 0));
    if (section.tag().kind() == Tag.Kind.INVERTED) {
      if (!counts(value)) {
        round(out, scopes);
      }
    } else if (value instanceof List<?> list) {
      rounds(list, out, scopes);
    } else if (value != null && counts(value)) {
      scopes.add(value);
      round(out, scopes);
      scopes.remove(scopes.size() - 1);
    }
    out.mark(section.end());
    return writer;
  }

  static boolean counts(@Nullable Object value) {
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return value != null && !Boolean.FALSE.equals(value);
  }

  private void rounds(List<?> list, Output out, List<Object> scopes) {
    int depth = scopes.size();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      scopes.add(new Position(i, list.size()));
      scopes.add(item == null ? NOTHING : item);
      round(out, scopes);
      scopes.remove(depth + 1);
      scopes.remove(depth);
    }
  }

  private void round(Output out, List<Object> scopes) {
    out.step();
    out.mark(section.tag().end());
    run(out, scopes);
  }
}
