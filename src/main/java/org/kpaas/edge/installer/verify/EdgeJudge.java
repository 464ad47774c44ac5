package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Judges what only the hosts themselves can tell. A fact that is absent makes its row unknown; a host that could not be
/// read has one row that says so.
final class EdgeJudge {
    private static final String MESH_DNS = "169.254.96.16";
    private static final int MESSAGES = 10_000;

    /// More errors than these in a minute are a burst; single ones come with every short loss of the link.
    private static final int BURST = 10;

    private final Site site;
    private final Release release;
    private final Optional<String> canary;
    private final Optional<SiteFacts> facts;
    private final List<Row> rows = new ArrayList<>();

    /// @param canary what the hosts tried to reach, `tcp:<address>:<port>`
    EdgeJudge(Site site, Release release, Optional<String> canary, Optional<SiteFacts> facts) {
        this.site = site;
        this.release = release;
        this.canary = canary;
        this.facts = facts;
    }

    List<Row> rows() {
        for (Subject edge : site.edgeSubjects()) {
            read(edge).ifPresent(host -> edge(edge.label(), host));
        }
        facts.flatMap(SiteFacts::controlPlane)
                .ifPresent(
                        host ->
                                canary(
                                        RowId.CLOUD_CANARY,
                                        site.controlPlaneSubject().label(),
                                        host));
        return rows;
    }

    private Optional<HostFacts> read(Subject edge) {
        if (facts.isEmpty()) {
            add(RowId.EDGE_READ, edge.label(), Judgement.waiting("edge-reading", "", ""));
            return Optional.empty();
        }
        Optional<HostFacts> host = facts.get().host(edge);
        String why =
                Optional.ofNullable(facts.get().unread().get(edge.id()))
                        .map(Problem::code)
                        .orElse("");
        add(
                RowId.EDGE_READ,
                edge.label(),
                host.isPresent()
                        ? Judgement.HEALTHY
                        : Judgement.of(Verdict.UNKNOWN, "edge-unread", why, ""));
        return host;
    }

    private void edge(String name, HostFacts host) {
        add(RowId.EDGE_SERVICES, name, services(host));
        add(
                RowId.EDGE_METASERVER,
                name,
                same(host, FactKeys.META_SERVER, "true", "edge-metaserver"));
        add(RowId.EDGE_API, name, flag(host, FactKeys.EDGE_API, "edge-api"));
        add(RowId.EDGE_DNS, name, dns(host));
        site.cloudCore()
                .map(it -> it.publicVip() + ":" + MESSAGES)
                .ifPresent(
                        server ->
                                add(
                                        RowId.EDGE_SERVER,
                                        name,
                                        same(host, FactKeys.EDGE_SERVER, server, "edge-server")));
        add(RowId.EDGE_CA, name, authority(host));
        add(RowId.EDGE_MESH, name, flag(host, FactKeys.MESH_DEVICE, "edge-mesh"));
        add(RowId.EDGE_LOG, name, log(host));
        canary(RowId.EDGE_CANARY, name, host);
    }

    private void add(RowId id, String subject, Judgement judgement) {
        rows.add(Row.of(id, subject, judgement));
    }

    private static Judgement same(HostFacts host, String key, String wanted, String reason) {
        return host.value(key)
                .map(found -> Judgement.same(found, wanted, reason))
                .orElse(Judgement.unknown(wanted));
    }

    private static Judgement flag(HostFacts host, String key, String reason) {
        return host.flag(key)
                .map(yes -> yes ? Judgement.HEALTHY : Judgement.bad(reason, "", ""))
                .orElse(Judgement.unknown(""));
    }

    /// Mosquitto only where the release installs it.
    private Judgement services(HostFacts host) {
        var wanted = new ArrayList<>(List.of("crio", "edgecore"));
        if (release.installsBroker()) {
            wanted.add("mosquitto");
        }
        String all = String.join(", ", wanted);
        var stopped = new ArrayList<String>();
        for (String service : wanted) {
            Optional<Boolean> active = host.flag(service + ".active");
            if (active.isEmpty()) {
                return Judgement.unknown(all);
            }
            if (!active.get()) {
                stopped.add(service);
            }
        }
        return stopped.isEmpty()
                ? Judgement.healthy(all, all)
                : Judgement.bad("edge-services", String.join(", ", stopped), all);
    }

    /// The mesh's own address has to be asked first.
    private static Judgement dns(HostFacts host) {
        return host.value(FactKeys.CLUSTER_DNS)
                .map(
                        found ->
                                found.startsWith(MESH_DNS)
                                        ? Judgement.healthy(found, MESH_DNS)
                                        : Judgement.bad("edge-dns", found, MESH_DNS))
                .orElse(Judgement.unknown(MESH_DNS));
    }

    private Judgement authority(HostFacts host) {
        Optional<String> ours =
                facts.flatMap(SiteFacts::controlPlane).flatMap(it -> it.value(FactKeys.AUTHORITY));
        Optional<String> trusted = host.value(FactKeys.AUTHORITY);
        if (ours.isEmpty() || trusted.isEmpty()) {
            return Judgement.unknown("");
        }
        return Judgement.same(start(trusted.get()), start(ours.get()), "edge-ca");
    }

    /// Enough of a hash to tell two apart.
    private static String start(String hash) {
        return hash.substring(0, Math.min(16, hash.length()));
    }

    private static Judgement log(HostFacts host) {
        Optional<Long> fatal = host.number(FactKeys.FATAL_LINES);
        Optional<Long> errors = host.number(FactKeys.ERROR_LINES);
        String wanted = "F 0, E < " + BURST;
        if (fatal.isEmpty() || errors.isEmpty()) {
            return Judgement.unknown(wanted);
        }
        String found = "F " + fatal.get() + ", E " + errors.get();
        return fatal.get() == 0 && errors.get() < BURST
                ? Judgement.healthy(found, wanted)
                : Judgement.bad("edge-log", found, wanted);
    }

    private void canary(RowId id, String name, HostFacts host) {
        canary.ifPresent(
                target -> {
                    String address = target.substring("tcp:".length());
                    add(
                            id,
                            name,
                            host.value("tcp." + address)
                                    .filter(found -> !found.equals("not-tried"))
                                    .map(
                                            found ->
                                                    found.equals("open")
                                                            ? Judgement.healthy(found, address)
                                                            : Judgement.bad(
                                                                    "canary", found, address))
                                    .orElse(Judgement.unknown(address)));
                });
    }
}
