package io.github.webhookplugin.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fresh demo host for each class, and for each test a fresh browser session that is signed in. What the console
 * reports is collected: a refused script or style shows there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserFixture {
  private static final Path SCREENS = Path.of(System.getProperty("screens", "target/screens"));

  @TempDir
  static Path data;

  final List<String> console = new ArrayList<>();
  Chromium chromium;
  DemoHost host;
  BrowserContext session;
  Page page;

  /** Options of the host beside port, token and data folder. */
  String[] options() {
    return new String[] {"--no-samples"};
  }

  @BeforeAll
  void start() {
    chromium = Chromium.start();
    host = DemoHost.start(data, options());
  }

  @AfterAll
  void stop() {
    if (host != null) {
      host.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    open(Look.DESKTOP_LIGHT.options());
  }

  /** Another session instead of the present one. */
  void open(Browser.NewContextOptions options) {
    if (session != null) {
      session.close();
    }
    session = chromium.browser().newContext(options);
    session.setDefaultTimeout(10_000);
    page = session.newPage();
    page.onConsoleMessage(message -> note(message.type(), message.text()));
    page.onPageError(error -> console.add("error: " + error));
    page.navigate(host.entrance());
  }

  /** Errors and warnings, but for the line that a browser writes for every form that was refused. */
  private void note(String type, String text) {
    boolean serious = type.equals("error") || type.equals("warning");
    if (serious && !text.contains("status of 422") && !text.contains("status of 409")) {
      console.add(type + ": " + text);
    }
  }

  @AfterEach
  void close() {
    session.close();
    session = null;
  }

  /** Goes to a page of the plugin. */
  void visit(String path) {
    page.navigate(host.base() + "/plugins/webhook" + (path.isEmpty() ? "" : "/" + path));
  }

  /** Makes sure that there is a rate group to look at. */
  void rateGroup() {
    if (host.get("rate-groups").path("rateGroups").isEmpty()) {
      host.post("rate-groups", "{'name': 'Chat rooms', 'count': 20, 'per': 'minute'}");
    }
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The button of one of many things: its name has both the visible text and the thing's name. */
  Locator button(String text, String thing) {
    return page.locator("button[aria-label*='" + thing + "']")
        .filter(new Locator.FilterOptions().setHasText(text))
        .first();
  }

  /** The dialog on top. */
  Locator dialog() {
    return page.locator("dialog[open]").last();
  }

  /** The id of the element that has the focus. */
  String focused() {
    return String.valueOf(page.evaluate("document.activeElement.id"));
  }

  /** Keeps a picture of what is on the screen. */
  void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
  }
}
