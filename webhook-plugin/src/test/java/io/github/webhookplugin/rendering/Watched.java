package io.github.webhookplugin.rendering;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that a careless engine would call, and that tell of every call which a template has no business to make. */
final class Watched {
  final List<String> calls = new ArrayList<>();
  int looks;

  /** May be asked for a name, whether it has one, whether it is empty, and for all it has. */
  Map<String, Object> map(Map<String, Object> inner) {
    return new BaitedMap(inner);
  }

  /** May be asked for an item and for their number. */
  List<Object> list(List<Object> inner) {
    return new BaitedList(inner);
  }

  private <T> T told(String call, T answer) {
    calls.add(call);
    return answer;
  }

  /** Public, as reflection likes it. */
  public final class BaitedMap extends AbstractMap<String, Object> {
    public final String canary = "CANARY";
    private final Map<String, Object> inner;

    private BaitedMap(Map<String, Object> inner) {
      this.inner = inner;
    }

    public String getCanary() {
      return told("getCanary", "CANARY");
    }

    public String delete() {
      return told("delete", "CANARY");
    }

    @Override
    public Object get(Object key) {
      looks++;
      return inner.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
      looks++;
      return inner.containsKey(key);
    }

    @Override
    public boolean isEmpty() {
      return inner.isEmpty();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return inner.entrySet();
    }

    @Override
    public int size() {
      return told("map.size", inner.size());
    }

    @Override
    public Set<String> keySet() {
      return told("keySet", inner.keySet());
    }

    @Override
    public void clear() {
      told("map.clear", "");
    }

    @Override
    public int hashCode() {
      return told("map.hashCode", 0);
    }

    @Override
    public boolean equals(Object other) {
      return told("map.equals", other == this);
    }

    @Override
    public String toString() {
      return told("map.toString", "CANARY");
    }
  }

  /** As {@link BaitedMap}. */
  public final class BaitedList extends AbstractList<Object> {
    private final List<Object> inner;

    private BaitedList(List<Object> inner) {
      this.inner = inner;
    }

    public String getCanary() {
      return told("list.getCanary", "CANARY");
    }

    @Override
    public Object get(int index) {
      looks++;
      return inner.get(index);
    }

    @Override
    public int size() {
      return inner.size();
    }

    @Override
    public void clear() {
      told("list.clear", "");
    }

    @Override
    public int hashCode() {
      return told("list.hashCode", 0);
    }

    @Override
    public boolean equals(Object other) {
      return told("list.equals", other == this);
    }

    @Override
    public String toString() {
      return told("list.toString", "CANARY");
    }
  }
}
