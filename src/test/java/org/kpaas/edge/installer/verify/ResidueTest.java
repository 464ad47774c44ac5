package org.kpaas.edge.installer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Ledger;
import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.facts.Trace.Place;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.Residue.Verdict;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Each item of the residue list alone decides the verdict (T88).
class ResidueTest {
    private final Map<Place, Map<String, String>> said = new TreeMap<>();
    private Optional<Problem> unread = Optional.empty();
    private String ledger = "";

    ResidueTest() {
        for (Place place : Place.values()) {
            var values = new TreeMap<String, String>();
            Trace.at(place).forEach(trace -> values.put("trace." + trace.key(), "gone"));
            said.put(place, values);
        }
    }

    @Test
    void nothingLeftIsClean() {
        assertThat(residue().verdict()).isEqualTo(Verdict.CLEAN);
    }

    @ParameterizedTest
    @EnumSource(Trace.class)
    void eachItemAloneIsFound(Trace trace) {
        for (Place place : Place.values()) {
            if (Trace.at(place).contains(trace)) {
                say(place, trace, "left");
                assertThat(residue().verdict()).isEqualTo(Verdict.LEFT);
                assertThat(residue().count(State.LEFT)).isEqualTo(1);
                say(place, trace, "kept");
                assertThat(residue().verdict()).isEqualTo(Verdict.CLEAN);
                values(place).remove("trace." + trace.key());
                assertThat(residue().verdict()).isEqualTo(Verdict.OPEN);
                say(place, trace, "gone");
            }
        }
    }

    @Test
    void aHostThatNobodyCouldAskIsNoProof() {
        unread = Optional.of(Problem.of("facts.truncated", "cp-edge"));
        ledger =
                "1795616039\taaa\tv1.6.0\tcp-edge\t10.0.0.21\n"
                        + "1795616040\tbbb\tdebt\tcp-edge\t10.0.0.21\n";
        assertThat(residue().verdict()).isEqualTo(Verdict.OPEN);
        assertThat(residue().hosts().getLast().debt()).isTrue();
        assertThat(residue().hosts().getLast().in(State.UNKNOWN))
                .hasSize(Trace.at(Place.EDGE).size());
    }

    @Test
    void aResetNodeIsNoDebtAndNoNodeOfTheLedgerAnyMore() {
        ledger = "1\taaa\tv1.6.0\tcp-edge\t10.0.0.21\n2\tbbb\tdebt\tcp-edge\t10.0.0.21\n";
        assertThat(Ledger.read(ledger)).hasSize(1).allMatch(Ledger.Node::debt);
        assertThat(Ledger.read(ledger + "3\tccc\treset\tcp-edge\t10.0.0.21\n")).isEmpty();
        assertThat(
                        Ledger.read(
                                ledger
                                        + "3\tccc\treset\tcp-edge\t10.0.0.21\n"
                                        + "4\tddd\tv1.6.0\tcp-edge\t10.0.0.22\n"))
                .hasSize(1)
                .allMatch(node -> !node.debt() && node.first().equals("ddd"));
    }

    private void say(Place place, Trace trace, String state) {
        values(place).put("trace." + trace.key(), state);
    }

    private Map<String, String> values(Place place) {
        return Objects.requireNonNull(said.get(place));
    }

    private Residue residue() {
        return Residue.of(
                new Traces(
                        Instant.EPOCH,
                        List.of(
                                host("cp", Place.CONTROL_PLANE),
                                host("w1", Place.CLOUD_NODE),
                                edge()),
                        Ledger.read(ledger)));
    }

    private Traces.OnHost edge() {
        Traces.OnHost edge = host("cp-edge", Place.EDGE);
        return unread.isEmpty()
                ? edge
                : new Traces.OnHost(
                        edge.name(), edge.address(), edge.place(), Optional.empty(), unread);
    }

    private Traces.OnHost host(String name, Place place) {
        var facts = new HostFacts(Subject.node(name), values(place), Map.of());
        return new Traces.OnHost(name, "10.0.0.1", place, Optional.of(facts), Optional.empty());
    }
}
