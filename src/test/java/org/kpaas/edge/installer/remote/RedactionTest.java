package org.kpaas.edge.installer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RedactionTest {
    @ParameterizedTest
    @FieldSource("org.kpaas.edge.installer.remote.RedactionSamples#LINES")
    void aSecretIsHiddenWhereverItIsNamed(String line) {
        String secret = RedactionSamples.SECRET;
        assertThat(Redaction.redact(line.formatted(secret)))
                .doesNotContain(secret)
                .contains("***")
                .startsWith(line.substring(0, 3));
    }

    @Test
    void aJoinTokenIsHiddenByItsShape() {
        assertThat(
                        Redaction.redact(
                                "a " + RedactionSamples.HASH + "." + RedactionSamples.JWT + " b"))
                .isEqualTo("a *** b");
        assertThat(Redaction.redact("a " + RedactionSamples.JWT + " b")).isEqualTo("a *** b");
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
    @FieldSource("org.kpaas.edge.installer.remote.RedactionSamples#ORDINARY")
    void ordinaryTextStays(String line) {
        assertThat(Redaction.redact(line)).isEqualTo(line);
    }
}
