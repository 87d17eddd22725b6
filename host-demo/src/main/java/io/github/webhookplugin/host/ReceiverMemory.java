package io.github.webhookplugin.host;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What one receiver got lately. Bounded, and shared between threads. */
final class ReceiverMemory {
  private static final int MOST_REQUESTS = 100;
  private static final int MOST_IDS = 10_000;
  private static final int MOST_TEXT = 16 * 1024;
  private static final Pattern SECRET =
      Pattern.compile("auth|token|key|secret|passw|cookie|credential", Pattern.CASE_INSENSITIVE);

  private final Clock clock = Clock.systemUTC();
  private final Deque<Map<String, Object>> requests = new ArrayDeque<>();
  private final Map<String, Boolean> ids = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_IDS;
    }
  };

  /** Whether this id comes for the first time. */
  synchronized boolean sees(String id) {
    return ids.put(id, true) == null;
  }

  /** @param verdict what the receiver made of it, for people; may be empty */
  void remember(Context ctx, byte[] body, int status, String verdict) {
    var request = new LinkedHashMap<String, Object>();
    request.put("at", clock.instant().toString());
    request.put("method", ctx.method().name());
    request.put("query", masked(ctx.queryParamMap()));
    request.put("headers", masked(ctx.headerMap()));
    request.put(
        "body", new String(body, 0, Math.min(body.length, MOST_TEXT), StandardCharsets.UTF_8));
    request.put("bodyBytes", body.length);
    request.put("answered", status);
    if (!verdict.isEmpty()) {
      request.put("verdict", verdict);
    }
    add(Collections.unmodifiableMap(request));
  }

  private synchronized void add(Map<String, Object> request) {
    requests.addFirst(request);
    if (requests.size() > MOST_REQUESTS) {
      requests.removeLast();
    }
  }

  /** The newest first. */
  synchronized List<Map<String, Object>> latest() {
    return new ArrayList<>(requests);
  }

  private static Map<String, Object> masked(Map<String, ?> values) {
    var masked = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, value) -> masked.put(name, SECRET.matcher(name).find() ? "***" : value));
    return masked;
  }

  static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
