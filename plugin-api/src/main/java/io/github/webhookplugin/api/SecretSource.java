package io.github.webhookplugin.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Secrets that the host keeps, and that services use by name: where a setting says {@code ${secret.crm-token}}, requests
 * carry what {@link #secret secret("crm-token")} gives. The plugin never stores it, never shows it, and takes it out of
 * what receivers answer. The host implements this and hands it in with {@link HostContext.Builder#secretSource}.
 *
 * <p>Whoever may change services may use each of these secrets in any of them: give only what is meant for webhooks, and
 * say with {@link #allowedHosts} where it may be sent.
 *
 * <p>Called on the thread that opens the channel, on those of admins who save or try a service, and about once a minute
 * on a thread of the plugin's own, for names that are in use only. Should answer within seconds. When the channel closes
 * that thread is interrupted.
 */
@FunctionalInterface
public interface SecretSource {
  /**
   * Finds a secret.
   *
   * @param name 1 to 100 letters, digits, {@code .}, {@code _} and {@code -}, as somebody typed it
   * @return the secret as it is today, 1 to 65,536 characters; empty if there is none of this name, or not any more:
   *     services that use it then wait and send nothing
   * @throws Exception if it cannot say at the moment; what it said before stays in use. Only the exception's class is
   *     told on, never its text
   */
  Optional<String> secret(String name) throws Exception;

  /**
   * A folder with a file for each secret, as Docker and Kubernetes mount them: the file's name is the secret's, its
   * content the secret, without a line break at its end. A file that is changed is found within a minute.
   */
  static SecretSource ofFiles(Path folder) {
    return new SecretFiles(folder.toAbsolutePath().normalize());
  }

  /**
   * Says where a secret may be sent. One that is a client secret goes to the token endpoint, and the token that it gets to
   * the service's address: both have to be among these.
   *
   * @param name of a secret that there is
   * @return names of hosts such as {@code api.crm.example}, or {@code *.crm.example} for all below; empty: anywhere
   * @throws Exception as {@link #secret}
   */
  default List<String> allowedHosts(String name) throws Exception {
    return List.of();
  }
}
