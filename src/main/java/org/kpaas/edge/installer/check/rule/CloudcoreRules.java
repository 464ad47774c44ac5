package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Will edges be able to trust the CloudCore that is there, and is EdgeMesh's way private? Before the first deployment
/// there is no CloudCore: its questions do not apply then.
final class CloudcoreRules {
    private static final long MINUTES = 60;

    /// A join takes up to five minutes, and the tasks before it a few more.
    private static final long TOKEN_MINUTES = 15;

    /// This host, link-local, multicast and reserved addresses (RFC 6890).
    private static final Pattern UNREACHABLE =
            Pattern.compile("(0\\.|169\\.254\\.|22[4-9]\\.|2[3-5][0-9]\\.).*");

    private CloudcoreRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("K8S-21", CloudcoreRules::images),
                existing("K8S-22", CloudcoreRules::authorities),
                existing("K8S-23", CloudcoreRules::names),
                Row.controlPlane("K8S-24", CloudcoreRules::meshKey).needs("REL-01"),
                Row.controlPlane("K8S-25", CloudcoreRules::policies),
                existing("K8S-26", CloudcoreRules::token),
                Row.controlPlane("K8S-27", CloudcoreRules::relay)
                        .needs("REL-01", "REL-06", "REL-11", "VAR-01"));
    }

    /// A question about the CloudCore of an earlier deployment, which its namespace tells.
    private static Row existing(String id, Function<HostView, CheckResult> question) {
        return Row.site(
                id,
                (site, facts) ->
                        facts.controlPlane()
                                .map(host -> existing(site, facts, host, question))
                                .orElseGet(
                                        () ->
                                                List.of(
                                                        Row.unread(
                                                                facts,
                                                                site.controlPlaneSubject(),
                                                                Row.REACH_CONTROL_PLANE))));
    }

    private static List<CheckResult> existing(
            Site site, SiteFacts facts, HostFacts host, Function<HostView, CheckResult> question) {
        HostView view = HostView.of(site, facts, site.controlPlaneSubject(), host);
        boolean none = host.value("kube.namespace.kubeedge").map("none"::equals).orElse(false);
        return none ? List.of() : List.of(question.apply(view));
    }

    /// The script waits sixty seconds for CloudCore whatever the pull takes (T39).
    private static CheckResult images(HostView host) {
        return host.release(
                release ->
                        host.names(
                                "images.cloud",
                                present -> {
                                    var missing = new ArrayList<String>();
                                    want(
                                            present,
                                            "cloudcore:v"
                                                    + Versions.bare(release.versions().kubeedge()),
                                            missing);
                                    want(
                                            present,
                                            "edgemesh-agent:v"
                                                    + Versions.bare(release.versions().edgemesh()),
                                            missing);
                                    return host.say()
                                            .advise(
                                                    missing.isEmpty(),
                                                    missing.isEmpty()
                                                            ? "present"
                                                            : Listed.of(missing),
                                                    "present");
                                }));
    }

    private static void want(List<String> present, String image, List<String> missing) {
        if (present.stream().noneMatch(it -> it.endsWith("/" + image) || it.equals(image))) {
            missing.add(image);
        }
    }

    /// Two CloudCores that start together make a certificate authority each, and the last one written wins (T40). What the
    /// secret holds, what the join token expects and what each CloudCore shows must be one.
    private static CheckResult authorities(HostView host) {
        return host.value(
                "kubeedge.ca",
                secret ->
                        host.value(
                                "kubeedge.token.ca",
                                token ->
                                        host.names(
                                                "kubeedge.served.ca",
                                                served -> {
                                                    var all =
                                                            new ArrayList<>(List.of(secret, token));
                                                    all.addAll(served);
                                                    long kinds = Set.copyOf(all).size();
                                                    return host.say()
                                                            .judge(
                                                                    kinds == 1,
                                                                    Long.toString(kinds),
                                                                    "1");
                                                })));
    }

    /// Edges refuse a certificate that is not for the address which they connect to (T41).
    private static CheckResult names(HostView host) {
        return host.names(
                "kubeedge.cert.names",
                names -> {
                    Optional<String> vip = host.site().cloudCore().map(it -> it.publicVip().text());
                    String found = names.isEmpty() ? "none" : Listed.of(names);
                    return vip.isEmpty()
                            ? host.say().passed(found)
                            : host.say().judge(names.contains(vip.get()), found, vip.get());
                });
    }

    /// With the key of the public sources anyone who reaches port 20006 may join the mesh (T50).
    private static CheckResult meshKey(HostView host) {
        return host.value(
                "mesh.key",
                state -> host.say().advise(!state.equals("published"), state, "own-key"));
    }

    private static CheckResult policies(HostView host) {
        return host.names(
                "kube.policies.enforced",
                names ->
                        host.say()
                                .advise(
                                        names.isEmpty(),
                                        names.isEmpty() ? "none" : Listed.of(names),
                                        "none"));
    }

    /// Minutes that the join token is still good for.
    private static CheckResult token(HostView host) {
        return host.number(
                "kubeedge.token.expires",
                end -> {
                    long left = Math.floorDiv(end - host.facts().taken().getEpochSecond(), MINUTES);
                    return host.say()
                            .judge(
                                    left >= TOKEN_MINUTES,
                                    Long.toString(left),
                                    Long.toString(TOKEN_MINUTES));
                });
    }

    /// EdgeMesh's only relay is the first control plane's public address; one that no edge can reach gives a mesh without
    /// a way (T49). That it is there and written well is asked by REL-06 and VAR-01.
    private static CheckResult relay(HostView host) {
        Optional<String> address = host.clusterVariables().value("MASTER1_NODE_PUBLIC_IP");
        return address.map(
                        text ->
                                host.say()
                                        .judge(!UNREACHABLE.matcher(text).matches(), text, "IPv4"))
                .orElseGet(host::missing);
    }
}
