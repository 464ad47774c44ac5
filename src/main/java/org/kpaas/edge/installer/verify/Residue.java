package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.facts.Trace.Place;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.site.Problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether anything of an edge deployment is left: what was looked for, host by host. It decides whether a reset worked;
/// an exit status never does (T88).
///
/// @param hosts in the order of [Traces]
public record Residue(Instant taken, List<OnHost> hosts) {
    public Residue {
        hosts = List.copyOf(hosts);
    }

    public enum State {
        GONE,
        /// stays by decision: the container runtime, the broker, the boot file's line, the hardening, the affinities
        KEPT,
        LEFT,
        UNKNOWN
    }

    public enum Verdict {
        /// nothing is left, and everything could be told
        CLEAN,
        /// nothing that could be told is left
        OPEN,
        LEFT
    }

    /// @param evidence what was seen, in words of the host; may be empty
    public record Item(Trace trace, State state, String evidence) {}

    /// @param unread why the host could not be asked; all its items are then unknown
    /// @param debt   whether a reset could not reach it and wrote that down (T92)
    public record OnHost(
            String name, Place place, List<Item> items, Optional<Problem> unread, boolean debt) {
        public OnHost {
            items = List.copyOf(items);
        }

        public List<Item> in(State state) {
            return items.stream().filter(item -> item.state() == state).toList();
        }
    }

    /// Pure: the same traces give the same residue.
    public static Residue of(Traces traces) {
        var hosts = new ArrayList<OnHost>();
        for (Traces.OnHost host : traces.hosts()) {
            List<Item> items =
                    Trace.at(host.place()).stream().map(trace -> item(host, trace)).toList();
            boolean debt =
                    host.place() == Place.EDGE
                            && traces.ledger().stream()
                                    .anyMatch(it -> it.debt() && it.hostName().equals(host.name()));
            hosts.add(new OnHost(host.name(), host.place(), items, host.unread(), debt));
        }
        return new Residue(traces.taken(), hosts);
    }

    private static Item item(Traces.OnHost host, Trace trace) {
        State state =
                switch (host.state(trace).orElse("")) {
                    case "gone" -> State.GONE;
                    case "kept" -> State.KEPT;
                    case "left" -> State.LEFT;
                    default -> State.UNKNOWN;
                };
        return new Item(trace, state, host.evidence(trace));
    }

    /// How many items are in a state.
    public int count(State state) {
        return hosts.stream().mapToInt(host -> host.in(state).size()).sum();
    }

    public Verdict verdict() {
        if (count(State.LEFT) > 0) {
            return Verdict.LEFT;
        }
        return count(State.UNKNOWN) > 0 ? Verdict.OPEN : Verdict.CLEAN;
    }
}
