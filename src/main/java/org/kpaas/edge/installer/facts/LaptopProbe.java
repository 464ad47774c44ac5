package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.util.List;

/// The laptop's own attempt to reach CloudCore's public address.
record LaptopProbe(Ipv4 address, int port, Duration limit) {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String LOOPBACK = "127.";

    /// None before CloudCore is set; none on a simulated site whose addresses do not exist.
    static List<LaptopProbe> of(Site site) {
        return site.cloudCore().stream()
                .map(cloudCore -> cloudCore.publicVip())
                .filter(address -> !site.simulated() || address.text().startsWith(LOOPBACK))
                .flatMap(
                        address ->
                                Looker.CLOUDCORE_PORTS.stream()
                                        .map(port -> new LaptopProbe(address, port, LIMIT)))
                .toList();
    }

    /// @throws InterruptedException when cancelled
    Reach attempt() throws InterruptedException {
        Dial dial = Dial.tcp(address.text(), port, limit);
        return Reach.cloudCore(
                Subject.LAPTOP, address + ":" + port, port, dial.result(), dial.detail());
    }
}
