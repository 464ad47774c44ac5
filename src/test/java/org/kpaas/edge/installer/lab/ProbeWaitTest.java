package org.kpaas.edge.installer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.Subject;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How long the engineer waits for a site of twenty hosts in which nothing but SSH gets through. The time is told, not
/// judged: it depends on the machine, which here is all twenty hosts at once.
@Tag("lab")
@Timeout(300)
final class ProbeWaitTest {
    @TempDir private Path folder;

    @Test
    void twentyHostsBehindPacketFilters() throws Exception {
        try (ProbeSite site = ProbeSite.up(9, 10, folder)) {
            site.expose(Exposure.INTERFACE);
            for (String host : site.hosts()) {
                site.net.rules(
                        host,
                        """
                        table ip kp_probe {
                            chain in {
                                type filter hook input priority filter; policy drop;
                                tcp dport 22 accept
                                tcp sport 22 accept
                            }
                        }
                        """);
            }
            long start = System.nanoTime();
            List<Reach> reaches = site.probe();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf(
                    "probe of 20 hosts, %d ways, everything filtered: %.1f s%n",
                    reaches.size(), took.toMillis() / 1000.0);
            assertThat(reaches)
                    .filteredOn(it -> it.port() != 22)
                    .allMatch(it -> it.result() == Reach.Result.FILTERED);
            assertThat(reaches)
                    .filteredOn(it -> it.from().kind() == Subject.Kind.NODE)
                    .hasSizeGreaterThan(9 * 9);
        }
    }
}
