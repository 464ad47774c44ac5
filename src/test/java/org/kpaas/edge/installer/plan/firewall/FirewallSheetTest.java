package org.kpaas.edge.installer.plan.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.RELEASE;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.SITE;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.balanced;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;

import java.util.List;
import java.util.Optional;

class FirewallSheetTest {
    @Test
    void theEdgesAreLetInOnThePortsOfCloudCore() {
        assertThat(export(Export.UFW, SITE, Role.CONTROL_PLANE))
                .contains("ufw allow proto tcp from 10.0.0.21 to any port 10000")
                .contains("ufw allow proto tcp from 10.0.0.21 to any port 10002")
                .contains("to any port 30000:32767")
                .doesNotContain("10251");
    }

    @Test
    void behindALoadBalancerTheNodePortsAreOpenInsteadOnEveryNode() {
        for (Role role : List.of(Role.CONTROL_PLANE, Role.WORKER)) {
            assertThat(export(Export.UFW, balanced(), role))
                    .contains("port 30000 ", "port 30002 ")
                    .doesNotContain("port 30001 ", "port 10000 ", "port 10002 ");
        }
        assertThat(export(Export.UFW, SITE, Role.WORKER)).doesNotContain("port 30000 ");
    }

    @Test
    void theControlPlaneIsLetInAtTheEdges() {
        assertThat(export(Export.NFTABLES, SITE, Role.EDGE))
                .contains("ip saddr 10.0.0.5 tcp dport 22 accept")
                .doesNotContain("10350");
    }

    @Test
    void aControlPlaneKnownByNameNarrowsNothing() {
        Site named =
                Site.of(
                                "plant-8",
                                new Access(
                                        "cp.example.com",
                                        Port.SSH,
                                        "ubuntu",
                                        new Credential.Agent(),
                                        Optional.empty()))
                        .withEdges(SITE.edges());
        assertThat(export(Export.NFTABLES, named, Role.EDGE))
                .contains("    tcp dport 22 accept")
                .doesNotContain("example");
    }

    @Test
    void rowsOfTheSiteAreOpenToo() {
        Site site =
                SITE.withOwnRows(
                        List.of(
                                new OwnRow(
                                        "edge/udp/5000-5010", List.of("10.7.0.0/16"), "sensors")));
        assertThat(export(Export.NFTABLES, site, Role.EDGE))
                .contains("ip saddr 10.7.0.0/16 udp dport 5000-5010 accept comment \"sensors\"");
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
        String csv = export(Export.CSV, decided, Role.values());
        assertThat(csv).hasLineCount(RELEASE.ports().size() + 1);
        assertThat(csv)
                .contains(
                        "control-plane,tcp,10002,\"cloudHub https port\",vital,yes,no,no,"
                                + "\"10.9.0.0/16\",\"'=cmd, \"\"quoted\"\"\"");
    }

    private static String export(Export tool, Site site, Role... roles) {
        return tool.of(FirewallSheet.of(site, RELEASE), List.of(roles));
    }
}
