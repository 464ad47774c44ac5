package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

final class KnownHostsTest {
    @TempDir Path folder;

    private static HostKey key() {
        return HostKey.of(TestSshServer.newKey("Ed25519", 0).getPublic());
    }

    @Test
    void withoutAFileNothingIsKnown() throws Exception {
        assertThat(new KnownHosts(folder.resolve("none")).of("host")).isEmpty();
    }

    @Test
    void portsOtherThan22BelongToTheName() {
        assertThat(KnownHosts.name("host", 22)).isEqualTo("host");
        assertThat(KnownHosts.name("10.0.0.5", 2022)).isEqualTo("[10.0.0.5]:2022");
    }

    @Test
    void keysOfOneHostAreFoundAmongOthersAndAroundBrokenLines() throws Exception {
        HostKey first = key();
        HostKey second = key();
        HostKey other = key();
        Path file = folder.resolve("known_hosts");
        Files.writeString(
                file,
                "# comment\n\nhost ssh-ed25519\nhost ssh-ed25519 AAAA\nhost ssh-rsa ***\n"
                        + "name,host ssh-ed25519 "
                        + first.base64()
                        + " comment\n[host]:23 ssh-ed25519 "
                        + other.base64()); // and no line end
        var hosts = new KnownHosts(file);
        hosts.remember("host", second);
        assertThat(hosts.of("host")).containsExactly(first, second);
        assertThat(hosts.of("name")).containsExactly(first);
        assertThat(hosts.of("[host]:23")).containsExactly(other);
        assertThat(hosts.of("hos")).isEmpty();
    }

    @Test
    void aChangedKeyIsComparedWithTheRememberedOneOfItsType() throws Exception {
        HostKey remembered = key();
        var check = new HostKeyCheck(java.util.List.of(remembered));
        var offered = TestSshServer.newKey("Ed25519", 0).getPublic();
        assertThat(check.verify("host", 22, offered)).isFalse();
        assertThat(check.unknown()).isEmpty();
        assertThat(check.changed()).contains(HostKey.of(offered));
        assertThat(check.rememberedFingerprint(HostKey.of(offered)))
                .isEqualTo(remembered.fingerprint());
    }
}
