package org.kpaas.edge.installer.practice;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.kpaas.edge.installer.site.Ipv4;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The certificate authority of one practice cluster, the API server's certificate and the administrator's, as
/// `kubeadm` makes them. Keys live in memory only.
final class Certificates {
    private static final Duration VALID = Duration.ofDays(365);
    private static final String AUTHORITY = "CN=kubernetes";

    private final SecureRandom random = new SecureRandom();
    private final KeyPair authorityKey;
    private final X509Certificate authority;
    private final Leaf server;
    private final Leaf administrator;

    private record Leaf(KeyPair key, X509Certificate certificate) {}

    /// @param address what the API server's certificate names, besides `kubernetes`
    Certificates(Ipv4 address) {
        try {
            authorityKey = key("EC", 256);
            authority = authority();
            server =
                    leaf(
                            "CN=kube-apiserver",
                            key("EC", 256),
                            KeyPurposeId.id_kp_serverAuth,
                            new GeneralNames(
                                    new GeneralName[] {
                                        new GeneralName(GeneralName.iPAddress, address.text()),
                                        new GeneralName(GeneralName.dNSName, "kubernetes")
                                    }));
            String administratorName = "O=system:masters,CN=kubernetes-admin";
            administrator =
                    leaf(
                            administratorName,
                            key("RSA", 2048),
                            KeyPurposeId.id_kp_clientAuth,
                            new GeneralNames(new GeneralName(new X500Name(administratorName))));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("the certificates of the practice cluster", e);
        }
    }

    /// TLS for the API server; a client certificate is asked for and checked, but not required.
    SSLContext serverContext() throws IOException {
        try {
            KeyStore identity = emptyStore();
            identity.setKeyEntry(
                    "server",
                    server.key().getPrivate(),
                    new char[0],
                    new Certificate[] {server.certificate()});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity, new char[0]);
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("authority", authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), random);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /// The administrator's kubeconfig, as in `/etc/kubernetes/admin.conf`.
    ///
    /// @param url for instance `https://127.64.0.10:6443`
    String kubeconfig(String url) {
        try {
            return """
            apiVersion: v1
            clusters:
            - cluster:
                certificate-authority-data: %s
                server: %s
              name: cluster.local
            contexts:
            - context:
                cluster: cluster.local
                user: kubernetes-admin
              name: kubernetes-admin@cluster.local
            current-context: kubernetes-admin@cluster.local
            kind: Config
            preferences: {}
            users:
            - name: kubernetes-admin
              user:
                client-certificate-data: %s
                client-key-data: %s
            """
                    .formatted(
                            inBase64(pem("CERTIFICATE", authority.getEncoded())),
                            url,
                            inBase64(pem("CERTIFICATE", administrator.certificate().getEncoded())),
                            inBase64(pem("RSA PRIVATE KEY", pkcs1(administrator.key()))));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the kubeconfig of the practice cluster", e);
        }
    }

    private X509Certificate authority()
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X509v3CertificateBuilder builder = builder(AUTHORITY, authorityKey);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return signed(builder);
    }

    private Leaf leaf(String name, KeyPair key, KeyPurposeId purpose, GeneralNames alternatives)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X509v3CertificateBuilder builder = builder(name, key);
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives);
        return new Leaf(key, signed(builder));
    }

    private X509v3CertificateBuilder builder(String name, KeyPair key) {
        Instant from = Instant.now().minus(Duration.ofHours(1));
        return new JcaX509v3CertificateBuilder(
                new X500Name(AUTHORITY),
                new BigInteger(63, random).add(BigInteger.ONE),
                Date.from(from),
                Date.from(from.plus(VALID)),
                new X500Name(name),
                key.getPublic());
    }

    private X509Certificate signed(X509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException {
        var signer =
                new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private KeyPair key(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits, random);
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] pkcs1(KeyPair key) throws IOException {
        return PrivateKeyInfo.getInstance(key.getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
    }

    private static byte[] pem(String kind, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static String inBase64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
