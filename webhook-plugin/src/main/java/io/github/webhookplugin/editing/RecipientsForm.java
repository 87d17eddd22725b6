package io.github.webhookplugin.editing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which people are told as well, and whom the body names. */
final class RecipientsForm implements Part {
  static final List<String> GROUPS =
      List.of("sendToRecipients", "sendToAdmins", "sendToOwners", "sendToFollowers");

  @Override
  public void fill(Stored document, Inputs form) {
    GROUPS.forEach(group -> form.tick(group, document.flag(group)));
    form.put("receivers", String.join("\n", document.texts("receivers")));
  }

  @Override
  public void read(Reading form, Map<String, @Nullable Object> document) {
    GROUPS.forEach(group -> document.put(group, form.ticked(group)));
    document.put("receivers", form.inputs().lines("receivers"));
  }
}
