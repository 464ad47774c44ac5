package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import javax.net.ssl.X509ExtendedTrustManager;

final class ApiTrustTest {
    private final byte[] pem = TestCertificates.selfSigned("CN=api", "kubernetes", "10.0.0.9");

    ApiTrustTest() throws Exception {}

    @Test
    void aCertificateOfTheAuthorityWithTheNameIsTrusted() {
        assertThatCode(() -> check("kubernetes", pem)).doesNotThrowAnyException();
        assertThatCode(() -> check("10.0.0.9", pem)).doesNotThrowAnyException();
    }

    @Test
    void theSameCertificateUnderAnotherNameIsNot() {
        assertThatThrownBy(() -> check("other", pem)).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> check("api", pem)).isInstanceOf(CertificateException.class);
    }

    @Test
    void theNameAloneDoesNotHelp() throws Exception {
        byte[] stranger = TestCertificates.selfSigned("CN=api", "kubernetes", "10.0.0.9");
        assertThatThrownBy(() -> check("kubernetes", stranger))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void aKubeconfigWithoutItsOwnAuthorityOrWithoutTlsIsNotUsed() {
        assertThat(Kubeconfig.parse(TestApi.kubeconfig("http://localhost:1", pem, ""))).isEmpty();
        assertThat(
                        Kubeconfig.parse(
                                TestApi.kubeconfig("https://localhost:1", pem, "")
                                        .replace("certificate-authority-data", "x")))
                .isEmpty();
        assertThat(Kubeconfig.parse("")).isEmpty();
        assertThat(Kubeconfig.parse("just words")).isEmpty();
    }

    @Test
    void aKubeconfigPrintsNoCredentials() {
        Kubeconfig kubeconfig =
                Kubeconfig.parse(TestApi.kubeconfig("https://localhost", pem, "")).orElseThrow();
        assertThat(kubeconfig).hasToString("Kubeconfig[localhost:443]");
    }

    private void check(String name, byte[] offered) throws Exception {
        Kubeconfig kubeconfig =
                Kubeconfig.parse(
                                TestApi.kubeconfig(
                                        "https://localhost:1", pem, "    tls-server-name: " + name))
                        .orElseThrow();
        var certificate =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(offered));
        ((X509ExtendedTrustManager) ApiTrust.of(kubeconfig)[0])
                .checkServerTrusted(new X509Certificate[] {certificate}, "RSA");
    }
}
