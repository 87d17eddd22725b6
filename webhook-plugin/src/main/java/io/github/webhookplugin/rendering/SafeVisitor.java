package io.github.webhookplugin.rendering;

import com.github.mustachejava.Code;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultMustache;
import java.util.ArrayList;
import java.util.List;

/** Takes what mustache.java's parser finds on one level of a template; refuses what templates here may not do. */
final class SafeVisitor implements MustacheVisitor {
  private static final Code[] NO_CODES = {};

  private final SafeMustacheFactory factory;
  private final List<Code> codes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  SafeVisitor(SafeMustacheFactory factory) {
    this.factory = factory;
  }

  @Override
  public void write(TemplateContext context, String more) {
    text.append(more);
  }

  @Override
  public void value(TemplateContext context, String variable, boolean encoded) {
    endText();
    codes.add(new ValueCode(context, factory, factory.nextValue()));
  }

  @Override
  public void iterable(TemplateContext context, String variable, Mustache inner) {
    section(context, inner);
  }

  @Override
  public void notIterable(TemplateContext context, String variable, Mustache inner) {
    section(context, inner);
  }

  private void section(TemplateContext context, Mustache inner) {
    endText();
    codes.add(new SectionCode(context, factory, inner, factory.nextSection()));
  }

  @Override
  public void comment(TemplateContext context, String comment) {}

  @Override
  public void eof(TemplateContext context) {}

  @Override
  public Mustache mustache(TemplateContext context) {
    endText();
    return new DefaultMustache(context, factory, codes.toArray(NO_CODES), context.file());
  }

  private void endText() {
    if (text.length() > 0) {
      codes.add(new TextCode(factory.place().literal(text.toString())));
      text.setLength(0);
    }
  }

  @Override
  public void partial(TemplateContext context, String variable, String indent) {
    throw refused("partials");
  }

  @Override
  public void dynamicPartial(TemplateContext context, String variable, String indent) {
    throw refused("partials");
  }

  @Override
  public void extend(TemplateContext context, String variable, Mustache inner) {
    throw refused("inheritance");
  }

  @Override
  public void name(TemplateContext context, String variable, Mustache inner) {
    throw refused("inheritance");
  }

  @Override
  public void checkName(TemplateContext context, String variable, Mustache inner) {
    throw refused("inheritance");
  }

  @Override
  public void pragma(TemplateContext context, String pragma, String arguments) {
    throw refused("pragmas");
  }

  private static MustacheException refused(String what) {
    return new MustacheException(what + " are not available in templates here");
  }
}
