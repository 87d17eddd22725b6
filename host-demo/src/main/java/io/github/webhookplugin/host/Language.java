package io.github.webhookplugin.host;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that people can read the pages in, and which of them somebody reads. */
final class Language {
  static final String COOKIE = "lang";

  private static final List<Locale> KNOWN = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private Language() {}

  /** What was chosen; else what the browser asks for; else English. */
  static Locale of(Context ctx) {
    Locale chosen = named(ctx.cookie(COOKIE));
    return chosen == null ? asked(ctx.header("Accept-Language")) : chosen;
  }

  /** The language with this tag, for example {@code zh-CN}; null if there is none. */
  static @Nullable Locale named(@Nullable String tag) {
    return KNOWN.stream()
        .filter(locale -> locale.toLanguageTag().equals(tag))
        .findFirst()
        .orElse(null);
  }

  /** RFC 9110, section 12.5.4; a country that is not known counts as its language. */
  private static Locale asked(@Nullable String header) {
    if (header == null || header.length() > 1_000) {
      return Locale.ENGLISH;
    }
    List<Locale.LanguageRange> ranges;
    try {
      ranges = Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException e) {
      return Locale.ENGLISH;
    }
    return ranges.stream()
        .filter(range -> range.getWeight() > 0)
        .flatMap(range -> KNOWN.stream()
            .filter(known -> known.getLanguage().equals(range.getRange().split("-", 2)[0])))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }
}
