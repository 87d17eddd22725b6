package io.github.webhookplugin.rendering;

import io.github.webhookplugin.api.NotificationEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A body over several events that is well written, with hostile values for each of them. */
record WrittenBatch(List<WrittenBody.Part> parts, List<Of> events, boolean spare)
    implements Hunt.Quarry<WrittenBatch> {
  /** What is different from one event to another. */
  record Of(String title, Map<String, Object> data) {
    NotificationEvent event() {
      return NotificationEvent.of("task.finished").title(title).data(data).build();
    }
  }

  static WrittenBatch of(Hostile hostile) {
    var parts = new ArrayList<WrittenBody.Part>();
    for (int n = hostile.upTo(3); n >= 0; n--) {
      parts.add(WrittenBody.part(hostile, 2, false));
    }
    var events = new ArrayList<Of>();
    for (int n = hostile.upTo(4); n >= 0; n--) {
      events.add(new Of(hostile.anyText(), hostile.map(3)));
    }
    return new WrittenBatch(parts, events, hostile.oneIn(2));
  }

  String template() {
    String comma = spare ? "," : "{{^last}},{{/last}}";
    String each = parts.stream().map(WrittenBody.Part::written).collect(Collectors.joining(", "));
    return "{\"n\": {{eventCount}}, \"outside\": \"{{title}}{{json data}}\", \"s\": \"{{sign}}\", \"all\": [{{#events}}"
        + "{\"i\": {{index}}, \"last\": {{last}}, \"of\": {{eventCount}}, \"parts\": [" + each
        + "]}" + comma
        + "{{/events}}]}";
  }

  /** The whole body, from what the names mean for the request and for each event. */
  Map<String, Object> meant(Meaning request, String sign) {
    var all = new ArrayList<Object>();
    List<Meaning> inside = request.each("events");
    for (Meaning one : inside) {
      var object = new LinkedHashMap<String, Object>();
      object.put("i", one.of("index"));
      object.put("last", one.of("last"));
      object.put("of", one.of("eventCount"));
      object.put("parts", parts.stream().map(part -> part.meant(one)).collect(Collectors.toList()));
      all.add(object);
    }
    var whole = new LinkedHashMap<String, Object>();
    whole.put("n", request.of("eventCount"));
    // no event's own value is found outside of the events
    whole.put("outside", "null");
    whole.put("s", sign);
    whole.put("all", all);
    return whole;
  }

  @Override
  public List<WrittenBatch> smaller() {
    var smaller = new ArrayList<WrittenBatch>();
    for (int i = 0; i < events.size() && events.size() > 1; i++) {
      var fewer = new ArrayList<>(events);
      fewer.remove(i);
      smaller.add(new WrittenBatch(parts, fewer, spare));
    }
    for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
      var fewer = new ArrayList<>(parts);
      fewer.remove(i);
      smaller.add(new WrittenBatch(fewer, events, spare));
    }
    for (int i = 0; i < events.size(); i++) {
      Of one = events.get(i);
      if (!one.title().isEmpty()) {
        smaller.add(with(
            i, new Of(one.title().substring(0, one.title().length() / 2), one.data())));
      }
      for (String key : one.data().keySet()) {
        var fewer = new LinkedHashMap<>(one.data());
        fewer.remove(key);
        smaller.add(with(i, new Of(one.title(), fewer)));
      }
    }
    return smaller;
  }

  private WrittenBatch with(int place, Of event) {
    var others = new ArrayList<>(events);
    others.set(place, event);
    return new WrittenBatch(parts, others, spare);
  }

  @Override
  public String toString() {
    return "template " + template() + "\nevents " + events;
  }
}
