package io.github.webhookplugin.receivers.chaos;

import java.io.ByteArrayOutputStream;

/** The little of DER (ITU-T X.690) that a certificate needs. */
final class Der {
  private Der() {}

  static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length >= 0x100) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 0x80) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return tagged(0x30, out.toByteArray());
  }

  static byte[] bits(byte[] content) {
    byte[] whole = new byte[content.length + 1];
    System.arraycopy(content, 0, whole, 1, content.length);
    return tagged(0x03, whole);
  }

  static byte[] nothing() {
    return tagged(0x05, new byte[0]);
  }

  static byte[] oid(int first, int second, int... others) {
    var out = new ByteArrayOutputStream();
    out.write(40 * first + second);
    for (int each : others) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (each >> shift != 0) {
          out.write(0x80 | (each >> shift & 0x7f));
        }
      }
      out.write(each & 0x7f);
    }
    return tagged(0x06, out.toByteArray());
  }
}
