package io.github.webhookplugin.rendering;

import java.util.ArrayList;
import java.util.List;

/** Remembers which part of the output came from where in the template. */
final class Trace {
  private record Mark(int output, int template) {}

  private final List<Mark> marks = new ArrayList<>();

  void mark(int outputOffset, int templateOffset) {
    marks.add(new Mark(outputOffset, templateOffset));
  }

  /**
   * The place in the template that an offset in the output came from. Blanks around standalone tags are not in the
   * output, so other characters are counted.
   */
  int templateOffset(Scan scan, CharSequence output, int offset) {
    var mark = new Mark(0, 0);
    for (Mark next : marks) {
      if (next.output() <= offset) {
        mark = next;
      }
    }
    int toPass = 0;
    for (int i = mark.output(); i < offset; i++) {
      toPass += Character.isWhitespace(output.charAt(i)) ? 0 : 1;
    }
    boolean onBlank = offset < output.length() && Character.isWhitespace(output.charAt(offset));
    return scan.advance(mark.template(), toPass, onBlank || offset == output.length());
  }
}
