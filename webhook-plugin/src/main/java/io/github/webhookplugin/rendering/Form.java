package io.github.webhookplugin.rendering;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a tag's value becomes text, before that is escaped for its place. */
enum Form {
  /** <code>{{name}}</code>: as people read it. */
  TEXT {
    @Override
    String text(@Nullable Object value) {
      return JsonText.text(value);
    }
  },
  /** <code>{{json name}}</code>: as JSON. */
  JSON {
    @Override
    String text(@Nullable Object value) {
      return JsonText.json(value);
    }
  },
  /** <code>{{slack name}}</code>: with the three characters that Slack takes for its own replaced. */
  SLACK {
    @Override
    String text(@Nullable Object value) {
      return JsonText.text(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    @Nullable
    String problem(Place place, boolean quoted) {
      return place == Place.BODY && quoted
          ? null
          : "is for Slack's texts. Put it between the quotes of a text in the body.";
    }
  },
  /** <code>{{ce name}}</code>: as CloudEvents writes a header (HTTP protocol binding 1.0.2, section 3.1.3.2). */
  CE {
    @Override
    String text(@Nullable Object value) {
      var out = new Output(64);
      PercentText.escapeForCloudEvents(JsonText.text(value), out);
      return out.toString();
    }

    @Override
    @Nullable
    String problem(Place place, boolean quoted) {
      return place == Place.HEADER
          ? null
          : "is for the headers of CloudEvents. Write it without “ce” here.";
    }
  };

  /** The words that may stand before a name, for a regular expression. */
  static final String WORDS = "json|slack|ce";

  /** As text; empty for nothing. */
  abstract String text(@Nullable Object value);

  /** Why it must not stand there; null if it may. */
  @Nullable
  String problem(Place place, boolean quoted) {
    return null;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Form> of(String word) {
    return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
  }
}
