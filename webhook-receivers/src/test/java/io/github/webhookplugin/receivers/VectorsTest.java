package io.github.webhookplugin.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Signatures that others computed are taken, and anything else is not. */
class VectorsTest {
  private static final String BODY = "{\"id\":\"1\"}";
  private static final String HEX =
      "448e17f4aa91f0d1aa4acb9ad400b1cd5f5e8059cfe7f5994dbeee591977c5dd";
  private static final String BASE64 = "RI4X9KqR8NGqSsua1ACxzV9egFnP5/WZTb7uWRl3xd0=";

  @Test
  void dms_covers_url_password_and_the_text_of_the_event() {
    var dms = new Dms("secret");
    dms.typedUrl("http://my.host:8000/");
    String form = "{\"messageEvent\":{\"submitterName\":\"xxx\"},\"signatureMethod\":\"HMAC_SHA1\","
        + "\"signatureText\":\"%s\"}";

    assertThat(Ask.post(
                dms, form.formatted("QBhH8YvIvdjRICQdnkal+5YNdY0="), "DMS-Event", "Message Hook")
            .body())
        .isEqualTo("{\"root\": \"\", \"success\": true}");
    assertThat(Ask.post(
                dms, form.formatted("AbhH8YvIvdjRICQdnkal+5YNdY0="), "DMS-Event", "Message Hook")
            .verdict())
        .isEqualTo("signature verification failed");
    assertThat(Ask.post(dms, form.formatted("QBhH8YvIvdjRICQdnkal+5YNdY0=")).verdict())
        .isEqualTo("not a DMS event");
  }

  @Test
  void dingtalk_robot_takes_the_query_for_an_hour() {
    var clock = Ask.at(1700000000);
    var robot = new DingTalkRobot("SECabc");
    robot.at(clock);
    String message = "{\"msgtype\":\"text\",\"text\":{\"content\":\"hello\"}}";
    String signed = robot.path() + "&timestamp=1700000000000&sign=";
    String good = signed + "jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D";

    assertThat(Ask.postTo(good, robot, message).taken()).isTrue();
    assertThat(Ask.postTo(signed + "x", robot, message).verdict()).isEqualTo("sign not match");
    assertThat(Ask.post(robot, message).verdict()).isEqualTo("invalid timestamp");
    clock.forward(Duration.ofMinutes(61));
    assertThat(Ask.postTo(good, robot, message).verdict()).isEqualTo("invalid timestamp");
  }

  @Test
  void feishu_has_timestamp_and_secret_as_key() {
    var feishu = new Feishu("SECabc");
    feishu.at(Ask.at(1700000000));
    String form = "{\"timestamp\":\"1700000000\",\"sign\":\"%s\",\"msg_type\":\"text\","
        + "\"content\":{\"text\":\"hello\"}}";

    assertThat(Ask.post(feishu, form.formatted("XprR1de+0SSBnwWyU/4k6x2TL+Q2SJlM5NNEdAv7MWg="))
            .taken())
        .isTrue();
    assertThat(Ask.post(feishu, form.formatted("")).body()).startsWith("{\"code\":19021,");
  }

  @Test
  void openmetadata_has_two_dialects_that_refuse_each_other() {
    var documented = OpenMetadata.asDocumented("s3cr3t");
    var sent = OpenMetadata.asSent("s3cr3t");

    // both get past the signature, and find that this is no change event
    assertThat(Ask.post(documented, BODY, "X-OM-Signature", "sha256=" + HEX).status())
        .isEqualTo(400);
    assertThat(Ask.post(documented, BODY, "X-OpenMetadata-Signature", "sha256=" + HEX)
            .status())
        .isEqualTo(400);
    assertThat(Ask.post(sent, BODY, "X-OM-Signature", "sha256=" + BASE64).status())
        .isEqualTo(400);
    assertThat(Ask.post(sent, BODY, "X-OM-Signature", "sha256=" + HEX).status()).isEqualTo(401);
    assertThat(Ask.post(documented, BODY, "X-OM-Signature", "sha256=" + BASE64).status())
        .isEqualTo(401);
    assertThat(Ask.post(documented, BODY).status()).isEqualTo(401);
  }

  @Test
  void github_wants_sha_256_and_looks_at_sha_1_if_it_is_there() {
    var github = Signed.gitHub("s3cr3t");
    String sha1 = "sha1=5c30d75faa5e1bc441b126dd20eef025de2dab3e";

    assertThat(Ask.post(github, BODY, "X-Hub-Signature-256", "sha256=" + HEX).taken())
        .isTrue();
    assertThat(
            Ask.post(github, BODY, "X-Hub-Signature-256", "sha256=" + HEX, "X-Hub-Signature", sha1)
                .taken())
        .isTrue();
    assertThat(Ask.post(github, BODY, "X-Hub-Signature", sha1).status()).isEqualTo(401);
    assertThat(
            Ask.post(github, BODY + " ", "X-Hub-Signature-256", "sha256=" + HEX).status())
        .isEqualTo(401);
  }

  @Test
  void grafana_covers_seconds_and_body() {
    var grafana = Signed.grafana("s3cr3t");
    grafana.at(Ask.at(1700000000));
    String sign = "4e8c261bcab14d0c8b29df04f687250f32350d4906c063f3edac43582ba5170f";

    assertThat(Ask.post(
                grafana,
                BODY,
                "X-Grafana-Alerting-Signature",
                sign,
                "X-Grafana-Alerting-Timestamp",
                "1700000000")
            .taken())
        .isTrue();
    assertThat(Ask.post(grafana, BODY, "X-Grafana-Alerting-Signature", sign).status())
        .isEqualTo(401);
  }

  @Test
  void shopify_is_the_bare_base64() {
    var shopify = Signed.shopify("s3cr3t");

    assertThat(Ask.post(shopify, BODY, "X-Shopify-Hmac-Sha256", BASE64).taken()).isTrue();
    assertThat(Ask.post(shopify, BODY, "X-Shopify-Hmac-Sha256", HEX).taken()).isFalse();
  }

  @Test
  void standard_webhooks_v1_is_the_example_of_the_specification() {
    var clock = Ask.at(1614265330);
    var receiver = new StandardWebhooks("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    receiver.at(clock);
    String good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    assertThat(signed(receiver, "v1,AAAA").verdict()).isEqualTo("no matching signature");
    assertThat(signed(receiver, "v1,AAAA " + good).taken()).isTrue();
    assertThat(signed(receiver, good).verdict()).isEqualTo("a repeated webhook-id: dropped");
    clock.forward(Duration.ofSeconds(301));
    assertThat(signed(receiver, good).verdict()).isEqualTo("timestamp too old or new");
  }

  @Test
  void standard_webhooks_v1a_is_the_example_of_svix() {
    var receiver = new StandardWebhooks("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
    receiver.at(Ask.at(1614265330));

    assertThat(signed(receiver, V1A).taken()).isTrue();
    assertThat(signed(receiver, V1A.replace("v1a,h", "v1a,i")).taken()).isFalse();
    assertThat(signed(receiver, V1A.replace("v1a,", "v1,")).taken()).isFalse();
  }

  private static final String V1A =
      "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

  private static Answer signed(Simulator receiver, String signature) {
    return Ask.post(
        receiver,
        "{\"test\": 2432232314}",
        "webhook-id",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp",
        "1614265330",
        "webhook-signature",
        signature);
  }
}
