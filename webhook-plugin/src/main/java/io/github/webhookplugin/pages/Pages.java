package io.github.webhookplugin.pages;

import io.github.webhookplugin.admin.Problem;
import io.github.webhookplugin.admin.Router;
import io.github.webhookplugin.api.AdminFrame;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import io.github.webhookplugin.api.SettingsProblem;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Everything below {@code /plugins/webhook/}: pages, fragments of them, and the files they load. Shared between threads. */
public final class Pages {
  /**
   * What the pages work over.
   *
   * @param api answers requests of the JSON API
   * @param parse reads a JSON object
   */
  public record Parts(
      Function<AdminRequest, AdminResponse> api,
      Function<byte[], Map<String, Object>> parse,
      Clock clock) {}

  private static final String FILES = "assets/";

  private final Parts parts;
  private final Views views = new Views();
  private final Languages languages = new Languages();
  private final Router router = new Router("There is no such page.");

  public Pages(Parts parts) {
    this.parts = parts;
    // the page of any one service is last: services/new and its like come before it
    List.<Section>of(
            new ServicesSection(),
            new TrialSection(),
            new HistorySection(),
            new AuditSection(),
            new ImpactSection(),
            new TransferSection(),
            new RateGroupSection(),
            new DeliveriesSection(),
            new DeliverySection(),
            new EventsSection(),
            new EditorSection(),
            new RevealSection(),
            new DraftSection(),
            new SigningSection(),
            new GallerySection(),
            new ServicePage())
        .forEach(section -> section.mount(this::on));
  }

  /** Some pages that belong together. */
  interface Section {
    void mount(Routes routes);
  }

  /** Answers one request for a page. */
  interface Handler {
    AdminResponse answer(Page page);
  }

  /** Where sections put their pages; unless they say otherwise, GET is for all who may look, the rest for editors. */
  interface Routes {
    void on(String method, String path, AdminPermission permission, Handler handler);

    default void on(String method, String path, Handler handler) {
      on(method, path, method.equals("GET") ? AdminPermission.VIEW : AdminPermission.EDIT, handler);
    }
  }

  private void on(String method, String path, AdminPermission permission, Handler handler) {
    router.on(
        method, path, permission, call -> handler.answer(new Page(call, parts, views, languages)));
  }

  /** Answers a request; what is refused is answered as a short fragment that says why. */
  public AdminResponse handle(AdminRequest request) {
    if (request.path().startsWith(FILES)) {
      return Files.named(request.path().substring(FILES.length()));
    }
    try {
      return router.answer(request).with("Cache-Control", "no-store");
    } catch (Problem problem) {
      return views.problem(problem, languages.of(request)).with("Cache-Control", "no-store");
    }
  }

  /** All routes. */
  public List<Router.Served> served() {
    return router.served();
  }

  /** Problems as somebody reads them. */
  public List<SettingsProblem> spoken(List<SettingsProblem> problems, Locale locale) {
    Sentences sentences = languages.of(locale).sentences();
    return problems.stream()
        .map(problem -> new SettingsProblem(problem.pointer(), sentences.say(problem.message())))
        .toList();
  }

  /** What becomes of retries that wait when all sending is switched; empty if none waits. */
  public Optional<String> switched(boolean on, long retries, Locale locale) {
    String key = on ? "services.retriesContinue" : "services.retriesWait";
    return retries == 0 ? Optional.empty() : Optional.of(languages.of(locale).count(key, retries));
  }

  /** Heading and tabs. */
  public AdminFrame frame(AdminRequest request) {
    Texts texts = languages.of(request);
    return new AdminFrame(
        texts.say("frame.title"),
        texts.say("frame.summary"),
        "webhook",
        List.of(
            new AdminFrame.Tab("", texts.say("frame.services"), "send", services(request)),
            new AdminFrame.Tab("deliveries", texts.say("frame.deliveries"), "history", ""),
            new AdminFrame.Tab("events", texts.say("why.events"), "list", "")));
  }

  /** How many there are, for those who may know. */
  private String services(AdminRequest request) {
    ApiReply reply =
        new ApiClient(parts, request, Sentences.ENGLISH).ask("GET", "services?brief=true", null);
    return reply.ok() && reply.body().get("services") instanceof List<?> services
        ? String.valueOf(services.size())
        : "";
  }
}
