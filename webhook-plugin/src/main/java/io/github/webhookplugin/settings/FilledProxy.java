package io.github.webhookplugin.settings;

import io.github.webhookplugin.model.GlobalSettings;
import io.github.webhookplugin.model.Proxy;
import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.settings.HostSecrets.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The general settings with the host's secrets in the password of the proxy, the only one that they have.
 *
 * @param global without the password if it cannot be had: the proxy then says itself what it misses
 * @param problems why it cannot; sentences that hold no secret
 * @param used what was known of each secret that it names
 */
record FilledProxy(GlobalSettings global, List<String> problems, Map<String, Known> used) {

  static FilledProxy of(GlobalSettings global, HostSecrets.Lookup secrets) {
    Proxy proxy = global.egress().proxy();
    Secret written = proxy == null ? null : proxy.password();
    if (proxy == null || written == null || !SecretReference.in(written.reveal())) {
      return new FilledProxy(global, List.of(), Map.of());
    }
    var used = new LinkedHashMap<String, Known>();
    var problems = new ArrayList<String>();
    String filled = SecretReference.filled(written.reveal(), name -> {
      Known known = used.computeIfAbsent(name, secrets::of);
      known.objection(name, proxy.host()).ifPresent(problems::add);
      return known.text() == null ? "" : known.text();
    });
    Secret password = problems.isEmpty() ? Secret.of(filled) : null;
    return new FilledProxy(
        global.with(global.egress().with(proxy.with(password))),
        List.copyOf(problems),
        Map.copyOf(used));
  }
}
