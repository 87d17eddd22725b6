package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.webhookplugin.api.AdminRequest;
import io.github.webhookplugin.api.AdminResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Bad input that is four times as large takes four times the time and memory, or less: what grows with the square takes
 * sixteen times.
 */
class GrowingRequestsTest extends AdminFixture {
  private static final int SMALL = 200_000;
  private static final int TIMES = 4;
  private static final int RUNS = 3;
  /** Above four by what a shared machine makes of it; far below sixteen. */
  private static final int MOST_TIMES = 8;

  private static final Duration NOISE = Duration.ofMillis(60);
  private static final long SOME_BYTES = 4 << 20;

  /** What repeats, what stands before and behind it, and the request that it is the body of; # is its number. */
  private record Growing(String target, String before, String each, String behind, int small) {
    Growing(String target, String before, String each, String behind) {
      this(target, before, each, behind, SMALL);
    }

    /** Still within the bounds of its field when it is four times as large. */
    Growing within(int length) {
      return new Growing(target, before, each, behind, length);
    }

    byte[] body(int length) {
      int count = Math.max(1, (length - before.length() - behind.length()) / (each.length() + 4));
      String middle = each.contains("#")
          ? String.join(
              "",
              IntStream.range(0, count)
                  .mapToObj(n -> each.replace("#", Integer.toString(n)))
                  .toList())
          : each.repeat(length / each.length());
      return (before + middle + behind)
          .replace("'", "\"")
          .replace("`", "\\\"")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final String SERVICE = "{'name': 'A', 'url': 'https://a.example/', ";

  private static Map<String, Growing> growing() {
    var all = new LinkedHashMap<String, Growing>();
    all.put("one long name", new Growing("services", "{'name': '", "é", "'}"));
    all.put(
        "one long address",
        new Growing("services", "{'name': 'A', 'url': 'https://a.example/", "%41/", "'}"));
    all.put(
        "an address of tags",
        new Growing("services", "{'name': 'A', 'url': 'https://a.example/", "{{title}}", "'}"));
    all.put("a body of tags", service("'body': '[", "{{title}},", "1]'"));
    all.put("a body of open sections", service("'body': '[", "{{#data}}", "1]'"));
    all.put("a body of sections", service("'body': '[", "{{#data.a#}}1,{{/data.a#}}", "1]'"));
    all.put("a body of open braces", service("'body': '", "{{", "'"));
    all.put("a body that is no JSON", service("'body': '", "[1,", "'"));
    all.put(
        "texts within the bounds of a body",
        service(
                "'body': '[",
                "`{{title}} {{data.a}} and some sixty more characters that stand between`, ",
                "]]'")
            .within(15_000));
    all.put(
        "sections within the bounds of a body",
        service(
                "'body': '[",
                "{{#data.a#}}{{.}},{{/data.a#}} `and some sixty characters between`, ",
                "]]'")
            .within(15_000));
    all.put(
        "a list within the bounds of a body",
        service("'body': '{`a`: ", "[", "'").within(15_000));
    all.put("fields that are not there", service("", "'nam#': 1, ", "'namee': 2"));
    all.put(
        "headers",
        service("'headers': [", "{'name': 'X-#', 'value': ''}, ", "{'name': 'Y', 'value': ''}]"));
    all.put(
        "headers of one name",
        service("'headers': [", "{'name': 'X', 'value': '#'}, ", "{'name': 'X', 'value': ''}]"));
    all.put("headers in one text", service("'headers': '", "X-#: y\\n", "'"));
    all.put(
        "parameters",
        service("'queryParams': [", "{'name': '', 'value': '#'}, ", "{'name': '', 'value': 'x'}]"));
    all.put("types", service("'eventTypes': [", "'a.#.*', ", "'x']"));
    all.put("types that are none", service("'eventTypes': [", "#, ", "0]"));
    all.put(
        "filters", service("'eventFilters': [", "{'eventType': '*', 'include': ['x:#']}, ", "{}]"));
    all.put(
        "tokens",
        service("'eventFilters': [{'eventType': '*', 'include': [", "'x#:y', ", "'z']}]"));
    all.put(
        "conditions", service("'condition': {'all': [", "{'field': 'x#', 'equals': 1}, ", "{}]}"));
    all.put("compared values", service("'condition': {'field': 'type', 'in': [", "'#', ", "{}]}"));
    all.put("a long path", service("'condition': {'equals': 1, 'field': 'data", ".a#", "'}"));
    all.put("rules", service("'rules': [", "{'when': {'status': 'x#'}, 'then': 'y'}, ", "{}]"));
    all.put(
        "statuses", service("'rules': [{'then': 'stop', 'when': {'status': '", "200-299,", "'}}]"));
    all.put(
        "an expression",
        service("'rules': [{'then': 'stop', 'when': {'matches': '", "(a?)*", "'}}]"));
    all.put(
        "tests of JSON",
        service(
            "'rules': [{'then': 'stop', 'when': {'json': [",
            "{'pointer': '/#', 'equals': []}, ",
            "{}]}}]"));
    all.put("a saying", service("'rules': [{'then': 'stop', 'say': '", "{x#}", "'}]"));
    all.put("retries", service("'retries': [", "'#', ", "1]"));
    all.put(
        "authorities",
        service(
            "'tls': {'authorities': '",
            "-----BEGIN CERTIFICATE-----\\nAA==\\n-----END CERTIFICATE-----\\n",
            "'}"));
    all.put(
        "an authority",
        service(
            "'tls': {'authorities': '-----BEGIN CERTIFICATE-----\\n",
            "AAAA",
            "\\n-----END CERTIFICATE-----'}"));
    all.put("dashes of authorities", service("'tls': {'authorities': '", "-----BEGIN ", "'}"));
    all.put(
        "services",
        new Growing(
            "import", "{'document': {'services': [", "{'name': 'A#', 'url': 'x'}, ", "{}]}}"));
    all.put(
        "services of one name",
        new Growing(
            "import",
            "{'document': {'services': [",
            "{'name': 'A', 'url': 'https://a.example/#'}, ",
            "{}]}}"));
    all.put("a document in a text", new Growing("import", "{'document': '", "a#: b\\n", "'}"));
    all.put(
        "names in a document", new Growing("import", "{'document': {", "'a#': 1, ", "'a': 1}}"));
    all.put(
        "data of an event",
        new Growing(
            "events/why", "{'event': {'type': '', 'data': {", "'a#': [[]], ", "'a': {}}}}"));
    all.put(
        "recipients of an event",
        new Growing(
            "events/why", "{'event': {'type': 'a', 'recipients': [", "{'id': #}, ", "5]}}"));
    all.put(
        "fields of an event", new Growing("events/why", "{'event': {", "'titl#': 1, ", "'x': 1}}"));
    all.put(
        "an answer to judge",
        new Growing(
            "verdict/preview",
            "{'rules': [{'then': 'x'}], 'answer': {'status': 200, 'text': '",
            "[1,",
            "'}}"));
    all.put("a name twice at the end", new Growing("services", "{", "'a#': 1, ", "'a0': 1}"));
    all.put("escapes", new Growing("services", "{'name': '", "\\u00e9", "\\ud800'}"));
    all.put("digits", new Growing("services", "{'name': ", "7", "}"));
    all.put("brackets", new Growing("services", "{'name': ", "[", "}"));
    all.put("blanks", new Growing("services", "{", " \\n".translateEscapes(), "x"));
    return all;
  }

  private static Growing service(String before, String each, String behind) {
    return new Growing("services", SERVICE + before, each, behind + "}");
  }

  @TestFactory
  Stream<DynamicTest> four_times_the_input_takes_no_more_than_its_part_of_time_and_memory() {
    return growing().entrySet().stream()
        .map(one -> dynamicTest(one.getKey(), () -> {
          Growing growing = one.getValue();
          Cost<AdminResponse> small = least(growing, growing.body(growing.small()));
          Cost<AdminResponse> large = least(growing, growing.body(growing.small() * TIMES));

          assertThat(small.result().status()).as(text(small.result())).isBetween(400, 499);
          assertThat(large.result().status()).isBetween(400, 499);
          assertThat(text(large.result())).hasSizeLessThan(8 * growing.small() * TIMES);
          large.assertWithin(most(small));
        }));
  }

  @Test
  void what_grows_with_the_square_would_be_seen() {
    Cost<String> small = Cost.of(() -> square(2_000));
    Cost<String> large = Cost.of(() -> square(2_000 * TIMES));

    assertThatThrownBy(() -> large.assertWithin(most(small))).isInstanceOf(AssertionError.class);
  }

  private static String square(int length) {
    String text = "";
    for (int i = 0; i < length; i++) {
      text += "x";
    }
    return text;
  }

  private static Cost.Bound most(Cost<?> small) {
    return new Cost.Bound(
        small.time().multipliedBy(MOST_TIMES).plus(NOISE), small.bytes() * MOST_TIMES + SOME_BYTES);
  }

  /** The cheapest of some runs: what the compiler and others on the machine take is not the request's. */
  private Cost<AdminResponse> least(Growing growing, byte[] body) {
    return Stream.generate(() -> Cost.of(() -> asked(growing, body)))
        .limit(RUNS)
        .min(Comparator.comparing(Cost::time))
        .orElseThrow();
  }

  private AdminResponse asked(Growing growing, byte[] body) {
    return webhooks.admin(new AdminRequest(
        "POST",
        "api/v1/" + growing.target(),
        Map.of(),
        Map.of("Content-Type", "application/json"),
        body,
        "ann"));
  }
}
