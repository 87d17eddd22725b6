package io.github.webhookplugin.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonPatchTest {
  @Test
  void ten_thousand_operations_are_applied_and_one_more_is_refused() {
    var operations = new ArrayList<Object>(Collections.nCopies(10_000, add("/list/-", 1)));

    var after = (Map<?, ?>) applied(Map.of("list", List.of()), operations);

    assertThat((List<?>) after.get("list")).hasSize(10_000);
    operations.add(add("/list/-", 1));
    assertThat(refusal(Map.of("list", List.of()), operations)).satisfies(no -> {
      assertThat(no.conflict()).isFalse();
      assertThat(no).hasMessage("Expected at most 10,000 operations, found 10,001.");
    });
  }

  @Test
  void a_copy_that_doubles_the_document_with_every_step_is_stopped() {
    var operations = new ArrayList<Object>();
    for (int i = 0; i < 60; i++) {
      operations.add(Map.of("op", "copy", "from", "/a", "path", "/a/" + i % 2));
    }

    var no = refusal(Map.of("a", new ArrayList<>(List.of("x".repeat(1_000), 1))), operations);

    assertThat(no.getMessage()).contains("more than 4,000,000 characters");
  }

  @Test
  void a_patch_cannot_grow_a_document_without_bound() {
    var operations = new ArrayList<Object>();
    for (int i = 0; i < 60; i++) {
      operations.add(Map.of("op", "copy", "from", "/a", "path", "/copy" + i));
    }

    var no = refusal(Map.of("a", "x".repeat(100_000)), operations);

    assertThat(no)
        .hasMessage("The patch adds and moves more than 4,000,000 characters. Make it smaller.");
  }

  @Test
  void nothing_is_built_deeper_than_what_can_be_read() {
    var operations = new ArrayList<Object>();
    String path = "";
    for (int i = 0; i < 40; i++) {
      path += "/a";
      operations.add(add(path, Map.of()));
    }

    var no = refusal(Map.of(), operations);

    assertThat(no).hasMessage("Expected at most 32 levels of brackets.");
    assertThat(no.problems().get(0).pointer()).isEqualTo("/31");
  }

  @Test
  void a_very_deep_path_finds_nothing_and_names_itself_shortly() {
    var no = refusal(Map.of("a", 1), List.of(Map.of("op", "remove", "path", "/a".repeat(100_000))));

    assertThat(no.conflict()).isTrue();
    assertThat(no.getMessage()).hasSizeLessThan(200);
  }

  @Test
  void names_that_mean_something_elsewhere_are_names() {
    var operations = List.<Object>of(
        add("/__proto__", Map.of("admin", true)), add("/constructor", 1), add("/toString", 2));

    assertThat(applied(Map.of(), operations))
        .isEqualTo(Map.of("__proto__", Map.of("admin", true), "constructor", 1, "toString", 2));
  }

  @Test
  void slashes_and_tildes_in_names_are_escaped() {
    var document = Map.of("a/b", 1, "m~n", 2, "~1", 3, "", 4, "-", 5);

    var after = applied(
        document,
        List.of(remove("/a~1b"), remove("/m~0n"), remove("/~01"), remove("/"), remove("/-")));

    assertThat(after).isEqualTo(Map.of());
    for (String wrong : List.of("/~2", "/~", "/a~", "a", " /a")) {
      assertThat(refusal(document, List.of(remove(wrong))).conflict()).as(wrong).isFalse();
    }
  }

  @Test
  void an_index_is_digits_without_a_leading_zero_and_a_dash_is_the_end_for_add_alone() {
    var document = Map.of("list", List.of("a", "b"));
    for (String index :
        List.of("-", "2", "01", "-1", "1e0", "+1", " 1", "99999999999999999999", "١")) {
      assertThat(refusal(document, List.of(remove("/list/" + index))).conflict())
          .as(index)
          .isTrue();
    }

    assertThat(applied(document, List.of(add("/list/2", "c"), add("/list/-", "d"))))
        .isEqualTo(Map.of("list", List.of("a", "b", "c", "d")));
    assertThat(refusal(document, List.of(add("/list/3", "c"))).conflict()).isTrue();
  }

  @Test
  void null_is_a_value_and_absence_is_not() {
    var document = new HashMap<String, Object>();
    document.put("there", null);

    var test = new HashMap<String, Object>(Map.of("op", "test", "path", "/there"));
    test.put("value", null);
    assertThat(applied(document, List.of(test))).isEqualTo(document);
    test.put("path", "/absent");
    assertThat(refusal(document, List.of(test)).conflict()).isTrue();
    test.remove("value");
    assertThat(refusal(document, List.of(test)).conflict()).isFalse();
  }

  @Test
  void numbers_are_compared_by_what_they_are_worth_however_large() {
    var huge = new BigInteger("9".repeat(40));
    var document = Map.of("n", 1, "huge", huge, "far", new BigDecimal("1E400"));

    applied(
        document,
        List.of(
            test("/n", new BigDecimal("1.00")),
            test("/huge", new BigDecimal(huge)),
            test("/far", new BigDecimal("10E399"))));

    assertThat(refusal(document, List.of(test("/huge", huge.add(BigInteger.ONE))))
            .conflict())
        .isTrue();
    assertThat(refusal(document, List.of(test("/n", "1"))).conflict()).isTrue();
    assertThat(refusal(document, List.of(test("/far", new BigDecimal("1E2000000000"))))
            .conflict())
        .isTrue();
  }

  @Test
  void lists_are_equal_in_their_order_and_objects_in_any() {
    var document = Map.of("a", Map.of("x", 1, "y", Arrays.asList(1, null)));

    applied(document, List.of(test("/a", Map.of("y", Arrays.asList(1, null), "x", 1))));

    assertThat(refusal(document, List.of(test("/a/y", Arrays.asList(null, 1)))).conflict())
        .isTrue();
  }

  @Test
  void what_is_added_twice_is_two_values() {
    var shared = Map.of("list", List.of(1));

    var after = applied(
        Map.of(),
        List.of(
            add("/a", shared),
            add("/b", shared),
            Map.of("op", "copy", "from", "/a", "path", "/c"),
            add("/a/list/-", 2)));

    assertThat(after)
        .isEqualTo(Map.of("a", Map.of("list", List.of(1, 2)), "b", shared, "c", shared));
  }

  @Test
  void a_value_does_not_move_into_itself_but_may_move_onto_itself() {
    var document = Map.of("a", Map.of("b", 1));

    assertThat(refusal(document, List.of(Map.of("op", "move", "from", "/a", "path", "/a/c")))
            .conflict())
        .isFalse();
    assertThat(applied(document, List.of(Map.of("op", "move", "from", "/a", "path", "/a"))))
        .isEqualTo(document);
  }

  @Test
  void all_that_is_wrong_with_a_patch_is_told_at_once() {
    var no = refusal(
        Map.of(), List.of(Map.of("op", "spam", "path", "x"), 7, Map.of("op", "add", "path", "/a")));

    assertThat(no.problems())
        .extracting("pointer")
        .containsExactly("/0/op", "/0/path", "/1", "/2/value");
  }

  @Test
  void nothing_of_a_patch_that_fails_counts() {
    var document = new HashMap<String, Object>(Map.of("a", new ArrayList<>(List.of(1))));

    refusal(document, List.of(add("/a/-", 2), remove("/nothing")));

    assertThat(document).isEqualTo(Map.of("a", List.of(1)));
  }

  @Test
  void no_value_is_in_what_is_said_of_a_failed_test() {
    var no = refusal(Map.of("a", "hunter2"), List.of(test("/a", "guess")));

    assertThat(no).hasMessage("The test of “/a” failed: another value is there.");
  }

  private static Object applied(Object document, List<?> operations) {
    return JsonPatch.read(operations).applyTo(document);
  }

  private static PatchException refusal(Object document, List<?> operations) {
    return catchThrowableOfType(
        PatchException.class, () -> JsonPatch.read(operations).applyTo(document));
  }

  private static Map<String, Object> add(String path, Object value) {
    return Map.of("op", "add", "path", path, "value", value);
  }

  private static Map<String, Object> test(String path, Object value) {
    return Map.of("op", "test", "path", path, "value", value);
  }

  private static Map<String, Object> remove(String path) {
    return Map.of("op", "remove", "path", path);
  }
}
