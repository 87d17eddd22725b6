package io.github.webhookplugin.pages;

import io.github.webhookplugin.api.AdminRequest;
import java.util.Locale;

/** The languages that the pages speak: English, and Simplified Chinese. Immutable. */
final class Languages {
  private final Texts english = Texts.load("en", Locale.ENGLISH);
  private final Texts chinese = Texts.load("zh_CN", Locale.SIMPLIFIED_CHINESE);

  Texts of(AdminRequest request) {
    return of(request.page().locale());
  }

  Texts of(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
  }
}
