package io.github.webhookplugin.rendering;

import com.github.mustachejava.Binding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code a.b.c}: the first name in the innermost scope that knows it, the others strictly inside of it.
 * Immutable, shared between threads.
 */
final class PathBinding implements Binding {
  private final boolean item;
  private final String first;
  private final String[] rest;

  PathBinding(String name) {
    item = name.equals(".");
    String[] names = item ? new String[] {"."} : name.split("\\.");
    first = names[0];
    rest = new String[names.length - 1];
    System.arraycopy(names, 1, rest, 0, rest.length);
  }

  @Override
  public @Nullable Object get(List<Object> scopes) {
    if (item) {
      return item(scopes.get(scopes.size() - 1));
    }
    Object found = find(scopes);
    for (String name : rest) {
      if (!(found instanceof Map<?, ?> map)) {
        return null;
      }
      found = map.get(name);
    }
    return found;
  }

  private static @Nullable Object item(Object scope) {
    return scope instanceof Scope ? null : scope;
  }

  private @Nullable Object find(List<Object> scopes) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Object scope = scopes.get(i);
      if (scope instanceof Scope names) {
        Object found = names.lookup(first);
        if (found != null) {
          return found;
        }
      } else if (scope instanceof Map<?, ?> map) {
        Object found = map.get(first);
        if (found != null || map.containsKey(first)) {
          return found;
        }
      }
    }
    return null;
  }
}
