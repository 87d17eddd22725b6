package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.ResponseCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how to tell that a receiver took a notification. Absent: any status from 200 to 299. */
final class CheckReader {
  static final String STATUS_CODE = "statusCode";
  static final String SUCCESS = "success";
  static final String CONTENT = "content";
  private static final int MAX_CONTAINS = 1_000;
  private static final List<String> FIELDS = List.of("type", "contains", "ignoreStatus");
  private static final Map<String, String> TYPES = types();

  private CheckReader() {}

  static ResponseCheck read(Fields service) {
    return service.object("check").map(CheckReader::check).orElseGet(ResponseCheck.Success::new);
  }

  private static ResponseCheck check(Fields check) {
    check.refuseUnknown(FIELDS);
    if (!check.has("type")) {
      check.problem("type", "Choose a type of check: " + Fields.alternatives(TYPES) + ".");
    }
    var type = check.choice("type", TYPES);
    String contains = check.text("contains", MAX_CONTAINS).orElse("");
    boolean ignoreStatus = check.bool("ignoreStatus").orElse(false);
    if (type.filter(CONTENT::equals).isPresent()) {
      return content(check, contains, ignoreStatus);
    }
    if (type.isPresent() && !contains.isEmpty()) {
      check.problem(
          "contains",
          "Only a check of type “content” looks for a text. Remove it, or" + " change the type.");
    }
    if (type.isPresent() && ignoreStatus) {
      check.problem(
          "ignoreStatus",
          "Only a check of type “content” can ignore the status. Remove"
              + " it, or change the type.");
    }
    return type.filter(STATUS_CODE::equals).isPresent()
        ? new ResponseCheck.StatusCode()
        : new ResponseCheck.Success();
  }

  private static ResponseCheck content(Fields check, String contains, boolean ignoreStatus) {
    if (contains.isBlank()) {
      if (!check.problems().at(check.pointer("contains"))) {
        check.problem("contains", "Enter the text that a successful answer contains.");
      }
      return new ResponseCheck.Success();
    }
    return new ResponseCheck.Content(contains, ignoreStatus);
  }

  private static Map<String, String> types() {
    var types = new LinkedHashMap<String, String>();
    List.of(STATUS_CODE, SUCCESS, CONTENT).forEach(type -> types.put(type, type));
    return types;
  }
}
