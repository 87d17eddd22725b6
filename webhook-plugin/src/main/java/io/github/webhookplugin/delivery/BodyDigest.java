package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.SentBody;
import java.util.zip.CRC32C;

/**
 * Tells whether a body that was made again is the one that was sent: its CRC-32C and its length. Against mistakes, not
 * against forgery: what it is compared with is made of the plugin's own records. Pure.
 */
final class BodyDigest {
  private BodyDigest() {}

  /** Never 0 for a body with something in it; 0 for one without. */
  static long of(byte[] body) {
    if (body.length == 0) {
      return 0;
    }
    var crc = new CRC32C();
    crc.update(body, 0, body.length);
    return (long) body.length << 32 | crc.getValue();
  }

  /** What to keep of a body that ended its delivery. */
  static SentBody kept(Route route, Work work, byte[] body) {
    return body.length == 0
        ? SentBody.NONE
        : new SentBody(of(body), keeps(route, work) ? body : null);
  }

  /** Whether it could not be made again of its event alone. What went out with others is sent again one by one. */
  private static boolean keeps(Route route, Work work) {
    return work.frozen() == null
        && work.others().isEmpty()
        && !(route.repeatable(work) && work.ancestry().services().isEmpty());
  }
}
