package io.github.webhookplugin.receivers;

import java.util.List;

/** One of each simulator, with secrets that everybody may know: for demos. */
public final class Simulators {
  /** The password, secret or token of all that choose theirs freely. */
  public static final String SECRET = "simulated-secret";

  /** The secret of {@link StandardWebhooks}. */
  public static final String WHSEC = "whsec_c2ltdWxhdGVkLXNlY3JldC1vZi0zMi1ieXRlcyE=";

  private Simulators() {}

  /** New ones, each with an empty memory. */
  public static List<Simulator> all() {
    return List.of(
        new Slack(),
        new TeamsWorkflow(),
        new GoogleChat(),
        new DingTalkRobot("SECsimulated"),
        new DingTalkFlow(SECRET, "alert", "task"),
        new Feishu(SECRET),
        new WeCom(),
        new Discord(),
        new Telegram(),
        new PagerDuty(),
        new Opsgenie(),
        new Dms(SECRET),
        OpenMetadata.asDocumented(SECRET),
        OpenMetadata.asSent(SECRET),
        new CloudEvents(SECRET),
        new StandardWebhooks(WHSEC),
        Signed.gitHub(SECRET),
        Signed.stripe(SECRET),
        Signed.shopify(SECRET),
        Signed.grafana(SECRET));
  }

  /**
   * As {@link #all}, and three of them say no to their first request as real ones do now and then: DingTalk's flow and
   * Discord are too busy, WeCom's system is.
   */
  public static List<Simulator> moody() {
    List<Simulator> all = all();
    for (Simulator simulator : all) {
      switch (simulator.name()) {
        case "dingtalk-flow" -> simulator.answersNext("800005652");
        case "discord" -> simulator.answersNext("rate limited");
        case "wecom" -> simulator.answersNext("-1");
        default -> {}
      }
    }
    return all;
  }
}
