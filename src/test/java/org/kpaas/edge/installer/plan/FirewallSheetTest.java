package org.kpaas.edge.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;

import java.util.List;
import java.util.Optional;

class FirewallSheetTest {
    private static final Release RELEASE = Releases.find("v1.6.0").orElseThrow();
    private static final Site SITE =
            Site.of(
                            "plant-7",
                            new Access(
                                    "10.0.0.5",
                                    Port.SSH,
                                    "ubuntu",
                                    new Credential.Agent(),
                                    Optional.empty()))
                    .withEdges(
                            List.of(
                                    new EdgeNode(
                                            new HostName("edge-1"),
                                            new Ipv4("10.0.0.21"),
                                            Port.SSH,
                                            "ubuntu",
                                            new Credential.Agent(),
                                            EdgeNode.Route.DIRECT)));

    @Test
    void theEdgesAreLetInOnThePortsOfCloudCore() {
        assertThat(FirewallSheet.of(SITE, RELEASE).ufw(Role.CONTROL_PLANE))
                .contains("ufw allow proto tcp from 10.0.0.21 to any port 10000")
                .contains("ufw allow proto tcp from 10.0.0.21 to any port 10002")
                .contains("to any port 30000:32767")
                .doesNotContain("10251");
    }

    @Test
    void theControlPlaneIsLetInAtTheEdges() {
        assertThat(FirewallSheet.of(SITE, RELEASE).nftables(Role.EDGE))
                .contains("ip saddr { 10.0.0.5 } tcp dport 22 accept")
                .doesNotContain("10350");
    }

    @Test
    void everyRowIsInTheTableWithWhatWasDecided() {
        Site decided =
                SITE.withFirewall(
                        List.of(
                                new RowDecision(
                                        "control-plane/tcp/10002",
                                        false,
                                        "=cmd, \"quoted\"",
                                        List.of("10.9.0.0/16"))));
        String csv = FirewallSheet.of(decided, RELEASE).csv();
        assertThat(csv).hasLineCount(RELEASE.ports().size() + 1);
        assertThat(csv)
                .contains(
                        "control-plane,tcp,10002,\"cloudHub https"
                                + " port\",vital,yes,no,\"10.9.0.0/16\",\"'=cmd, \"\"quoted\"\"\"");
    }
}
