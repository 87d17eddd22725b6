package io.github.webhookplugin.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file that pages load. Immutable; what {@link #body} and {@link #gzipped} give is not to be changed. */
public final class Asset {
  private final String contentType;
  private final byte[] body;
  private final byte[] gzipped;
  private final String version;

  Asset(String contentType, byte[] body) {
    this.contentType = contentType;
    this.body = body;
    this.gzipped = gzip(body);
    this.version = digest(body);
  }

  public String contentType() {
    return contentType;
  }

  public byte[] body() {
    return body;
  }

  /** The same for a browser that accepts {@code gzip}; say {@code Content-Encoding: gzip} with it. */
  public byte[] gzipped() {
    return gzipped;
  }

  /** A strong entity tag (RFC 9110, section 8.8.3). */
  public String etag() {
    return "\"" + version + "\"";
  }

  /** Changes with the content; pages ask for {@code NAME?v=VERSION}. */
  public String version() {
    return version;
  }

  /**
   * How long a browser may keep it.
   *
   * @param asked the {@code v} that was asked for; null if there was none
   */
  public String cacheControl(@Nullable String asked) {
    return version.equals(asked) ? "public, max-age=31536000, immutable" : "no-cache";
  }

  private static byte[] gzip(byte[] body) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
