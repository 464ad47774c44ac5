package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Are the values that the scripts will get complete and safe? What our own types refuse never comes this far; the cluster's
/// variables were written by somebody else.
final class VariableRules {
    private static final Pattern ADDRESS_NAME = Pattern.compile(".*_(IP|VIP)");

    /// Characters by which a value runs or expands something when the shell reads it (T14).
    private static final Pattern ALIVE = Pattern.compile("[$`;|&<>()\\\\]");

    private VariableRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("VAR-01", VariableRules::addresses).needs("REL-01"),
                Row.site("VAR-02", VariableRules::privateVip).needs("VAR-03"),
                Row.site("VAR-03", VariableRules::publicVip),
                Row.site("VAR-04", VariableRules::cloudcoreNodes).needs("VAR-03"),
                Row.site("VAR-05", VariableRules::edgeCount),
                Row.controlPlane("VAR-08", VariableRules::safe).needs("REL-01"));
    }

    private static CheckResult addresses(HostView host) {
        return host.text(
                FactKeys.CLUSTER_VARIABLES,
                text -> {
                    var variables = ShellVariables.parse(text);
                    List<String> names =
                            variables.raw().keySet().stream()
                                    .filter(name -> ADDRESS_NAME.matcher(name).matches())
                                    .filter(name -> variables.value(name).isPresent())
                                    .toList();
                    List<String> bad =
                            names.stream()
                                    .filter(name -> !isIpv4(variables.value(name).orElseThrow()))
                                    .map(name -> name + "=" + variables.value(name).orElseThrow())
                                    .toList();
                    return host.say()
                            .judge(
                                    bad.isEmpty(),
                                    bad.isEmpty() ? Integer.toString(names.size()) : Listed.of(bad),
                                    "0–255.0–255.0–255.0–255");
                });
    }

    static boolean isIpv4(String text) {
        return Ipv4.parse(text).isPresent();
    }

    /// Guide 2.3: with a load balancer both addresses are the same one.
    private static List<CheckResult> privateVip(Site site, SiteFacts facts) {
        Say say = new Say(Subject.SITE);
        return onCloudCore(
                site,
                cloudCore -> {
                    boolean same = cloudCore.privateVip().equals(cloudCore.publicVip());
                    String found = cloudCore.privateVip().text();
                    String other = cloudCore.publicVip().text();
                    return cloudCore.exposure() == Exposure.LOAD_BALANCER
                            ? say.judge(same, found, other)
                            : say.advise(!same, found, other);
                });
    }

    private static List<CheckResult> publicVip(Site site, SiteFacts facts) {
        Say say = new Say(Subject.SITE);
        return List.of(
                site.cloudCore()
                        .map(it -> say.passed(it.publicVip().text()))
                        .orElseGet(() -> say.failed("none", "CLOUDCORE_VIP")));
    }

    private static List<CheckResult> cloudcoreNodes(Site site, SiteFacts facts) {
        boolean chosenByRelease =
                facts.release().map(it -> it.variables().cloudcore1().isEmpty()).orElse(false);
        if (chosenByRelease) {
            return List.of();
        }
        Say say = new Say(Subject.SITE);
        return onCloudCore(
                site,
                cloudCore -> {
                    String names = cloudCore.node1() + ", " + cloudCore.node2();
                    if (cloudCore.node1().equals(cloudCore.node2())) {
                        return say.failed(names, "different");
                    }
                    if (facts.cluster().isEmpty()) {
                        return Row.clusterUnread(facts, say);
                    }
                    var bad = unusable(facts.cluster().get(), cloudCore);
                    return say.judge(
                            bad.isEmpty(),
                            bad.isEmpty() ? names : Listed.of(bad),
                            live(facts.cluster().get()));
                });
    }

    /// CloudCore needs two different cloud nodes that are there and Ready, or it stays Pending (T37, T38).
    private static List<String> unusable(ClusterSnapshot cluster, CloudCore cloudCore) {
        var bad = new ArrayList<String>();
        for (HostName name : List.of(cloudCore.node1(), cloudCore.node2())) {
            Optional<ClusterSnapshot.Node> node = cluster.node(name.text());
            if (!node.map(it -> it.isReady() && !it.isEdge()).orElse(false)) {
                bad.add(name.text());
            }
        }
        return bad;
    }

    private static String live(ClusterSnapshot cluster) {
        return Listed.of(
                ClusterView.cloudNodes(cluster).stream()
                        .filter(ClusterSnapshot.Node::isReady)
                        .map(ClusterSnapshot.Node::name)
                        .toList());
    }

    private static List<CheckResult> edgeCount(Site site, SiteFacts facts) {
        int count = site.edges().size();
        return List.of(new Say(Subject.SITE).judge(count > 0, Integer.toString(count), "1"));
    }

    private static List<CheckResult> onCloudCore(
            Site site, java.util.function.Function<CloudCore, CheckResult> rule) {
        return site.cloudCore().map(rule).stream().toList();
    }

    private static CheckResult safe(HostView host) {
        return host.text(
                FactKeys.CLUSTER_VARIABLES,
                text -> {
                    var variables = ShellVariables.parse(text);
                    List<String> alive =
                            variables.raw().entrySet().stream()
                                    .filter(it -> isAlive(it.getValue()))
                                    .map(java.util.Map.Entry::getKey)
                                    .toList();
                    return host.say()
                            .judge(
                                    alive.isEmpty(),
                                    alive.isEmpty()
                                            ? Integer.toString(variables.raw().size())
                                            : Listed.of(alive),
                                    "A–Z a–z 0–9 . - _ : / ,");
                });
    }

    /// Nothing is alive between single quotes; between double quotes `$` and the backtick are.
    private static boolean isAlive(String raw) {
        String inner = ShellVariables.unquoted(raw);
        if (raw.startsWith("'") && !inner.equals(raw)) {
            return inner.contains("'");
        }
        if (raw.startsWith("\"") && !inner.equals(raw)) {
            return inner.contains("$") || inner.contains("`") || inner.contains("\"");
        }
        return ALIVE.matcher(raw).find();
    }
}
