package io.github.webhookplugin.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  static String described() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getAvailableProcessors() + " cores, "
        + Math.round(system.getTotalMemorySize() / (double) (1L << 30)) + " GB of memory, "
        + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")
        + ", "
        + system.getName() + " " + system.getVersion() + " " + system.getArch()
        + "; load average at the start " + Numbers.decimals(system.getSystemLoadAverage());
  }
}
