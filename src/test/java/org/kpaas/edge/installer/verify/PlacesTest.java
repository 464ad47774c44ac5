package org.kpaas.edge.installer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.verify.Places.Place;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.List;
import java.util.Optional;

final class PlacesTest {
    @Test
    void aNodeIsAsWrongAsTheWorstPodOnIt() {
        Places places = places(SampleCluster.withDeviations("gone"));
        assertThat(places.edges()).containsExactly(edge("cp-edge", Verdict.UNHEALTHY));
        assertThat(places.cloud()).extracting(Place::verdict).containsOnly(healthy());
    }

    @Test
    void aNodeThatIsMissingIsThereAndOneThatNobodyPlannedToo() {
        Places places =
                places(
                        new SampleCluster()
                                .withoutNode("cp-edge")
                                .withoutNode("cp-worker-1")
                                .withNode(SampleCluster.edge("raspberrypi")));
        assertThat(places.edges())
                .extracting(Place::name)
                .containsExactly("cp-edge", "raspberrypi");
        assertThat(places.edges().getFirst().verdict()).contains(Verdict.UNHEALTHY);
        assertThat(places.cloud())
                .filteredOn(Place::core)
                .extracting(Place::name)
                .containsExactlyInAnyOrder("cp-master", "cp-worker-1");
    }

    @Test
    void aKnownDeviationIsNoFault() {
        Places places =
                places(
                        new SampleCluster()
                                .add(
                                        "kube-system",
                                        "DaemonSet/nodelocaldns",
                                        "nodelocaldns-cp-edge",
                                        "cp-edge",
                                        ""));
        assertThat(places.edges()).extracting(Place::verdict).containsExactly(healthy());
    }

    @Test
    void beforeAnyVerificationNothingIsKnown() {
        assertThat(Places.of(SampleCluster.SITE, Optional.empty()).edges())
                .isEqualTo(List.of(new Place("cp-edge", "10.0.0.21", false, Optional.empty())));
    }

    private static Optional<Verdict> healthy() {
        return Optional.of(Verdict.HEALTHY);
    }

    private static Place edge(String name, Verdict verdict) {
        return new Place(name, "10.0.0.21", false, Optional.of(verdict));
    }

    private static Places places(SampleCluster cluster) {
        return Places.of(
                SampleCluster.SITE,
                Optional.of(
                        Verifier.judge(
                                SampleCluster.SITE,
                                Releases.find("v1.6.0").orElseThrow(),
                                cluster.snapshot())));
    }
}
