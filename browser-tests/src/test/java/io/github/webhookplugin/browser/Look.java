package io.github.webhookplugin.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.Locale;

/** A screen and a theme that a page is looked at with. */
enum Look {
  DESKTOP_LIGHT(1280, 900, ColorScheme.LIGHT),
  DESKTOP_DARK(1280, 900, ColorScheme.DARK),
  PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
  PHONE_DARK(390, 844, ColorScheme.DARK);

  private final int width;
  private final int height;
  private final ColorScheme scheme;

  Look(int width, int height, ColorScheme scheme) {
    this.width = width;
    this.height = height;
    this.scheme = scheme;
  }

  /** Without motion, so that a picture never shows half of one. */
  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setLocale("en-GB");
  }

  /** The same screen in the other theme. */
  Look other() {
    return switch (this) {
      case DESKTOP_LIGHT -> DESKTOP_DARK;
      case DESKTOP_DARK -> DESKTOP_LIGHT;
      case PHONE_LIGHT -> PHONE_DARK;
      case PHONE_DARK -> PHONE_LIGHT;
    };
  }

  /** Lets a page that is open already have the theme. */
  void turn(Page page) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  /** As a part of a file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
