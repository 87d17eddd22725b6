package io.github.webhookplugin.rendering;

import java.util.regex.Pattern;

/** Reads what stands between two pairs of braces; says what is wrong with it. */
final class TagReader {
  /**
   * Keys with letters of any script, digits and the marks that keys tend to have, joined by dots. Possessive, so that
   * thousands of dots are walked over in a loop and not on the stack.
   */
  private static final Pattern NAME = Pattern.compile(
      "[\\p{L}\\p{N}_@-][^\\s{}\"'\\\\()<>|=,;.]*+(?:\\.[^\\s{}\"'\\\\()<>|=,;.]++)*+");

  private static final Pattern FORMED = Pattern.compile("(" + Form.WORDS + ")\\s+(\\S+)");
  private static final int LONGEST_QUOTE = 30;
  private static final int LONGEST_NAME = 500;

  private TagReader() {}

  /**
   * Reads one tag.
   *
   * @param content what stands between the two pairs of braces
   * @throws BadTag with a sentence for people
   */
  static Tag read(String content, boolean quoted, int start, int end) throws BadTag {
    if (content.isBlank()) {
      throw new BadTag("An empty tag. Write the name of a variable between the braces.");
    }
    String rest = content.substring(1).trim();
    return switch (content.charAt(0)) {
      case '!' -> comment(content, start, end);
      case '#' -> tag(Tag.Kind.SECTION, rest, quoted, start, end);
      case '^' -> tag(Tag.Kind.INVERTED, rest, quoted, start, end);
      case '/' -> tag(Tag.Kind.CLOSE, rest, quoted, start, end);
      case '{', '&' -> value(rest, quoted, start, end);
      case '>' ->
        throw new BadTag("“" + quote(content)
            + "” would include another template; templates here stand alone. Write its text out.");
      case '<', '$' ->
        throw new BadTag(
            "“" + quote(content)
                + "” belongs to template inheritance, which is not available here. Write the text out.");
      case '%' ->
        throw new BadTag(
            "“" + quote(content) + "” is a pragma; pragmas are not available here. Remove it.");
      case '=' ->
        throw new BadTag("“" + quote(content)
            + "” changes the delimiters, which is not available here. Use {{ and }}.");
      case '?', '*' ->
        throw new BadTag(
            "“" + quote(content)
                + "” is not a kind of tag that is available here. Use {{name}}, {{#name}} or {{^name}}.");
      default -> value(content.trim(), quoted, start, end);
    };
  }

  private static Tag comment(String content, int start, int end) throws BadTag {
    if (content.contains("{{")) {
      throw new BadTag("The comment is not closed with “}}” before the next tag.");
    }
    return new Tag(Tag.Kind.COMMENT, "", Form.TEXT, false, start, end);
  }

  private static Tag value(String content, boolean quoted, int start, int end) throws BadTag {
    var formed = FORMED.matcher(content);
    if (formed.matches()) {
      Form form = Form.of(formed.group(1)).orElseThrow();
      return new Tag(Tag.Kind.VALUE, name(formed.group(2)), form, quoted, start, end);
    }
    return tag(Tag.Kind.VALUE, content, quoted, start, end);
  }

  private static Tag tag(Tag.Kind kind, String name, boolean quoted, int start, int end)
      throws BadTag {
    return new Tag(kind, name(name), Form.TEXT, quoted, start, end);
  }

  private static String name(String name) throws BadTag {
    if (name.length() > LONGEST_NAME) {
      throw new BadTag(
          "“" + quote(name) + "” is too long for the name of a variable, which may have "
              + LONGEST_NAME + " characters. Is a “}}” missing?");
    }
    if (name.equals(".") || NAME.matcher(name).matches()) {
      return name;
    }
    if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0 || name.indexOf('\n') >= 0) {
      throw new BadTag("The tag “{{" + quote(name) + "” is not closed with “}}”.");
    }
    throw new BadTag("“" + quote(name)
        + "” is not the name of a variable. Write it like {{title}} or {{data.key}}.");
  }

  /** The start of what was found, short enough to show. */
  private static String quote(String content) {
    String line = content.strip().lines().findFirst().orElse("");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  /** Between the braces stands something else than a tag. */
  static final class BadTag extends Exception {
    private static final long serialVersionUID = 1;

    final String sentence;

    BadTag(String sentence) {
      super(sentence, null, false, false);
      this.sentence = sentence;
    }
  }
}
