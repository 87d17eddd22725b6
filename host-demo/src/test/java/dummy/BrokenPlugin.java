package dummy;

import org.pf4j.Plugin;

/** One that does not start. */
public class BrokenPlugin extends Plugin {
  @Override
  public void start() {
    throw new IllegalStateException("the licence\nhas expired");
  }
}
