package io.github.webhookplugin.rendering;

import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import java.io.StringReader;
import java.io.Writer;
import java.util.Iterator;

/**
 * Compiles one scanned template with mustache.java's parser and codes of our own: no files, no class path, no
 * reflection, no functions, no HTML. Made for one template and thrown away.
 */
final class SafeMustacheFactory extends DefaultMustacheFactory {
  private final Place place;
  private final Iterator<Tag> values;
  private final Iterator<Scan.Section> sections;

  private SafeMustacheFactory(Place place, Scan scan) {
    super((String name) -> {
      throw new MustacheException("templates here stand alone");
    });
    this.place = place;
    this.values = scan.values().iterator();
    this.sections = scan.sections().iterator();
    setObjectHandler(new MapsOnly());
    mc.setAllowChangingDelimeters(false);
  }

  /** Compiles a text that was found to be without problems. */
  static Code[] compile(Place place, Scan scan) {
    // Never compile(name): that takes the name for a file
    Mustache compiled =
        new SafeMustacheFactory(place, scan).compile(new StringReader(scan.text()), "template");
    return compiled.getCodes();
  }

  Place place() {
    return place;
  }

  Tag nextValue() {
    return values.next();
  }

  Scan.Section nextSection() {
    return sections.next();
  }

  @Override
  public MustacheVisitor createMustacheVisitor() {
    return new SafeVisitor(this);
  }

  /** Nothing is escaped by the library: every value goes through {@link Place#escape}. */
  @Override
  public void encode(String value, Writer writer) {
    throw new UnsupportedOperationException("values are escaped for their place");
  }
}
