package org.kpaas.edge.installer.plan.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.FACTS;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.RELEASE;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.SITE;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.balanced;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        Site named =
                balanced()
                        .withFirewall(
                                Stream.of("control-plane", "worker")
                                        .map(
                                                role ->
                                                        new RowDecision(
                                                                role + "/tcp/30000",
                                                                true,
                                                                "",
                                                                List.of("203.0.113.50")))
                                        .toList());
        for (Role role : List.of(Role.CONTROL_PLANE, Role.WORKER)) {
            assertThat(export(Export.UFW, named, role))
                    .contains("from 203.0.113.50 to any port 30000 ")
                    .contains("# no rule for the load balancer on tcp 30002")
                    .doesNotContain("port 30001 ", "port 10000 ", "port 10002 ");
        }
        assertThat(export(Export.UFW, SITE, Role.WORKER)).doesNotContain("30000 ", "30002");
    }

    @Test
    void theControlPlaneIsLetInAtTheEdges() {
        assertThat(export(Export.NFTABLES, SITE, Role.EDGE))
                .contains("ip saddr 10.0.0.5 tcp dport 22 accept")
                .doesNotContain("10350");
    }

    @Test
    void onlyNodePortsAreForAnyoneAndThisIsSaid() {
        for (Export tool : List.of(Export.UFW, Export.NFTABLES, Export.TOFU)) {
            for (Optional<SiteFacts> facts :
                    List.of(Optional.<SiteFacts>empty(), Optional.of(FACTS))) {
                String rules =
                        tool.of(FirewallSheet.of(SITE, RELEASE, facts), List.of(Role.values()));
                assertThat(rules.lines().filter(line -> line.contains("0.0.0.0/0"))).hasSize(3);
                assertThat(rules.lines().filter(line -> line.contains("# open to anyone")))
                        .hasSize(3)
                        .allMatch(line -> line.contains("on tcp 30000-32767: node ports serve"));
            }
        }
    }

    @Test
    void theClusterReachesItsOwnNodesAndNobodyElseDoes() {
        assertThat(export(Export.NFTABLES, SITE, Role.CONTROL_PLANE).lines())
                .filteredOn(line -> line.contains("dport 6443") || line.contains("dport 10250"))
                .extracting(line -> line.strip().split(" ")[2])
                .containsExactly(
                        "10.0.0.5", "10.0.0.6", "10.0.0.11", "10.0.0.5", "10.0.0.6", "10.0.0.11");
    }

    @Test
    void withoutALookTheRulesForNodesAreMissingAndThisIsSaid() {
        FirewallSheet sheet = FirewallSheet.of(SITE, RELEASE, Optional.empty());
        assertThat(Export.UFW.of(sheet, List.of(Role.CONTROL_PLANE)))
                .contains("# no rule for the cluster's nodes on tcp 6443: their addresses")
                .contains("# no rule for the engineers' laptops on tcp 22")
                .contains("ufw allow proto tcp from 10.0.0.21 to any port 20006")
                .doesNotContain("port 6443 comment");
        assertThat(sheet.missing(List.of(Role.WORKER))).containsExactly(Peer.NODES);
        assertThat(
                        FirewallSheet.of(SITE, RELEASE, Optional.of(FACTS))
                                .missing(List.of(Role.WORKER)))
                .isEmpty();
    }

    @Test
    void theFileOfNftSaysThatADropElsewhereWins() {
        assertThat(export(Export.NFTABLES, SITE, Role.EDGE))
                .startsWith("# For the hosts of this role: edge\n")
                .contains("another table or chain of the host drops stays dropped");
    }

    @Test
    void aControlPlaneKnownByNameIsNotOpenToAnyone() {
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
        String rules =
                Export.NFTABLES.of(
                        FirewallSheet.of(named, RELEASE, Optional.empty()), List.of(Role.EDGE));
        assertThat(rules)
                .contains("# no rule for the control plane on tcp 22")
                .doesNotContain("example", "dport 22");
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
                                + "\"10.9.0.0/16\",\"\",\"'=cmd, \"\"quoted\"\"\"");
    }

    private static String export(Export tool, Site site, Role... roles) {
        return tool.of(FirewallSheet.of(site, RELEASE, Optional.of(FACTS)), List.of(roles));
    }
}
