package org.kpaas.edge.installer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.FACTS;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.RELEASE;
import static org.kpaas.edge.installer.plan.firewall.SampleSheet.SITE;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.plan.firewall.SampleSheet;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;

import java.util.Arrays;
import java.util.List;

/// What the engineer decided about rows counts in the probe too.
class FlowsTest {
    private static final String API = "control-plane/tcp/6443";
    private static final String RELAY = "control-plane/tcp/20006";
    private static final String VITAL = "control-plane/tcp/10002";

    @Test
    void withoutDecisionsEveryNeededWayAndEveryClosedOneIsTried() {
        assertThat(ways(SITE, API))
                .containsExactlyInAnyOrder("worker-1 > 10.0.0.5", "edge-1 x 10.0.0.5");
        assertThat(ways(SITE, RELAY))
                .containsExactlyInAnyOrder(
                        "edge-1 > 10.0.0.5",
                        "cp-2 > 10.0.0.5",
                        "worker-1 > 10.0.0.5",
                        "10.0.0.5 > 10.0.0.6",
                        "worker-1 > 10.0.0.6");
    }

    @Test
    void aRowThatIsOffIsNotTried() {
        assertThat(ways(decided(new RowDecision(RELAY, false, "no services", List.of())), RELAY))
                .isEmpty();
    }

    @Test
    void aNarrowedRowIsTriedFromTheSourcesThatAreLeft() {
        assertThat(ways(decided(row(RELAY, "10.0.0.8/29", "10.0.0.21")), RELAY))
                .containsExactlyInAnyOrder(
                        "edge-1 > 10.0.0.5", "worker-1 > 10.0.0.5", "worker-1 > 10.0.0.6");
    }

    @Test
    void whatIsVitalIsTriedFromEverySourceAllTheSame() {
        assertThat(ways(decided(SampleSheet.balanced(), row(VITAL, "192.0.2.7")), VITAL))
                .containsExactly("edge-1 > 203.0.113.50");
    }

    @Test
    void aWayThatWasOpenedOnPurposeNeedNotBeClosed() {
        assertThat(ways(decided(row(API, "10.0.0.11", "10.0.0.16/28")), API))
                .containsExactly("worker-1 > 10.0.0.5");
        assertThat(ways(decided(row(API, "0.0.0.0/0")), API))
                .containsExactly("worker-1 > 10.0.0.5");
    }

    @Test
    void ownRowsAreTriedFromTheHostsThatTheyName() {
        var sensors = new OwnRow("worker/udp/5000-5010", List.of("10.0.0.16/28"), "sensors");
        var web = new OwnRow("edge/tcp/8080", List.of(), "web");
        Site site = SITE.withOwnRows(List.of(sensors, web));
        assertThat(ways(site, sensors.row())).containsExactly("edge-1 > 10.0.0.11");
        assertThat(ways(site, web.row())).containsExactly("laptop > 10.0.0.21");
        assertThat(Flows.of(site, RELEASE, FACTS))
                .filteredOn(flow -> flow.row().equals(sensors.row()))
                .extracting(Flow::word)
                .containsExactly("udp:10.0.0.11:5000");
    }

    private static RowDecision row(String id, String... sources) {
        return new RowDecision(id, true, "", List.of(sources));
    }

    private static Site decided(RowDecision... decisions) {
        return decided(SITE, decisions);
    }

    private static Site decided(Site site, RowDecision... decisions) {
        return site.withFirewall(Arrays.asList(decisions));
    }

    /// For instance `edge-1 > 10.0.0.5` for a wanted way, with an `x` for one that must be closed.
    private static List<String> ways(Site site, String row) {
        return Flows.of(site, RELEASE, FACTS).stream()
                .filter(flow -> flow.row().equals(row))
                .map(flow -> flow.from().label() + (flow.wanted() ? " > " : " x ") + flow.address())
                .distinct()
                .toList();
    }
}
