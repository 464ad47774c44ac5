package org.kpaas.edge.installer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

final class SecretTest {
    @Test
    void itPrintsAsStarsWhereverItStands() {
        var secret = Secret.of("hidden");
        assertThat(secret).hasToString("***");
        assertThat(new Command(List.of("cat"), secret, Duration.ZERO).toString())
                .contains("***")
                .doesNotContain("hidden");
    }

    @Test
    void itIsWipedWhenClosed() {
        char[] content = "hidden".toCharArray();
        var secret = new Secret(content);
        secret.close();
        assertThat(content).containsOnly('\0');
        assertThat(secret.copy()).containsOnly('\0');
    }

    @Test
    void copiesBelongToWhoeverAsksForThem() {
        var secret = Secret.of("hidden");
        java.util.Arrays.fill(secret.copy(), 'x');
        assertThat(secret.copy()).isEqualTo("hidden".toCharArray());
    }

    @Test
    void itTravelsAsUtf8() {
        assertThat(Secret.of("비밀 ✓").utf8()).isEqualTo("비밀 ✓".getBytes(StandardCharsets.UTF_8));
        assertThat(Secret.NONE.isEmpty()).isTrue();
    }
}
