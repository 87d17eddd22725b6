package io.github.webhookplugin.pages;

import io.github.webhookplugin.editing.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sections of the editor that are folded: each says in a line what is set in it. For one answer. */
final class RareSections {
  /** What fields have that nobody touched. */
  private static final Map<String, String> USUAL = Map.of(
      "retry.mode", "global",
      "concurrency", "8",
      "batchSize", "1",
      "batchWait", "5",
      "timeFormat", "iso",
      "authentication", "none",
      "oauth2.clientAuthentication", "basic",
      "tls.minimum", "1.2",
      "limits.withoutKeyword", "send");

  private static final List<String> FIXED = List.of("fixed", "exponential");

  private final Texts texts;
  private final Inputs inputs;
  private final Controls controls;
  private final RateRows rates;
  private final List<Choice> otherServices;
  private final CertificateFacts certificates;
  private final List<Choice> rateGroups;

  RareSections(
      Texts texts,
      Inputs inputs,
      Controls controls,
      List<Choice> otherServices,
      List<Choice> rateGroups,
      CertificateFacts certificates) {
    this.certificates = certificates;
    this.texts = texts;
    this.inputs = inputs;
    this.controls = controls;
    this.rates = new RateRows(texts, inputs);
    this.otherServices = otherServices;
    this.rateGroups = rateGroups;
  }

  /** All of them; those for people only if something is set there, or there are people to reach. */
  List<Map<String, @Nullable Object>> all(boolean people) {
    var sections = new ArrayList<>(
        List.of(retries(), pace(), together(), followUps(), limits(), connection()));
    if (people) {
      sections.add(recipients());
    }
    return sections;
  }

  /** The expert's filters. */
  Map<String, @Nullable Object> filters() {
    return section(
        "filters", List.of(controls.code("eventFilters", 5), controls.code("condition", 5)));
  }

  /** How the service shows who it is; {@code stored} is its document, empty for a new one. */
  Map<String, @Nullable Object> authentication(Map<String, ?> stored) {
    return section("authentication", new AuthenticationControls(texts, controls).of(stored));
  }

  private Map<String, @Nullable Object> retries() {
    return section(
        "retries",
        List.of(
            controls.number("timeout"),
            controls.choice(
                "retry.mode",
                choices("mode", "global", "fixed", "schedule", "named", "exponential")),
            controls.when(
                controls.number("retry.count"), "retry.mode", FIXED.toArray(String[]::new)),
            controls.when(controls.number("retry.interval"), "retry.mode", "fixed"),
            controls.when(controls.line("retry.schedule"), "retry.mode", "schedule"),
            controls.when(
                controls.choice("retry.name", choices("named", "openMetadata", "standardWebhooks")),
                "retry.mode",
                "named"),
            controls.when(controls.number("retry.initialInterval"), "retry.mode", "exponential"),
            controls.when(controls.number("retry.factor"), "retry.mode", "exponential"),
            controls.when(controls.number("retry.maxInterval"), "retry.mode", "exponential"),
            controls.when(
                controls.number("retry.jitter"), "retry.mode", "schedule", "named", "exponential"),
            controls.box("retryEveryFailure"),
            controls.box("stopAtRetryLimit")));
  }

  private Map<String, @Nullable Object> pace() {
    return section(
        "pace",
        List.of(
            rates.control(controls),
            group(),
            controls.number("concurrency"),
            controls.box("ordered")));
  }

  private Map<String, @Nullable Object> group() {
    var groups = new ArrayList<Choice>();
    groups.add(new Choice("", texts.say("editor.noRateGroup")));
    groups.addAll(rateGroups);
    var control = controls.choice("rateGroup", groups);
    control.put("toRateGroups", true);
    return control;
  }

  private Map<String, @Nullable Object> together() {
    return section(
        "together",
        List.of(
            controls.number("batchSize"),
            controls.number("batchWait"),
            controls.code("batchBody", 5),
            controls.box("digest.on"),
            controls.number("digest.maxEvents"),
            controls.code("digest.body", 5)));
  }

  private Map<String, @Nullable Object> followUps() {
    var services = new ArrayList<Choice>();
    services.add(new Choice("", texts.say("editor.noService")));
    services.addAll(otherServices);
    return section(
        "followUps",
        List.of(
            controls.choice("fallback", services),
            controls.choice("downstream.service", services),
            controls.boxes("downstream.on", choices("end", "delivered", "failed"))));
  }

  private Map<String, @Nullable Object> limits() {
    return section(
        "limits",
        List.of(
            controls.number("limits.maxBytes"),
            controls.number("limits.maxCharacters"),
            controls.line("limits.truncate"),
            controls.lines("limits.keywords", 3),
            controls.choice("limits.withoutKeyword", choices("keyword", "send", "reject")),
            controls.code("limits.fields", 3)));
  }

  private Map<String, @Nullable Object> connection() {
    var key = controls.code("tls.clientKey", 3);
    if (certificates.hasKey()) {
      key.put("placeholder", texts.say("tls.keyStored"));
    }
    var password = controls.line("tls.password");
    password.put("password", true);
    return section(
        "connection",
        List.of(
            certificates.under(controls.code("tls.authorities", 4), "authorities"),
            certificates.under(controls.code("tls.clientCertificate", 4), "clientCertificate"),
            key,
            controls.code("tls.pkcs12", 2),
            password,
            controls.choice(
                "tls.minimum", List.of(new Choice("1.2", "TLS 1.2"), new Choice("1.3", "TLS 1.3"))),
            controls.line("tls.unverifiedUntil")));
  }

  private Map<String, @Nullable Object> recipients() {
    return section(
        "recipients",
        List.of(
            controls.box("sendToRecipients"),
            controls.box("sendToAdmins"),
            controls.box("sendToOwners"),
            controls.box("sendToFollowers"),
            controls.lines("receivers", 3)));
  }

  private List<Choice> choices(String group, String... values) {
    return Choice.of(texts, "editor." + group, List.of(values));
  }

  private Map<String, @Nullable Object> section(
      String name, List<Map<String, @Nullable Object>> list) {
    List<String> set =
        list.stream().map(this::said).filter(said -> !said.isEmpty()).toList();
    var section = new LinkedHashMap<String, @Nullable Object>();
    section.put("id", "sec-" + name);
    section.put("title", texts.say("editor.section." + name));
    section.put("about", texts.say("editor.about." + name));
    section.put("set", set.isEmpty() ? texts.say("editor.asUsual") : String.join(" · ", set));
    section.put("wrong", list.stream().anyMatch(control -> control.get("error") != null));
    section.put("controls", list);
    return section;
  }

  /** What a control is set to, in short; empty if it is as usual or not shown. */
  private String said(Map<String, @Nullable Object> control) {
    String name = String.valueOf(control.get("name"));
    String label = String.valueOf(control.get("label"));
    String value = inputs.one(name);
    if (Boolean.TRUE.equals(control.get("hidden")) || value.equals(USUAL.get(name))) {
      return "";
    }
    if (name.equals("rate")) {
      String said = rates.said();
      return said.isEmpty() ? "" : label + ": " + said;
    }
    if (Boolean.TRUE.equals(control.get("box"))) {
      return inputs.ticked(name) ? label : "";
    }
    if (value.isBlank() || Boolean.TRUE.equals(control.get("boxes"))) {
      return "";
    }
    if (Boolean.TRUE.equals(control.get("area")) || control.get("password") != null) {
      return label;
    }
    return label + ": " + chosen(control, value);
  }

  private static String chosen(Map<String, @Nullable Object> control, String value) {
    return control.get("choices") instanceof List<?> choices
        ? choices.stream()
            .map(each -> (Map<?, ?>) each)
            .filter(each -> value.equals(each.get("value")))
            .map(each -> String.valueOf(each.get("title")))
            .findFirst()
            .orElse(value)
        : value;
  }
}
