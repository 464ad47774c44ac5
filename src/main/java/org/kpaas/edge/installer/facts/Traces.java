package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.facts.Trace.Place;
import org.kpaas.edge.installer.site.Problem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an edge deployment has left, host by host, at one moment: the control plane first, then the other nodes of the
/// cluster, then every edge node of the site, of the ledger and of the cluster (T84).
///
/// @param ledger the nodes of earlier runs, as the control plane keeps them
public record Traces(Instant taken, List<OnHost> hosts, List<Ledger.Node> ledger) {
    public Traces {
        hosts = List.copyOf(hosts);
        ledger = List.copyOf(ledger);
    }

    /// @param name    the host's name in the cluster; of the control plane as the site has it
    /// @param address where the control plane reaches it
    /// @param facts   what `script/residue.sh` said there; empty when it could not be asked
    /// @param unread  why it could not
    public record OnHost(
            String name,
            String address,
            Place place,
            Optional<HostFacts> facts,
            Optional<Problem> unread) {
        /// `gone`, `left` or `kept`; empty when it could not be told.
        public Optional<String> state(Trace trace) {
            return facts.flatMap(it -> it.value("trace." + trace.key()));
        }

        /// What was seen, in words of the host: paths, names, counts. May be empty.
        public String evidence(Trace trace) {
            return facts.flatMap(it -> it.value("evidence." + trace.key())).orElse("");
        }

        public boolean has(Trace trace) {
            return state(trace).filter("left"::equals).isPresent();
        }

        /// Whether a kubeconfig lies there: `keadm reset` would then delete the cluster's namespace (T87).
        public boolean hasKubeconfig() {
            return facts.flatMap(it -> it.flag("kubeconfig")).orElse(false);
        }
    }

    public Optional<OnHost> controlPlane() {
        return hosts.stream().filter(host -> host.place() == Place.CONTROL_PLANE).findFirst();
    }

    public List<OnHost> at(Place place) {
        return hosts.stream().filter(host -> host.place() == place).toList();
    }

    public Optional<OnHost> edge(String name) {
        return at(Place.EDGE).stream().filter(host -> host.name().equals(name)).findFirst();
    }
}
