package org.kpaas.edge.installer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.Exposure;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Whatever happens to a probe in the middle, nobody is left listening: when the link breaks, when packets just stop, when
/// the engineer cancels, and when the process that a listener belongs to dies.
@Tag("lab")
@Timeout(300)
final class ProbeCutTest {
    /// Nothing but SSH gets through, so that the attempts last as long as they can.
    private static final String SSH_ONLY =
            """
            table ip kp_probe {
                chain in {
                    type filter hook input priority filter; policy drop;
                    tcp dport 22 accept
                    tcp sport 22 accept
                }
            }
            """;

    private static final String NOTHING = SSH_ONLY.replaceAll("tcp .port 22 accept", "");

    @TempDir private Path folder;
    private ProbeSite site;
    private Map<String, Set<String>> before;
    private Thread probe = Thread.ofVirtual().unstarted(() -> {}); // until it begins

    @BeforeEach
    void probeInTheMiddle() throws Exception {
        site = ProbeSite.up(2, 1, folder);
        site.expose(Exposure.INTERFACE);
        for (String host : site.hosts()) {
            site.net.rules(host, SSH_ONLY);
        }
        before = site.listeners();
    }

    @AfterEach
    void down() throws Exception {
        site.close();
    }

    /// Until somebody listens on every node of the cluster.
    private void begin() throws Exception {
        probe =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        site.probe();
                                    } catch (InterruptedException cancelled) {
                                        // as the engineer wanted
                                    }
                                });
        for (String host : Set.of("master", "worker-1", "worker-2")) {
            Namespaces.await(
                    () -> site.net.listeners(host).stream().anyMatch(it -> it.startsWith("udp")));
        }
        assertThat(probe.isAlive()).isTrue();
    }

    private void nobodyIsLeft() throws Exception {
        Namespaces.await(() -> site.listeners().equals(before));
        probe.join();
        assertThat(site.listeners()).isEqualTo(before);
    }

    @Test
    void whenTheLaptopsSessionsDie() throws Exception {
        begin();
        site.net.kill("master", "sshd: " + Namespaces.USER);
        nobodyIsLeft();
    }

    @Test
    void whenTheLaptopDies() throws Exception {
        begin();
        site.disconnect();
        nobodyIsLeft();
    }

    @Test
    void whenTheSessionsBetweenTheNodesDie() throws Exception {
        begin();
        site.net.kill("worker-1", "sshd: " + Namespaces.USER);
        site.net.kill("worker-2", "sshd: " + Namespaces.USER);
        nobodyIsLeft();
    }

    @Test
    void whenPacketsStop() throws Exception {
        begin();
        for (String host : site.hosts()) {
            site.net.rules(host, NOTHING);
        }
        nobodyIsLeft();
    }

    @Test
    void whenTheShellOfAListenerDies() throws Exception {
        begin();
        site.net.kill("worker-2", "sh -s -- listen");
        nobodyIsLeft();
    }

    @Test
    void whenTheEngineerCancels() throws Exception {
        begin();
        probe.interrupt();
        nobodyIsLeft();
    }

    /// OpenSSH passes no signals on in logins as root.
    @Test
    void whenTheEngineerCancelsAsRoot() throws Exception {
        site.loginAs("root");
        begin();
        probe.interrupt();
        nobodyIsLeft();
    }
}
