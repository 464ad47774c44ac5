package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.cluster.ClusterDetails;
import org.kpaas.edge.installer.cluster.ClusterDetails.Endpoint;
import org.kpaas.edge.installer.cluster.ClusterDetails.Namespace;
import org.kpaas.edge.installer.cluster.ClusterDetails.Pool;
import org.kpaas.edge.installer.cluster.ClusterDetails.Workload;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Service;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges what a deployment leaves in the cluster besides nodes and pods. A part that could not be read gives one row
/// that says so.
final class ObjectJudge {
    private static final String CLOUDCORE = Expectation.KUBEEDGE + "/cloudcore";
    private static final String POOL = Expectation.METALLB + "/cloudcore";
    private static final String PROXY_LABEL = "service.edgemesh.kubeedge.io/service-proxy-name";
    private static final String BALANCER = "LoadBalancer";

    private final Site site;
    private final Release release;
    private final ClusterSnapshot cluster;
    private final ClusterDetails details;
    private final List<Row> rows = new ArrayList<>();

    ObjectJudge(Site site, Release release, ClusterSnapshot cluster) {
        this.site = site;
        this.release = release;
        this.cluster = cluster;
        this.details = cluster.details();
    }

    List<Row> rows() {
        namespace();
        service();
        proxyLabels();
        pool();
        affinities();
        names(
                RowId.DEFINITION,
                "definition-missing",
                "",
                release.leaves().definitions(),
                details.definitions());
        names(
                RowId.SECRET,
                "secret-missing",
                Expectation.KUBEEDGE + "/",
                release.leaves().secrets(),
                details.secrets());
        names(
                RowId.CONFIGMAP,
                "configmap-missing",
                Expectation.KUBEEDGE + "/",
                release.leaves().configMaps(),
                details.configMaps());
        meshKey();
        return rows;
    }

    private void add(RowId id, String subject, Judgement judgement) {
        rows.add(Row.of(id, subject, judgement));
    }

    /// A namespace that is being deleted takes everything with it (T85).
    private void namespace() {
        if (details.namespaces().isEmpty()) {
            add(RowId.NAMESPACE, Expectation.KUBEEDGE, Judgement.unknown("Active"));
            return;
        }
        String found =
                details.namespaces().get().stream()
                        .filter(it -> it.name().equals(Expectation.KUBEEDGE))
                        .map(Namespace::phase)
                        .findFirst()
                        .orElse("");
        String reason = found.isEmpty() ? "namespace-missing" : "namespace-phase";
        add(RowId.NAMESPACE, Expectation.KUBEEDGE, Judgement.same(found, "Active", reason));
    }

    /// Without the Service there is nothing to say about its parts.
    private void service() {
        Optional<Service> found = cluster.service(Expectation.KUBEEDGE, "cloudcore");
        if (found.isEmpty()) {
            add(RowId.SERVICE, CLOUDCORE, Judgement.bad("service-missing", "", BALANCER));
            return;
        }
        Service service = found.get();
        add(RowId.SERVICE, CLOUDCORE, Judgement.same(service.type(), BALANCER, "service-type"));
        site.cloudCore()
                .map(it -> it.privateVip().text())
                .ifPresent(vip -> add(RowId.SERVICE_ADDRESS, CLOUDCORE, address(service, vip)));
        add(RowId.SERVICE_PORTS, CLOUDCORE, ports(service));
        endpoints();
    }

    private static Judgement address(Service service, String vip) {
        String found = String.join(", ", service.externalIps());
        if (service.externalIps().contains(vip)) {
            return Judgement.healthy(found, vip);
        }
        return found.isEmpty()
                ? Judgement.bad("address-pending", "", vip)
                : Judgement.bad("address-other", found, vip);
    }

    private Judgement ports(Service service) {
        var wanted = new TreeSet<String>();
        release.loadBalancer().forEach((port, node) -> wanted.add(port + ":" + node + "/TCP"));
        return service.ports().containsAll(wanted)
                ? Judgement.healthy(String.join(", ", wanted), String.join(", ", wanted))
                : Judgement.bad(
                        "service-ports",
                        String.join(", ", new TreeSet<>(service.ports())),
                        String.join(", ", wanted));
    }

    private void endpoints() {
        String wanted = Integer.toString(release.versions().cloudcoreReplicas());
        add(
                RowId.SERVICE_ENDPOINTS,
                CLOUDCORE,
                details.endpoints()
                        .map(all -> endpoints(all, release.versions().cloudcoreReplicas()))
                        .orElse(Judgement.unknown(wanted)));
    }

    /// The fewest that any port has.
    private Judgement endpoints(List<Endpoint> all, int replicas) {
        Map<Integer, Integer> byPort = new TreeMap<>();
        all.forEach(it -> byPort.merge(it.port(), it.addresses().size(), Integer::sum));
        int fewest =
                release.loadBalancer().keySet().stream()
                        .map(Integer::valueOf)
                        .mapToInt(port -> byPort.getOrDefault(port, 0))
                        .min()
                        .orElse(0);
        return Judgement.same(
                Integer.toString(fewest), Integer.toString(replicas), "service-endpoints");
    }

    private void proxyLabels() {
        for (String name : List.of("default/kubernetes", CLOUDCORE)) {
            String[] parts = name.split("/", 2);
            cluster.service(parts[0], parts[1])
                    .ifPresent(
                            service ->
                                    add(
                                            RowId.SERVICE_PROXY,
                                            name,
                                            service.labels().containsKey(PROXY_LABEL)
                                                    ? Judgement.HEALTHY
                                                    : Judgement.bad(
                                                            "proxy-label", "", PROXY_LABEL)));
        }
    }

    private void pool() {
        Optional<String> vip = site.cloudCore().map(it -> it.privateVip().text() + "/32");
        if (vip.isEmpty()) {
            return;
        }
        if (details.pools().isEmpty()) {
            add(RowId.POOL, POOL, Judgement.unknown(vip.get()));
            return;
        }
        Optional<Pool> pool =
                details.pools().get().stream()
                        .filter(it -> (it.namespace() + "/" + it.name()).equals(POOL))
                        .findFirst();
        if (pool.isEmpty()) {
            add(RowId.POOL, POOL, Judgement.bad("pool-missing", "", vip.get()));
            return;
        }
        String found = String.join(", ", pool.get().addresses());
        add(RowId.POOL, POOL, Judgement.same(found, vip.get(), "pool-addresses"));
        add(
                RowId.POOL_AUTO,
                POOL,
                Judgement.same(Boolean.toString(pool.get().autoAssign()), "false", "pool-auto"));
    }

    private void affinities() {
        if (details.workloads().isEmpty()) {
            add(RowId.AFFINITY, "DaemonSet", Judgement.unknown(""));
            return;
        }
        Map<String, Workload> byId =
                details.workloads().get().stream()
                        .collect(Collectors.toMap(ObjectJudge::key, it -> it, (a, b) -> a));
        for (Release.Restart patched : release.workloads().restarts()) {
            String kind = patched.daemonSet() ? "DaemonSet" : "Deployment";
            Optional<Workload> workload =
                    Optional.ofNullable(byId.get(kind + " " + patched.workload()));
            // one that is not there has no pods either, and those are missed elsewhere
            workload.ifPresent(
                    it ->
                            add(
                                    RowId.AFFINITY,
                                    patched.workload(),
                                    it.offEdges()
                                            ? Judgement.HEALTHY
                                            : Judgement.bad("affinity", "", kind)));
        }
    }

    private static String key(Workload workload) {
        return workload.kind() + " " + workload.id();
    }

    private void names(
            RowId id,
            String reason,
            String prefix,
            List<String> wanted,
            Optional<List<String>> found) {
        if (found.isEmpty()) {
            add(id, prefix.isEmpty() ? "*" : prefix + "*", Judgement.unknown(""));
            return;
        }
        for (String name : wanted) {
            boolean there = found.get().contains(name);
            add(
                    id,
                    prefix + name,
                    there ? Judgement.healthy(name, name) : Judgement.bad(reason, "", name));
        }
    }

    /// Some versions of the mesh's files have its key in a Secret, some in a ConfigMap.
    private void meshKey() {
        String name = release.leaves().meshKey();
        boolean known = details.secrets().isPresent() && details.configMaps().isPresent();
        boolean there =
                Stream.of(details.secrets(), details.configMaps())
                        .flatMap(Optional::stream)
                        .anyMatch(all -> all.contains(name));
        if (there || known) {
            add(
                    RowId.SECRET,
                    Expectation.KUBEEDGE + "/" + name,
                    there ? Judgement.healthy(name, name) : Judgement.bad("mesh-key", "", name));
        }
    }
}
