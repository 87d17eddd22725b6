package io.github.webhookplugin.rendering;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A template as somebody who means harm, or sleeps, would write it: pieces that need not fit together. */
record TagSoup(List<String> pieces, String title, Map<String, Object> data)
    implements Hunt.Quarry<TagSoup> {
  /** Whatever a template could reach with; nothing of it may ever be read. */
  static final List<String> REACHING = List.of(
      "{{>canary}}",
      "{{> file:canary.mustache }}",
      "{{>../canary.mustache}}",
      "{{>/etc/hostname}}",
      "{{>META-INF/MANIFEST.MF}}",
      "{{>http://127.0.0.1:{port}/canary}}",
      "{{>*title}}",
      "{{<canary}}{{$a}}x{{/a}}{{/canary}}",
      "{{$title}}x{{/title}}",
      "{{%PRAGMA}}",
      "{{=<% %>=}}",
      "{{=[[ ]]=}}[[title]]",
      "{{title.class.classLoader}}",
      "{{data.getClass.name}}",
      "{{env.PATH}}",
      "{{system.canary}}",
      "{{hostile.canary}}",
      "{{title.bytes}}",
      "{{data.size}}",
      "{{data.clear}}",
      "{{this}}",
      "{{.class}}",
      "{{title()}}",
      "{{data['a']}}",
      "${env:PATH}",
      "#{1+1}",
      "<%= 1 %>",
      "{{@index}}",
      "{{../a}}",
      "{{#each data}}x{{/each}}",
      "{{lookup data a}}",
      "{{title|safe}}",
      "{{ a . b }}");

  private static final List<String> FITTING = List.of(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"",
      "\"a\": ",
      "1",
      "null",
      "\"{{title}}\"",
      "{{title}}",
      "{{{data}}}",
      "{{json data}}",
      "\"{{json data}}\"",
      "\"{{slack title}}\"",
      "{{ce title}}",
      "{{#data.items}}",
      "{{/data.items}}",
      "{{^data.a}}",
      "{{/data.a}}",
      "{{#title}}",
      "{{/title}}",
      "{{.}}",
      "{{! note }}",
      "{{!",
      "{{",
      "}}",
      "}}}",
      "{{{",
      "\\",
      "\\u00",
      "\n",
      " ",
      "\r\n",
      "x",
      "中",
      "\uD83D",
      "\0",
      "\u2028",
      "{{#data}}",
      "{{/data}}",
      "{{^last}},{{/last}}",
      "{{sign}}",
      "{{signTimestamp}}",
      "{{index}}",
      "/",
      "?",
      "#",
      "&",
      "..",
      "%",
      "%2F",
      "@");

  static TagSoup of(Hostile hostile) {
    var pieces = new ArrayList<String>();
    for (int n = 1 + hostile.upTo(11); n > 0; n--) {
      pieces.add(hostile.oneIn(12) ? hostile.oneOf(REACHING) : hostile.oneOf(FITTING));
    }
    return new TagSoup(pieces, hostile.anyText(), hostile.map(3));
  }

  /** Conditions in a list or an object, which may leave a comma, a name or a value too many. */
  static TagSoup ofConditions(Hostile hostile) {
    var pieces = new ArrayList<String>();
    boolean list = hostile.oneIn(2);
    pieces.add(list ? "[" : "{");
    for (int n = hostile.upTo(4); n >= 0; n--) {
      String name = hostile.oneOf(List.of("title", "message", "data.a", "data.b", "actor"));
      String value = hostile.oneOf(List.of("1", "{{title}}", "\"{{data.a}}\"", ""));
      String member = list || value.isEmpty() ? value : "\"m" + n + "\": " + value;
      String comma = hostile.oneOf(List.of(",", ",", ""));
      String way = hostile.oneOf(List.of("#", "#", "^", ""));
      String inner = hostile.oneIn(2) ? comma + member : member + comma;
      pieces.add(way.isEmpty() ? inner : "{{" + way + name + "}}" + inner + "{{/" + name + "}}");
    }
    pieces.add(list ? "]" : "}");
    return new TagSoup(pieces, hostile.oneIn(2) ? "" : hostile.text(), withoutLists(hostile));
  }

  /** A condition is checked as one: what it asks for is there or not, and no list. */
  private static Map<String, Object> withoutLists(Hostile hostile) {
    var data = hostile.map(2);
    data.values().removeIf(List.class::isInstance);
    return data;
  }

  String template() {
    return String.join("", pieces);
  }

  DeliveryModel model() {
    return Samples.model(NotificationEvent.of("task.finished").title(title).data(data));
  }

  @Override
  public List<TagSoup> smaller() {
    var smaller = new ArrayList<TagSoup>();
    for (int i = 0; i < pieces.size(); i++) {
      var fewer = new ArrayList<>(pieces);
      fewer.remove(i);
      smaller.add(new TagSoup(fewer, title, data));
    }
    if (!title.isEmpty()) {
      smaller.add(new TagSoup(pieces, title.substring(1), data));
      smaller.add(new TagSoup(pieces, title.substring(0, title.length() / 2), data));
    }
    if (!data.isEmpty()) {
      smaller.add(new TagSoup(pieces, title, Map.of()));
    }
    return smaller;
  }

  @Override
  public String toString() {
    return "template " + template() + "\ntitle " + JsonText.json(title) + "\ndata " + data;
  }
}
