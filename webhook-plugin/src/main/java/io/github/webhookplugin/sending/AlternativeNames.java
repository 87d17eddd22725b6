package io.github.webhookplugin.sending;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;
import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's own check of the host's name leaves out, which comes first: where a certificate has no DNS name among
 * its alternative names, the JDK still looks at the common name (RFC 2818 of 2000). RFC 9110 section 4.3.4 does not. For
 * an address the JDK asks for an alternative name itself. Immutable, shared between threads.
 */
final class AlternativeNames implements HttpClientHostnameVerifier {
  private static final Integer DNS_NAME = 2;

  /** A certificate is for the host by its common name only. */
  static final class CommonNameOnly extends SSLPeerUnverifiedException {
    private static final long serialVersionUID = 1;

    CommonNameOnly() {
      super("no DNS name among the alternative names of the certificate");
    }
  }

  @Override
  public void verify(String host, X509Certificate certificate) throws SSLPeerUnverifiedException {
    if (!isAddress(host) && !namesHosts(certificate)) {
      throw new CommonNameOnly();
    }
  }

  @Override
  public boolean verify(String host, SSLSession session) {
    try {
      verify(host, (X509Certificate) session.getPeerCertificates()[0]);
      return true;
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  static boolean isAddress(String host) {
    return InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host);
  }

  private static boolean namesHosts(X509Certificate certificate) throws SSLPeerUnverifiedException {
    try {
      @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null && names.stream().anyMatch(name -> DNS_NAME.equals(name.get(0)));
    } catch (CertificateParsingException e) {
      throw new SSLPeerUnverifiedException("the alternative names cannot be read");
    }
  }
}
