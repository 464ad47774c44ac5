package org.kpaas.edge.installer.cluster.kube;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whom we believe to be the API server: one with a certificate of the kubeconfig's authorities and of no others, as
/// kubectl does, made out to the name that we expect.
final class ApiTrust {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private ApiTrust() {}

    static TrustManager[] of(Kubeconfig kubeconfig) throws GeneralSecurityException, IOException {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        byte[] pem = Base64.getMimeDecoder().decode(kubeconfig.caData());
        int number = 0;
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))) {
            authorities.setCertificateEntry("ca-" + number++, certificate);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        TrustManager[] managers = factory.getTrustManagers();
        Optional<String> name = kubeconfig.tlsServerName();
        return name.isPresent() && managers[0] instanceof X509ExtendedTrustManager chain
                ? new TrustManager[] {new OtherName(chain, name.get())}
                : managers;
    }

    /// Checks the chain as ever, and the name against the kubeconfig's `tls-server-name` instead of the address: the
    /// HTTP client of the JDK cannot be told another name.
    private static final class OtherName extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager chain;
        private final String name;

        OtherName(X509ExtendedTrustManager chain, String name) {
            this.chain = chain;
            this.name = name;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String authType)
                throws CertificateException {
            chain.checkServerTrusted(certificates, authType);
            if (!names(certificates[0])) {
                throw new CertificateException("the certificate is not made out to " + name);
            }
        }

        @Override
        public void checkServerTrusted(
                X509Certificate[] certificates, String authType, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(certificates, authType);
        }

        @Override
        public void checkServerTrusted(
                X509Certificate[] certificates, String authType, Socket socket)
                throws CertificateException {
            checkServerTrusted(certificates, authType);
        }

        private boolean names(X509Certificate certificate) throws CertificateParsingException {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .filter(
                                    entry ->
                                            entry.get(0).equals(DNS_NAME)
                                                    || entry.get(0).equals(IP_ADDRESS))
                            .anyMatch(entry -> name.equalsIgnoreCase(entry.get(1).toString()));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String authType)
                throws CertificateException {
            chain.checkClientTrusted(certificates, authType);
        }

        @Override
        public void checkClientTrusted(
                X509Certificate[] certificates, String authType, SSLEngine engine)
                throws CertificateException {
            chain.checkClientTrusted(certificates, authType, engine);
        }

        @Override
        public void checkClientTrusted(
                X509Certificate[] certificates, String authType, Socket socket)
                throws CertificateException {
            chain.checkClientTrusted(certificates, authType, socket);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return chain.getAcceptedIssuers();
        }
    }
}
