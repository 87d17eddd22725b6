package io.github.webhookplugin.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhookplugin.Fastjson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastjsonFormTest {
  private static final String DMS = """
      { "submitterName": "张三", "submitterUid": "167", "category": "Tickets", "event": "Success",
        "eventTime": 1625630049930, "message": "[DMS] Webhook test, code: 144619 ",
        "Module": "Data change", "module": "Data change", "taskId": "T-1",
        "receivers": [ {"name": "xxx1", "uid": "1"} ], "targetUsers": [], "taskName": "Webhook test" }""";

  @ParameterizedTest
  @EnumSource
  void thousands_of_objects_in_hash_order_survive_reading_with_and_without_order(
      Fastjson fastjson) {
    var random = new Random(20260711);
    for (int i = 0; i < 6_000; i++) {
      String stable = FastjsonForm.inHashOrder(new RandomJson(random).object(4));

      assertThat(fastjson.readAndPrint(stable, true)).isEqualTo(stable);
      assertThat(fastjson.readAndPrint(stable, false)).isEqualTo(stable);
    }
  }

  @ParameterizedTest
  @EnumSource
  void thousands_of_objects_as_written_survive_reading_with_order(Fastjson fastjson) {
    var random = new Random(4);
    for (int i = 0; i < 6_000; i++) {
      String stable = FastjsonForm.asWritten(new RandomJson(random).object(4));

      assertThat(fastjson.readAndPrint(stable, true)).isEqualTo(stable);
    }
  }

  @Test
  void thousands_of_objects_survive_the_new_api_of_fastjson_2() {
    var random = new Random(57);
    for (int i = 0; i < 6_000; i++) {
      String stable = FastjsonForm.inHashOrder(new RandomJson(random).object(4));

      assertThat(Fastjson.readAndPrintWithItsNewApi(stable)).isEqualTo(stable);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_order_of_dms_own_sample_does_not_survive_a_receiver_that_forgets_the_flag(
      Fastjson fastjson) {
    String sample = FastjsonForm.asWritten(DMS);

    assertThat(fastjson.readAndPrint(sample, true)).isEqualTo(sample);
    assertThat(fastjson.readAndPrint(sample, false)).isNotEqualTo(sample);
  }

  @ParameterizedTest
  @EnumSource
  void objects_with_up_to_a_thousand_names_survive(Fastjson fastjson) {
    var random = new Random(17);
    for (int names = 1; names <= 1_000; names += 37) {
      String stable = FastjsonForm.inHashOrder(new RandomJson(random).wideObject(names));

      assertThat(fastjson.readAndPrint(stable, false)).isEqualTo(stable);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_character_survives_in_names_and_in_texts(Fastjson fastjson) {
    for (int c = 0; c <= 0xffff; c++) {
      String text = JsonText.json(String.valueOf((char) c));
      String stable = FastjsonForm.inHashOrder(
          "{%s:\"a%s\"}".formatted(text, text.substring(1, text.length() - 1)));

      assertThat(fastjson.readAndPrint(stable, true)).as("U+%04X", c).isEqualTo(stable);
      assertThat(new String(stable.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(stable);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_body_of_megabytes_survives(Fastjson fastjson) {
    String stable = FastjsonForm.inHashOrder(
        "{\"message\":\"" + "中 a\\n".repeat(300_000) + "\",\"n\":" + "7".repeat(2_000) + "}");

    assertThat(fastjson.readAndPrint(stable, false)).isEqualTo(stable);
  }

  @Test
  void the_names_of_dms_are_in_the_order_of_a_hash_map() {
    assertThat(FastjsonForm.inHashOrder(DMS))
        .isEqualTo(
            "{\"receivers\":[{\"uid\":\"1\",\"name\":\"xxx1\"}],\"targetUsers\":[],\"module\":\"Data change\",\"eventTime\":1625630049930,\"taskName\":\"Webhook test\",\"submitterName\":\"张三\",\"category\":\"Tickets\",\"event\":\"Success\",\"message\":\"[DMS] Webhook test, code: 144619 \",\"Module\":\"Data change\",\"taskId\":\"T-1\",\"submitterUid\":\"167\"}");
  }

  @Test
  void as_written_keeps_the_order_and_drops_only_the_blanks() {
    assertThat(FastjsonForm.asWritten("{ \"b\" : [ 1 , true ],\n \"a\" : \" x \" }"))
        .isEqualTo("{\"b\":[1,true],\"a\":\" x \"}");
  }

  @Test
  void members_that_are_null_are_left_out_and_stay_in_lists() {
    assertThat(FastjsonForm.asWritten("{\"a\":null,\"b\":[null,{\"c\":null}],\"d\":\"null\"}"))
        .isEqualTo("{\"b\":[null,{}],\"d\":\"null\"}");
  }

  @Test
  void of_a_name_that_is_there_twice_the_last_value_counts() {
    assertThat(FastjsonForm.asWritten("{\"a\":1,\"b\":2,\"a\":3,\"b\":null}"))
        .isEqualTo("{\"a\":3}");
  }

  @Test
  void numbers_have_no_exponent_and_no_negative_zero() {
    assertThat(
            FastjsonForm.asWritten(
                "[1e3,1.50E+1,-0,-0.0,0e5,0.000000000,1.5,1.50,100.0,-12,123456789012345678901234567890,2E-3]"))
        .isEqualTo(
            "[1000,15.0,0,0.0,0,0.0,1.5,1.50,100.0,-12,123456789012345678901234567890,0.002]");
  }

  @Test
  void a_number_that_fastjson_writes_with_an_exponent_becomes_a_text() {
    assertThat(FastjsonForm.asWritten("[0.00000001,-1e-7,1e400,1e99999999999]"))
        .isEqualTo("[\"0.00000001\",\"-0.0000001\",\"1e400\",\"1e99999999999\"]");
  }

  @Test
  void characters_that_its_versions_escape_in_different_ways_become_blanks() {
    assertThat(
            FastjsonForm.asWritten(
                "[\"a\\u0000b\\u000bc\\u001fd\\u007fe\\u009ff\\u2028g\\u2029h\",\"\\ud83d!\",\"\\ud83d\\ude00\\/\\u4e2d\"]"))
        .isEqualTo("[\"a b c d e f g h\",\"\ufffd!\",\"😀/中\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messageEvent\":{\"@type\":\"java.lang.String\"}}",
        "{\"messageEvent\":{\"\\u0024ref\":\"$\"}}"
      })
  void names_that_fastjson_takes_as_orders_are_refused(String json) {
    assertThatThrownBy(() -> FastjsonForm.inHashOrder(json))
        .isInstanceOf(RenderException.class)
        .hasMessageContainingAll("/messageEvent/", "Rename it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"a\":1", "{\"a\":1} x", "hello"})
  void what_is_no_json_is_refused(String text) {
    assertThatThrownBy(() -> FastjsonForm.inHashOrder(text))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("signature of this service needs");
  }

  @Test
  void names_of_the_same_hash_survive_or_are_refused() {
    for (int names = 2; names <= 128; names *= 2) {
      String json = "{" + String.join(",", sameHash(names)) + "}";
      String stable;
      try {
        stable = FastjsonForm.inHashOrder(json);
      } catch (RenderException refused) {
        assertThat(names).isGreaterThan(8);
        continue;
      }

      for (Fastjson fastjson : Fastjson.values()) {
        assertThat(fastjson.readAndPrint(stable, false)).as(names + " names").isEqualTo(stable);
      }
    }
  }

  private static List<String> sameHash(int count) {
    var names = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var name = new StringBuilder();
      for (int bit = 6; bit >= 0; bit--) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      names.add("\"" + name + "\":" + i);
    }
    assertThat(new HashSet<>(
            names.stream().map(name -> name.substring(0, 16).hashCode()).toList()))
        .hasSize(1);
    return names;
  }
}
