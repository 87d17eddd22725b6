package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsField;
import io.github.webhookplugin.api.SettingsSchema;
import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.LoopRules;
import io.github.webhookplugin.model.Retries;
import io.github.webhookplugin.model.RetrySchedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings as a host may show them in a form of its own (seed rows ). */
public final class GlobalSchema {
  private static final Map<String, String> SPACINGS = spacings();

  private static final SettingsSchema SCHEMA = new SettingsSchema(
      List.of(sending(), retry(), limits(), loops(), security(), network(), services()));

  private static final SettingsSchema CHINESE = new SchemaTexts("zh_CN").of(SCHEMA);

  private GlobalSchema() {}

  /** Always the same, in English. */
  public static SettingsSchema schema() {
    return SCHEMA;
  }

  /** The same in the language that somebody reads: Simplified Chinese or English. */
  public static SettingsSchema schema(Locale reader) {
    return reader.getLanguage().equals("zh") ? CHINESE : SCHEMA;
  }

  private static SettingsSchema.Group sending() {
    return new SettingsSchema.Group(
        "sending",
        "Sending",
        "",
        List.of(SettingsField.of("enabled", SettingsField.Type.BOOLEAN, "Sending")
            .help("Off: no service sends anything. New events are recorded as skipped, waiting"
                + " retries wait, and all settings are kept.")
            .defaultsTo(GlobalSettings.DEFAULT.enabled())
            .asMasterSwitch()));
  }

  private static SettingsSchema.Group retry() {
    var defaults = GlobalSettings.DEFAULT;
    return new SettingsSchema.Group(
        "retry",
        "Retries",
        "What happens when a receiver does not take a notification. A service may have retries of"
            + " its own.",
        List.of(
            SettingsField.of("retryMode", SettingsField.Type.CHOICE, "Spacing")
                .choices(SPACINGS)
                .defaultsTo(RetryReader.FIXED),
            number(
                    "retryCount",
                    "Number of retries",
                    "retries",
                    defaults.retries().count())
                .help("How often a failed delivery is tried again. 0: not at all.")
                .between(0, RetrySchedule.MAX_COUNT)
                .showIf("retryMode", RetryReader.FIXED, RetryReader.EXPONENTIAL),
            span("retryInterval", "Retry interval", defaults.retries().interval())
                .help("The wait before each retry, or before the first if waits grow, counted from"
                    + " the end of the failed one.")
                .between(1, RetryReader.MAX_SECONDS)
                .showIf("retryMode", RetryReader.FIXED, RetryReader.EXPONENTIAL),
            SettingsField.of("retrySchedule", SettingsField.Type.DURATIONS, "Waits")
                .help("One wait for each retry, one below the other.")
                .between(1, RetryReader.MAX_SECONDS)
                .defaultsTo(List.of())
                .showIf("retryMode", RetryReader.SCHEDULE),
            number("retryFactor", "Growth", "times", defaults.retries().factor())
                .help("How much longer each wait is than the one before.")
                .between(1, Retries.MAX_FACTOR)
                .showIf("retryMode", RetryReader.EXPONENTIAL),
            span("retryMaxInterval", "Longest wait", defaults.retries().longest())
                .help("No wait grows beyond it.")
                .between(1, RetryReader.MAX_SECONDS)
                .showIf("retryMode", RetryReader.EXPONENTIAL),
            number("retryJitter", "Spread", "percent", defaults.retries().jitter())
                .help("Waits are made longer by chance, by so much at most, so that deliveries that"
                    + " failed together do not come back together.")
                .between(0, 100)
                .showIf("retryMode", RetryReader.SCHEDULE, RetryReader.EXPONENTIAL),
            span("timeout", "Request timeout", defaults.timeout())
                .help("A receiver that has not answered by then has failed.")
                .between(1, GlobalReader.MAX_TIMEOUT_SECONDS),
            span("stopAfter", "Stop after", defaults.stopAfter())
                .help(
                    "A service that has had nothing but failures for so long is stopped. 0: never.")
                .between(0, GlobalReader.MAX_STOP_AFTER_SECONDS)));
  }

  private static SettingsSchema.Group limits() {
    var window = GlobalSettings.DEFAULT.deduplicationWindow();
    return new SettingsSchema.Group(
        "limits",
        "Duplicates and rates",
        "",
        List.of(
            span("deduplicationWindow", "Duplicates", window)
                .help(
                    "An event with the deduplication key of an earlier one is left out for so long.")
                .between(1, GlobalReader.MAX_WINDOW_SECONDS),
            SettingsField.of("rateGroups", SettingsField.Type.OWN_PAGE, "Rate groups")
                .help("Rates that several services share.")
                .onPage("rate-groups")));
  }

  private static SettingsSchema.Group loops() {
    var defaults = LoopRules.DEFAULT;
    return new SettingsSchema.Group(
        "loops",
        "Loops",
        "Guards against events that go round in circles.",
        List.of(
            number("maxHops", "Most hops", "webhooks", defaults.maxHops())
                .help("An event that came through so many webhooks already is sent to no more.")
                .between(1, LoopRules.MOST_HOPS),
            number("burstLimit", "Burst", "events", defaults.burst())
                .help(
                    "You are told of a service that gets more events of one type about one and the"
                        + " same thing. 0: never.")
                .between(0, LoopRules.MOST_BURST),
            span("burstWindow", "Burst within", defaults.burstWindow())
                .help("The time in which they are counted.")
                .between(1, LoopReader.MAX_WINDOW_SECONDS)));
  }

  private static SettingsSchema.Group security() {
    return new SettingsSchema.Group(
        "security",
        "Security",
        "Services may call public addresses. Receivers in your own network have to be allowed.",
        List.of(
            SettingsField.of(
                    "allowedNetworks", SettingsField.Type.LIST, "Networks that may be called")
                .help("For example 192.168.0.0/16, or one address. Link-local addresses and those"
                    + " where clouds keep their keys are never called.")
                .defaultsTo(List.of()),
            SettingsField.of("allowedHosts", SettingsField.Type.LIST, "Hosts that may be called")
                .help(
                    "Names whose addresses may be private, for example nas.lan or *.corp.example.")
                .defaultsTo(List.of()),
            SettingsField.of("httpsOnly", SettingsField.Type.BOOLEAN, "Only https")
                .help("On: no service with an http:// address can be saved, and those that have one"
                    + " send nothing.")
                .defaultsTo(false),
            SettingsField.of(
                    EgressReader.UNVERIFIED,
                    SettingsField.Type.BOOLEAN,
                    "Services may leave certificates unverified")
                .help("For at most 30 days each. Until then anybody on the way can read and change"
                    + " what is sent. Better: give the service the receiver's authority.")
                .defaultsTo(false)));
  }

  private static SettingsSchema.Group network() {
    return new SettingsSchema.Group(
        "network",
        "Network",
        "How requests leave. Behind a proxy it is the proxy that looks names up: what is known here is"
            + " checked here too, but only the proxy can keep requests out of networks that they"
            + " must not reach.",
        List.of(
            SettingsField.of(EgressReader.URL, SettingsField.Type.STRING, "Proxy")
                .help("For example http://proxy.corp.example:3128. Empty: requests go straight to"
                    + " their receivers.")
                .defaultsTo(""),
            SettingsField.of(EgressReader.USERNAME, SettingsField.Type.STRING, "User at the proxy")
                .help("Empty: it asks for none, and the password is removed.")
                .defaultsTo(""),
            SettingsField.of(
                EgressReader.PASSWORD, SettingsField.Type.SECRET, "Password at the proxy"),
            SettingsField.of(EgressReader.EXCEPT, SettingsField.Type.LIST, "Without the proxy")
                .help("Names and networks that are called straight, for example *.corp.example or"
                    + " 10.0.0.0/8.")
                .defaultsTo(List.of()),
            SettingsField.of(
                    EgressReader.ADDRESSES, SettingsField.Type.STRING, "Our addresses outside")
                .help("From which addresses receivers see requests come, for those that have an"
                    + " allow-list. Only you can know them.")
                .defaultsTo("")));
  }

  private static SettingsSchema.Group services() {
    return new SettingsSchema.Group(
        "services",
        "Services",
        "The addresses that notifications go to.",
        List.of(SettingsField.of("services", SettingsField.Type.OWN_PAGE, "Services")));
  }

  private static SettingsField number(String key, String label, String unit, int byDefault) {
    return SettingsField.of(key, SettingsField.Type.INTEGER, label)
        .unit(unit)
        .defaultsTo(byDefault);
  }

  private static SettingsField span(String key, String label, Duration byDefault) {
    return SettingsField.of(key, SettingsField.Type.DURATION, label)
        .unit("seconds")
        .defaultsTo((int) byDefault.toSeconds());
  }

  private static Map<String, String> spacings() {
    var spacings = new LinkedHashMap<String, String>();
    spacings.put(RetryReader.FIXED, "Same interval");
    spacings.put(RetryReader.EXPONENTIAL, "Longer each time");
    spacings.put(RetryReader.SCHEDULE, "A list of waits");
    return spacings;
  }
}
