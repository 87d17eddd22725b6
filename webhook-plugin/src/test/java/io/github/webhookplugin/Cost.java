package io.github.webhookplugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * What something took of the thread that did it: time of the processor, which other programs do not lengthen, and
 * memory that was asked for, whether it was freed since or not.
 *
 * @param bytes allocated
 */
public record Cost<T>(T result, Duration time, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The most that something may take. */
  public record Bound(Duration time, long bytes) {}

  /** Does something, on this thread. */
  public static <T> Cost<T> of(Callable<T> action) {
    long time = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    try {
      T result = action.call();
      return new Cost<>(
          result,
          Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - time),
          THREADS.getCurrentThreadAllocatedBytes() - bytes);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public void assertWithin(Bound bound) {
    assertThat(time).as("time of the processor").isLessThan(bound.time());
    assertThat(bytes).as("allocated bytes").isLessThan(bound.bytes());
  }
}
