package org.kpaas.edge.installer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.c2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keadm join --token %s --with-mqtt=false",
                "keadm join --token=%s",
                "\\\"--token %s\\\"",
                "[\"keadm\", \"join\", \"--token\",  \"%s\"]",
                "token: %s",
                "    tokendata: %s",
                "client-key-data: %s",
                "client-certificate-data: %s",
                "psk: %s",
                "PASSWORD = %s",
                "Passwd:'%s'",
                "passphrase=\"%s\"",
                "ansible_become_pass: %s",
                "ANSIBLE_BECOME_PASS=%s",
                "mySecret=%s",
                "http://user:%s@proxy.example:3128/"
            })
    void aSecretIsHiddenWhereverItIsNamed(String line) {
        String secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";
        assertThat(Redaction.redact(line.formatted(secret)))
                .doesNotContain(secret)
                .contains("***")
                .startsWith(line.substring(0, 3));
    }

    @Test
    void aJoinTokenIsHiddenByItsShape() {
        assertThat(Redaction.redact("a " + HASH + "." + JWT + " b")).isEqualTo("a *** b");
        assertThat(Redaction.redact("a " + JWT + " b")).isEqualTo("a *** b");
    }

    @Test
    void aPrivateKeyIsHiddenWhole() {
        assertThat(
                        Redaction.redact(
                                "x -----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"
                                        + "-----END OPENSSH PRIVATE KEY----- y"))
                .isEqualTo("x *** y");
        assertThat(Redaction.redact("-----BEGIN PRIVATE KEY-----\nAAAA")).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TASK [cp/edge/keadm_join : copy keadm token file] ****",
                "changed: [cp-edge-1]",
                "Missing sudo password",
                "https://10.77.0.10:6443/api",
                "passed: 12"
            })
    void ordinaryTextStays(String line) {
        assertThat(Redaction.redact(line)).isEqualTo(line);
    }
}
