package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhookplugin.api.AdminPermission;
import io.github.webhookplugin.api.AdminResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The editor of a service: opened, filled in, refused, saved. */
class EditorPageTest extends PagesFixture {
  /** What a browser would post: every field of the form with what it holds. */
  static List<String> fields(Document dialog) {
    var fields = new ArrayList<String>();
    for (Element field : dialog.select("#service-form [name]")) {
      boolean button = field.tagName().equals("button");
      boolean inside = field.closest("template") != null;
      boolean box = field.attr("type").matches("checkbox|radio");
      if (button || inside || (box && !field.hasAttr("checked"))) {
        continue;
      }
      fields.add(field.attr("name"));
      fields.add(value(field));
    }
    return fields;
  }

  private static String value(Element field) {
    if (field.tagName().equals("select")) {
      Element chosen = field.select("option[selected]").first();
      Element option = chosen == null ? field.select("option").first() : chosen;
      return option == null ? "" : option.hasAttr("value") ? option.val() : option.text();
    }
    if (field.tagName().equals("textarea")) {
      // the first line break of a text area is not part of it (HTML standard, section 13.2.6.4.7)
      return field.wholeText().replaceFirst("^\n", "");
    }
    return field.attr("type").equals("checkbox") && field.val().isEmpty() ? "on" : field.val();
  }

  static void set(List<String> fields, String name, String value) {
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equals(name)) {
        fields.set(i + 1, value);
        return;
      }
    }
    fields.add(name);
    fields.add(value);
  }

  private AdminResponse post(String path, List<String> fields) {
    return submit(path, fields.toArray(String[]::new));
  }

  private JsonNode service(String id) {
    return json(get("services/" + id));
  }

  @Test
  void A_19_add_opens_a_dialog_that_is_saved_with_a_name_and_an_address() {
    Document dialog = page("services/new");
    PageRules.check(dialog);
    List<String> fields = fields(dialog);
    set(fields, "name", "Orders");
    set(fields, "url", receiver.url("/in"));

    AdminResponse saved = post("services", fields);

    assertThat(saved.status()).as(text(saved)).isEqualTo(200);
    assertThat(saved.headers().get("HX-Trigger"))
        .contains("closeDialog", "servicesChanged", "Orders");
    assertThat(json(get("services")).at("/services/0/name").asText()).isEqualTo("Orders");
  }

  @Test
  void what_is_wrong_is_said_at_each_field_and_nothing_is_saved() {
    List<String> fields = fields(page("services/new"));
    set(fields, "url", "ftp://x");
    set(fields, "body", "{ \"a\": \"{{titel}}\"");

    AdminResponse refused = post("services", fields);

    Document form = html(refused);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(form.select("#f-name-e").text()).isEqualTo("Enter a name.");
    assertThat(form.select("#f-url-e").text())
        .isEqualTo("Start the address with https:// or http://.");
    assertThat(form.select("[name=url]").attr("aria-invalid")).isEqualTo("true");
    assertThat(form.select("#f-body-e").text()).isNotEmpty();
    assertThat(form.select("[role=alert]").text()).contains("fields need attention");
    assertThat(form.select("[name=url]").val()).isEqualTo("ftp://x");
    assertThat(json(get("services")).path("services")).isEmpty();
  }

  static List<String> documents() {
    return List.of(
        "'eventTypes': ['order.*', 'order.paid'], 'headers': [{'name': 'X-A', 'value': '1'}, {'name':"
            + " 'Authorization', 'value': 'Bearer hush-hush', 'secret': true}], 'queryParams': [{'name':"
            + " 'k', 'value': 'v'}]",
        "'check': {'type': 'content', 'contains': 'ok', 'ignoreStatus': true}, 'retry': {'mode':"
            + " 'exponential', 'count': 4, 'initialInterval': 5, 'factor': 2.5, 'maxInterval': 600,"
            + " 'jitter': 10}, 'timeout': 2.5",
        "'secret': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'signature': 'standard-webhooks',"
            + " 'concurrency': 3, 'rate': [{'count': 5, 'per': 'second'}, {'count': 100, 'per':"
            + " 'minute'}], 'ordered': false, 'timeFormat': 'epochMillis'",
        "'rules': [{'when': {'status': '404'}, 'then': 'stop', 'say': 'Gone'}], 'condition':"
            + " {'field': 'data.rows', 'greater': 5}, 'limits': {'maxBytes': 2000, 'keywords':"
            + " ['alert'], 'withoutKeyword': 'send'}",
        "'batchSize': 10, 'batchWait': 2.5, 'owner': {'name': 'ann', 'type': 'user'}, 'tags': [], 'extension': {'a':"
            + " 1}, 'description': 'Two\\nlines', 'enabled': false, 'method': 'PUT'",
        "'oauth2': {'tokenUrl': 'https://127.0.0.1/token?a=b', 'clientId': 'shop', 'clientSecret':"
            + " 'hush-hush', 'scope': 'a b', 'audience': 'c', 'clientAuthentication': 'body'}");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void a_form_that_nobody_touched_changes_nothing(String more) {
    var made =
        post("services", "{'name': 'S', 'url': '" + receiver.url("/in") + "', " + more + "}");
    assertThat(made.status()).as(text(made)).isEqualTo(201);
    String id = json(made).path("id").asText();
    JsonNode before = service(id);
    String etag = get("services/" + id).headers().get("ETag");

    Document dialog = page("services/" + id + "/edit");
    PageRules.check(dialog);
    AdminResponse saved = post("services/" + id, fields(dialog));

    assertThat(saved.status()).as(text(saved)).isEqualTo(200);
    assertThat(service(id)).isEqualTo(before);
    assertThat(get("services/" + id).headers()).containsEntry("ETag", etag);
  }

  @Test
  void secrets_are_not_in_the_form_and_stay_when_their_fields_are_empty() {
    String id = service(
        "S",
        ", 'secret': 'hush-hush-secret-1', 'signature': 'github', 'headers': [{'name': 'X-Key', 'value':"
            + " 'hush-hush-secret-2', 'secret': true}]");

    Document dialog = page("services/" + id + "/edit");

    assertThat(dialog.html()).doesNotContain("hush-hush");
    post("services/" + id, fields(dialog));
    assertThat(service(id).at("/secret/set").asBoolean()).isTrue();
    assertThat(service(id).at("/headers/0/set").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann%2Eb:p%40ss+w", "ann", "ann:", ":pw"})
  void user_and_password_are_apart_from_the_address_and_stay_exactly_as_typed(String typed) {
    String url = receiver.url("/in?a=%41").replace("://", "://" + typed + "@");
    String id =
        json(post("services", "{'name': 'S', 'url': '" + url + "'}")).path("id").asText();
    String etag = get("services/" + id).headers().get("ETag");

    Document dialog = page("services/" + id + "/edit");

    assertThat(dialog.select("[name=url]").val()).isEqualTo(receiver.url("/in?a=%41"));
    assertThat(dialog.select("[name=authentication] [selected]").val()).isEqualTo("basic");
    assertThat(dialog.html()).doesNotContain("p%40ss", "p@ss");
    if (!typed.startsWith(":")) {
      assertThat(post("services/" + id, fields(dialog)).status()).isEqualTo(200);
      assertThat(get("services/" + id).headers()).containsEntry("ETag", etag);
    }
  }

  @Test
  void user_and_password_that_are_typed_become_the_header() {
    String id = service("S", "");
    List<String> fields = fields(page("services/" + id + "/edit"));
    set(fields, "authentication", "basic");
    assertThat(html(post("services/" + id, fields)).select("#f-basic-user-e").text())
        .isEqualTo("Enter the user, or choose another authentication.");
    set(fields, "basic.user", "ann@example.com");
    set(fields, "basic.password", "p w+:/@%");

    assertThat(post("services/" + id, fields).status()).isEqualTo(200);
    post("services/" + id + "/test", "{}");

    assertThat(receiver.got().get(0).headers())
        .containsEntry(
            "authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("ann@example.com:p w+:/@%".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_token_endpoint_is_entered_and_what_is_wrong_is_said_at_its_fields() {
    String id = service("S", "");
    List<String> fields = fields(page("services/" + id + "/edit"));
    set(fields, "authentication", "oauth2");
    set(fields, "oauth2.tokenUrl", "login.example/token");

    Document form = html(post("services/" + id, fields));
    assertThat(form.select("#f-oauth2-tokenUrl-e").text())
        .isEqualTo("Start the address with https:// or http://.");
    assertThat(form.select("#f-oauth2-clientId-e").text())
        .isEqualTo("Enter the client id that the token endpoint knows.");
    assertThat(form.select("#f-oauth2-clientSecret-e").text())
        .startsWith("Enter the client secret");
    set(fields, "oauth2.tokenUrl", receiver.url("/token"));
    set(fields, "oauth2.clientId", "shop");
    set(fields, "oauth2.clientSecret", "hush-hush");
    assertThat(post("services/" + id, fields).status()).isEqualTo(200);

    Document dialog = page("services/" + id + "/edit");
    assertThat(dialog.html()).doesNotContain("hush-hush");
    assertThat(dialog.select("#f-oauth2-clientSecret-h").text()).startsWith("Stored, with the");
    fields = fields(dialog);
    set(fields, "authentication", "none");
    assertThat(post("services/" + id, fields).status()).isEqualTo(200);
    assertThat(service(id).path("oauth2").isNull()).isTrue();
  }

  @Test
  void who_comes_second_is_told_and_may_save_all_the_same() {
    String id = service("S", "");
    List<String> fields = fields(page("services/" + id + "/edit"));
    send("PATCH", "services/" + id, "{'description': 'by somebody else'}");
    set(fields, "name", "Mine");

    AdminResponse conflict = post("services/" + id, fields);

    assertThat(conflict.status()).isEqualTo(422);
    assertThat(html(conflict).select("#conflict p").text())
        .isEqualTo("ann changed this service at 08:15 UTC, while you had it open.");
    assertThat(html(conflict).select("#conflict button").eachText())
        .containsExactly("Load their version", "Save mine anyway");
    assertThat(service(id).path("name").asText()).isEqualTo("S");
    fields.add("mine");
    fields.add("1");
    assertThat(post("services/" + id, fields).status()).isEqualTo(200);
    assertThat(service(id).path("name").asText()).isEqualTo("Mine");
  }

  @Test
  void a_copy_is_not_switched_on_before_its_secret_header_has_a_value() {
    String id = service("S", ", 'headers': [{'name': 'X-Key', 'value': 'k', 'secret': true}]");
    List<String> fields = fields(page("services/" + id + "/duplicate"));

    assertThat(post("services", fields).status()).isEqualTo(200);
    String copy = json(get("services")).at("/services/1/id").asText();
    var on = submit("services/" + copy + "/enabled", "enabled", "1");
    List<String> again = fields(page("services/" + copy + "/edit"));
    again.add("enabled");
    again.add("1");
    Document refused = html(post("services/" + copy, again));

    String problem = "Enter the value of the header “X-Key”";
    assertThat(on.headers().get("HX-Trigger")).contains("X-Key", "Enter the value");
    assertThat(service(copy).path("enabled").asBoolean()).isFalse();
    assertThat(refused.select(".kv-row .error, .error").text()).contains(problem);
    set(again, "headers.value", "k2");
    assertThat(post("services/" + copy, again).status()).isEqualTo(200);
    assertThat(service(copy).path("enabled").asBoolean()).isTrue();
  }

  @Test
  void a_copy_is_off_has_another_name_and_no_secrets() {
    String id = service("S", ", 'secret': 'hush-hush-secret', 'signature': 'github'");

    Document dialog = page("services/" + id + "/duplicate");

    assertThat(dialog.select("[name=name]").val()).isEqualTo("S (copy)");
    assertThat(dialog.select("#f-enabled").hasAttr("checked")).isFalse();
    assertThat(dialog.text()).contains("Secret values were not copied.");
    assertThat(dialog.select("[name=id]").val()).isEmpty();
  }

  @Test
  void the_preview_shows_what_would_be_sent_and_a_test_sends_it() {
    List<String> fields = fields(page("services/new"));
    set(fields, "name", "Orders");
    set(fields, "url", receiver.url("/in"));
    set(fields, "body", "{\"t\": \"{{title}}\"}");
    set(fields, "sampleType", "order.paid");

    Document preview = html(post("preview", fields));
    Document tested = html(post("test", fields));

    assertThat(preview.select(".http pre").text()).isEqualTo("{\"t\": \"Order 1 was paid\"}");
    assertThat(preview.select("#curl-src").text()).startsWith("curl -X POST");
    assertThat(tested.text()).contains("Test passed");
    assertThat(receiver.got()).hasSize(1);
    assertThat(json(get("services")).path("services")).isEmpty();
  }

  @Test
  void A_52_an_unknown_variable_is_named_with_the_one_that_was_meant() {
    List<String> fields = fields(page("services/new"));
    set(fields, "name", "Orders");
    set(fields, "url", receiver.url("/in"));
    set(fields, "body", "{\"t\": \"{{titel}}\"}");

    assertThat(html(post("preview", fields)).text()).contains("{{titel}}").contains("title");
  }

  @Test
  void N_07_the_editor_says_whether_the_example_would_reach_the_service() {
    List<String> fields = fields(page("services/new"));
    set(fields, "name", "Tasks");
    set(fields, "url", receiver.url("/in"));
    set(fields, "eventScope", "some");
    set(fields, "eventTypes.more", "task.*");
    set(fields, "sampleType", "order.paid");

    assertThat(html(post("why", fields)).text())
        .isEqualTo("This service would not get it."
            + " This service wants the type task.*; the event is order.paid."
            + " 0 other services would get it.");
  }

  @Test
  void a_pasted_address_offers_its_preset_and_a_preset_fills_the_form() {
    var hint = html(submit("recognise", "url", "https://hooks.slack.com/services/T0/B0/x"));
    Document asked = html(submit("presets/slack/fields", "url", ""));

    assertThat(hint.select("#url-preset")).hasSize(1);
    assertThat(asked.select("#preset-use")).hasSize(1);
    assertThat(page("services/new").select(".preset")).hasSizeGreaterThan(15);
  }

  @Test
  void who_may_only_look_cannot_save() {
    List<String> fields = fields(page("services/new"));
    permissions = Set.of(AdminPermission.VIEW);

    assertThat(post("services", fields).status()).isEqualTo(403);
    assertThat(post("test", fields).status()).isEqualTo(403);
    assertThat(page("services/new").select("#editor-save, #editor-test")).isEmpty();
  }

  @Test
  void the_editor_is_in_chinese_too() {
    locale = Locale.SIMPLIFIED_CHINESE;

    assertThat(page("services/new").select("#dlg-title").text()).isEqualTo("添加服务");
  }
}
