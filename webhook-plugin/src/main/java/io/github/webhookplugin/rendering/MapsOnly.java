package io.github.webhookplugin.rendering;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.util.Wrapper;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets templates look into maps and {@link Scope}s and nothing else: no method or field is ever called. */
final class MapsOnly implements ObjectHandler {
  @Override
  public Binding createBinding(@Nullable String name, TemplateContext context, Code code) {
    return name == null ? scopes -> null : new PathBinding(name);
  }

  @Override
  public Object coerce(Object object) {
    return object;
  }

  @Override
  public String stringify(Object object) {
    return JsonText.text(object);
  }

  @Override
  public Wrapper find(String name, List<Object> scopes) {
    throw unused();
  }

  @Override
  public Writer iterate(Iteration iteration, Writer writer, Object object, List<Object> scopes) {
    throw unused();
  }

  @Override
  public Writer falsey(Iteration iteration, Writer writer, Object object, List<Object> scopes) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("SectionCode and PathBinding do this here");
  }
}
