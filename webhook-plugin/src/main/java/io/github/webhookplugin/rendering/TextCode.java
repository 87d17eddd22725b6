package io.github.webhookplugin.rendering;

import com.github.mustachejava.codes.DefaultCode;
import java.io.Writer;
import java.util.List;

/** Text that stays as it is. */
final class TextCode extends DefaultCode {
  private final String text;

  TextCode(String text) {
    this.text = text;
  }

  @Override
  public Writer execute(Writer writer, List<Object> scopes) {
    ((Output) writer).write(text);
    return writer;
  }
}
