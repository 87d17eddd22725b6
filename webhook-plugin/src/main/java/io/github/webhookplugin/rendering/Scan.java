package io.github.webhookplugin.rendering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A template's text taken apart: its tags in order, and everything that is wrong with it. */
record Scan(String text, List<Tag> tags, List<TemplateProblem> problems) {
  Scan {
    tags = List.copyOf(tags);
    problems = List.copyOf(problems);
  }

  List<Tag> values() {
    return tags.stream().filter(tag -> tag.kind() == Tag.Kind.VALUE).toList();
  }

  /** An opening tag and where its section ends. */
  record Section(Tag tag, int end) {}

  /** The sections in the order in which they are closed, which is the order in which the parser reports them. */
  List<Section> sections() {
    var open = new ArrayDeque<Tag>();
    var closed = new ArrayList<Section>();
    for (Tag tag : tags) {
      if (tag.opens()) {
        open.push(tag);
      } else if (tag.kind() == Tag.Kind.CLOSE) {
        closed.add(new Section(open.pop(), tag.end()));
      }
    }
    return closed;
  }

  /**
   * Walks on in the text, not counting blanks and comments.
   *
   * @param toPass how many characters to walk over
   * @param stayBehind whether to stop right behind the last of them and not at the next one
   */
  int advance(int from, int toPass, boolean stayBehind) {
    Map<Integer, Integer> comments = tags.stream()
        .filter(tag -> tag.kind() == Tag.Kind.COMMENT)
        .collect(Collectors.toMap(Tag::start, Tag::end));
    int at = stayBehind && toPass == 0 ? from : skip(from, comments);
    for (int passed = 0; passed < toPass && at < text.length(); passed++) {
      at++;
      if (!stayBehind || passed + 1 < toPass) {
        at = skip(at, comments);
      }
    }
    return at;
  }

  private int skip(int from, Map<Integer, Integer> comments) {
    int at = from;
    while (at < text.length()) {
      Integer behindComment = comments.get(at);
      if (behindComment == null && !Character.isWhitespace(text.charAt(at))) {
        return at;
      }
      at = behindComment == null ? at + 1 : behindComment;
    }
    return at;
  }
}
