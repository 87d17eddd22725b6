package dummy;

import org.pf4j.Plugin;

/** Started and stopped by PF4J; its end leaves a file, where a test in another class loader can look. */
public class DummyPlugin extends Plugin {
  @Override
  public void stop() {
    DummyExtension.closed();
  }
}
