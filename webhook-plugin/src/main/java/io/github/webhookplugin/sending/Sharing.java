package io.github.webhookplugin.sending;

import io.github.webhookplugin.model.ServiceId;
import io.github.webhookplugin.model.TlsRules;
import org.apache.hc.core5.http.HttpHost;

/**
 * Who may share a connection: requests of one service to one URL by one set of TLS rules, and nobody else. HttpClient's
 * pool gives a connection only to what equals this. So an answer that a receiver, or another one behind the same
 * gateway, plants behind its own can reach no delivery but one that the same receiver would have answered.
 */
record Sharing(ServiceId service, HttpHost host, String path, TlsRules tls) {
  Sharing(ServiceId service, Target target, TlsRules tls) {
    this(service, target.host(), target.path(), tls);
  }
}
