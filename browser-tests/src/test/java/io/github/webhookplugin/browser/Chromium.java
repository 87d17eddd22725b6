package io.github.webhookplugin.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The installed Chromium, driven by the installed Node. One for all tests of a JVM. */
final class Chromium implements AutoCloseable {
  private static final boolean REQUIRED = Boolean.getBoolean("browser.required");
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program, Path node) {
    playwright = Playwright.create(new Playwright.CreateOptions()
        .setEnv(Map.of(
            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.toString())));
    browser = playwright
        .chromium()
        .launch(new BrowserType.LaunchOptions()
            .setExecutablePath(program)
            .setArgs(List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync")));
  }

  /** Starts it; where there is none, the tests are skipped, or fail with {@code -Dbrowser.required=true}. */
  static Chromium start() {
    Path program = BROWSERS.stream()
        .flatMap(name -> found(name).stream())
        .findFirst()
        .orElseThrow(() -> without("Chromium (Debian: apt-get install chromium)"));
    Path node = found("node")
        .or(() -> found("nodejs"))
        .orElseThrow(() -> without("Node, which drives it (Debian: apt-get install nodejs)"));
    return new Chromium(program, node);
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static RuntimeException without(String what) {
    String message = "Browser tests need " + what + ", and this machine has none.";
    return REQUIRED ? new IllegalStateException(message) : new TestAbortedException(message);
  }

  private static Optional<Path> found(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
