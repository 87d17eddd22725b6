package io.github.webhookplugin.rendering;

import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultCode;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tag that inserts a value. */
final class ValueCode extends DefaultCode {
  private final Tag tag;
  private final Place place;

  ValueCode(TemplateContext context, SafeMustacheFactory factory, Tag tag) {
    super(context, factory, null, tag.name(), "");
    this.tag = tag;
    this.place = factory.place();
  }

  @Override
  public Writer execute(Writer writer, List<Object> scopes) {
    var out = (Output) writer;
    out.steps(scopes.size());
    out.mark(tag.start());
    insert(binding.get(scopes), out);
    out.mark(tag.end());
    return writer;
  }

  private void insert(@Nullable Object value, Output out) {
    if (value instanceof SignMark mark) {
      mark.write(tag, out);
    } else if (place == Place.BODY && !tag.quoted()) {
      JsonText.write(value, out);
    } else {
      place.escape(tag.form().text(value), out);
    }
  }
}
