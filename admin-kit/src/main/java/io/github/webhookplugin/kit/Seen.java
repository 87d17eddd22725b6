package io.github.webhookplugin.kit;

import io.github.webhookplugin.api.SettingsField;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody saw in a form of settings, field by field, as digests that the form carries: so that it can tell
 * afterwards what they changed, and what others changed meanwhile. A secret is only known to be there or not. Immutable.
 */
final class Seen {
  /** The name of the form's field; no setting has such a one. */
  static final String NAME = "kit:seen";

  private static final int DIGEST_BYTES = 8;

  private final PostedForm digests;

  private Seen(PostedForm digests) {
    this.digests = digests;
  }

  /** What a posted form says; nothing if it says nothing, as scripts do that know no forms. */
  static Seen in(PostedForm form) {
    String text = form.value(NAME).orElse("");
    return new Seen(PostedForm.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What a form carries that shows these settings. */
  static String text(List<SettingsField> fields, Map<String, Object> stored) {
    return fields.stream()
        .filter(field -> field.type() != SettingsField.Type.OWN_PAGE)
        .map(field -> URLEncoder.encode(field.key(), StandardCharsets.UTF_8) + "="
            + digest(field, stored.get(field.key())))
        .collect(Collectors.joining("&"));
  }

  /** Whether this was a field's value; yes if that is not known. */
  boolean was(SettingsField field, @Nullable Object value) {
    Optional<String> seen = digests.value(field.key());
    return seen.isEmpty() || seen.get().equals(digest(field, value));
  }

  /** Whether the form says anything of a field. */
  boolean knows(SettingsField field) {
    return digests.value(field.key()).isPresent();
  }

  private static String digest(SettingsField field, @Nullable Object value) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256")
          .digest(text(field, value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The same for values that a form cannot tell apart. */
  static String text(SettingsField field, @Nullable Object value) {
    Object whole = value == null ? field.defaultValue().orElse("") : value;
    if (field.type() == SettingsField.Type.BOOLEAN) {
      return String.valueOf(whole.equals(true));
    }
    return whole instanceof List<?> list
        ? list.stream().map(Seen::line).collect(Collectors.joining("\n"))
        : line(whole);
  }

  private static String line(@Nullable Object value) {
    return String.valueOf(value).replace("\r\n", "\n").strip();
  }
}
