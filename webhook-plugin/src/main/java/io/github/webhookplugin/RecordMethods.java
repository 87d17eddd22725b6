package io.github.webhookplugin;

import io.github.webhookplugin.api.OneLine;
import io.github.webhookplugin.api.PublishReceipt;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JDK forget our records. {@code java.lang.runtime.ObjectMethods} keeps, in static method handles, the last
 * type that they were adapted to (seen on JDK 17 in a heap dump): the class whose {@code equals}, {@code hashCode} or
 * {@code toString} was linked last, and with it the class loader of an unloaded plugin. Linking the same methods of a
 * record of the host's class loader takes our place there.
 */
final class RecordMethods {
  private static final Logger log = LoggerFactory.getLogger(RecordMethods.class);

  private RecordMethods() {}

  static void forgetOurs() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle getter =
          lookup.findVirtual(PublishReceipt.class, "eventId", MethodType.methodType(String.class));
      for (String method : new String[] {"equals", "hashCode", "toString"}) {
        ObjectMethods.bootstrap(
            lookup, method, MethodHandle.class, PublishReceipt.class, "eventId", getter);
      }
    } catch (Throwable e) {
      // a JDK that does this differently: at worst one class loader stays until the next reload
      log.debug("the JDK's record methods could not be linked anew", OneLine.trace(e));
    }
  }
}
