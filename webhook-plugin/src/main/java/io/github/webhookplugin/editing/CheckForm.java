package io.github.webhookplugin.editing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to tell that a receiver took a notification: the simple check, and the rules that are asked before it. */
final class CheckForm implements Part {
  static final String CONTENT = "content";

  @Override
  public void fill(Stored document, Inputs form) {
    Stored check = document.object("check");
    form.put("check.type", check.has("type") ? check.text("type") : "success");
    form.put("check.contains", check.text("contains"));
    form.tick("check.ignoreStatus", check.flag("ignoreStatus"));
    form.put("rules", JsonText.of(document.raw("rules")));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    var check = new LinkedHashMap<String, Object>();
    check.put("type", form.text("check.type"));
    if (form.text("check.type").equals(CONTENT)) {
      check.put("contains", form.text("check.contains"));
      check.put("ignoreStatus", form.ticked("check.ignoreStatus"));
    }
    document.put("check", check);
    document.put("rules", form.json("rules", List.of()));
  }
}
