package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Is CloudCore's address free, its own, and bound where it should be? A wrong one can take the whole cluster down (T45).
final class AddressRules {
    private static final String OWN_POOL = "cloudcore";

    private AddressRules() {}

    static List<Row> rows() {
        return List.of(
                Row.site("K8S-08", AddressRules::pools).needs("VAR-03"),
                Row.site("K8S-09", AddressRules::notANode).needs("VAR-03"),
                Row.site("K8S-10", AddressRules::bound).needs("VAR-03"));
    }

    private static Say say() {
        return new Say(Subject.CLUSTER);
    }

    /// MetalLB refuses a pool that overlaps another; the script does not notice, and the address stays pending (T43).
    private static List<CheckResult> pools(Site site, SiteFacts facts) {
        return site.cloudCore().map(cloudCore -> pools(cloudCore, site, facts)).stream().toList();
    }

    private static CheckResult pools(CloudCore cloudCore, Site site, SiteFacts facts) {
        if (facts.controlPlane().isEmpty()) {
            return controlPlaneUnread(site, facts);
        }
        Optional<List<Pool>> live = facts.controlPlane().flatMap(AddressRules::livePools);
        var all = new ArrayList<>(live.orElse(List.of()));
        ShellVariables variables = ShellVariables.ofCluster(facts);
        for (String name : List.of("METALLB_IP_RANGE", "INGRESS_NGINX_IP")) {
            variables.value(name).ifPresent(range -> all.add(new Pool(name, range)));
        }
        if (live.isEmpty() && all.isEmpty()) {
            return say().unknown(Why.FACT_MISSING);
        }
        Ipv4 vip = cloudCore.privateVip();
        return all.stream()
                .filter(pool -> Ranges.contains(pool.range(), vip))
                .findFirst()
                .map(pool -> say().failed(vip.text(), pool.name() + " " + pool.range()))
                .orElseGet(() -> say().passed(vip.text()));
    }

    private record Pool(String name, String range) {}

    /// `name:range range;name:range`, without the pool that an earlier run of the same script made.
    private static Optional<List<Pool>> livePools(HostFacts host) {
        return host.value("kube.pools")
                .map(
                        text ->
                                Stream.of(text.split(";", -1))
                                        .filter(it -> it.contains(":"))
                                        .map(it -> it.split(":", 2))
                                        .filter(it -> !it[0].strip().equals(OWN_POOL))
                                        .flatMap(
                                                it ->
                                                        Stream.of(it[1].trim().split(" +"))
                                                                .map(
                                                                        range ->
                                                                                new Pool(
                                                                                        it[0]
                                                                                                .strip(),
                                                                                        range)))
                                        .toList());
    }

    private static List<CheckResult> notANode(Site site, SiteFacts facts) {
        return site
                .cloudCore()
                .map(
                        cloudCore -> {
                            if (facts.cluster().isEmpty()) {
                                return Row.clusterUnread(facts, say());
                            }
                            return Stream.of(cloudCore.privateVip(), cloudCore.publicVip())
                                    .flatMap(vip -> owner(facts, vip).stream())
                                    .findFirst()
                                    .map(clash -> say().failed(clash.address(), clash.owner()))
                                    .orElseGet(() -> say().passed(cloudCore.privateVip().text()));
                        })
                .stream()
                .toList();
    }

    private record Clash(String address, String owner) {}

    private static Optional<Clash> owner(SiteFacts facts, Ipv4 vip) {
        Optional<String> node =
                facts.cluster().stream()
                        .flatMap(it -> it.nodes().stream())
                        .filter(it -> it.internalIps().contains(vip.text()))
                        .map(it -> it.name())
                        .findFirst();
        ShellVariables variables = ShellVariables.ofCluster(facts);
        return node.or(
                        () ->
                                variables.raw().keySet().stream()
                                        .filter(
                                                key ->
                                                        key.matches(
                                                                "(MASTER|WORKER)[0-9]+_NODE_(PUBLIC|PRIVATE)_IP|LOADBALANCER.*"))
                                        .filter(
                                                key ->
                                                        variables
                                                                .value(key)
                                                                .map(vip.text()::equals)
                                                                .orElse(false))
                                        .findFirst())
                .map(owner -> new Clash(vip.text(), owner));
    }

    /// With an interface of its own, the address must be on one: MetalLB does not announce it (T44).
    private static List<CheckResult> bound(Site site, SiteFacts facts) {
        return site
                .cloudCore()
                .filter(it -> it.exposure() == Exposure.INTERFACE)
                .map(it -> bound(it, site, facts))
                .stream()
                .toList();
    }

    private static CheckResult bound(CloudCore cloudCore, Site site, SiteFacts facts) {
        if (facts.controlPlane().isEmpty()) {
            return controlPlaneUnread(site, facts);
        }
        Optional<String> addresses = facts.controlPlane().flatMap(it -> it.value("ip.addresses"));
        if (addresses.isEmpty()) {
            return say().unknown(Why.FACT_MISSING);
        }
        String vip = cloudCore.privateVip().text();
        if (List.of(addresses.get().split(" +")).contains(vip)) {
            return say().passed(vip);
        }
        boolean onlyOne =
                facts.cluster().map(it -> ClusterView.controlPlanes(it).size() == 1).orElse(false);
        return onlyOne ? say().failed(vip, addresses.get()) : say().warned(vip, addresses.get());
    }

    private static CheckResult controlPlaneUnread(Site site, SiteFacts facts) {
        return facts.whyUnread(site.controlPlaneSubject()).isPresent()
                ? say().notAsked(Row.REACH_CONTROL_PLANE)
                : say().unknown(Why.HOST_UNREAD);
    }
}
