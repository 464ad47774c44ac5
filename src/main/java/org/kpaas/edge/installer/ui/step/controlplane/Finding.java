package org.kpaas.edge.installer.ui.step.controlplane;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.ui.part.Message;
import org.kpaas.edge.installer.ui.part.Tone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One line of what the first look at the control plane found.
///
/// @param topic names the text `step.control-plane.found.<topic>`
public record Finding(Tone tone, String topic, Message value) {
    private static final String KEY = "step.control-plane.found.";

    static List<Finding> of(SiteFacts facts) {
        var found = new ArrayList<Finding>();
        facts.controlPlane()
                .ifPresent(
                        host -> {
                            found.add(login(host));
                            found.add(sudo(host));
                        });
        found.add(release(facts));
        facts.controlPlane().flatMap(Finding::deviations).ifPresent(found::add);
        found.add(cluster(facts));
        facts.controlPlane().map(Finding::variables).ifPresent(found::add);
        return List.copyOf(found);
    }

    private static Finding login(HostFacts host) {
        return new Finding(
                Tone.GOOD,
                "login",
                message(
                        "login.value",
                        host.value("user.name").orElse("?"),
                        host.value("host.name").orElse("?"),
                        host.value("os.pretty").orElse("?")));
    }

    private static Finding sudo(HostFacts host) {
        boolean free = host.flag("sudo.nopasswd").orElse(false);
        return new Finding(
                free ? Tone.GOOD : Tone.ATTENTION, "sudo", message(free ? "sudo.yes" : "sudo.no"));
    }

    private static Finding release(SiteFacts facts) {
        Optional<Release> refused = facts.release().filter(it -> !it.isDeployable());
        if (refused.isPresent()) {
            String id = refused.get().id();
            return new Finding(
                    Tone.BAD, "release", message("release.refused", id, Releases.deployable()));
        }
        Optional<String> describe = facts.controlPlane().flatMap(h -> h.value("checkout.describe"));
        return facts.releaseId()
                .map(
                        id ->
                                new Finding(
                                        Tone.GOOD,
                                        "release",
                                        message("release.value", id, describe.orElse(id))))
                .orElseGet(
                        () ->
                                new Finding(
                                        Tone.BAD,
                                        "release",
                                        describe.map(text -> message("release.unknown", text))
                                                .orElseGet(() -> message("release.none"))));
    }

    private static Optional<Finding> deviations(HostFacts host) {
        return host.lines("checkout.status")
                .map(lines -> lines.stream().filter(Finding::isDeviation).toList())
                .map(
                        lines ->
                                lines.isEmpty()
                                        ? new Finding(
                                                Tone.GOOD, "deviations", message("deviations.none"))
                                        : new Finding(
                                                Tone.ATTENTION,
                                                "deviations",
                                                message(
                                                        "deviations.some",
                                                        lines.size(),
                                                        files(lines))));
    }

    /// The variable files are there to be filled in; a change of them is no difference from the release.
    private static boolean isDeviation(String line) {
        return !line.isBlank() && !line.endsWith("-vars.sh");
    }

    /// `git status --porcelain` has two letters and a blank before the path.
    private static String files(List<String> lines) {
        String first =
                lines.stream()
                        .limit(4)
                        .map(line -> line.length() > 3 ? line.substring(3) : line)
                        .collect(Collectors.joining(", "));
        return lines.size() > 4 ? first + " …" : first;
    }

    private static Finding cluster(SiteFacts facts) {
        if (facts.cluster().isEmpty()) {
            Message why =
                    facts.whyUnread(Subject.CLUSTER)
                            .map(p -> new Message("error." + p.code() + ".title", p.values()))
                            .orElseGet(() -> message("cluster.none"));
            return new Finding(Tone.BAD, "cluster", why);
        }
        ClusterSnapshot cluster = facts.cluster().get();
        long edges = cluster.nodes().stream().filter(ClusterSnapshot.Node::isEdge).count();
        long masters =
                cluster.nodes().stream().filter(ClusterSnapshot.Node::isControlPlane).count();
        String unready =
                cluster.nodes().stream()
                        .filter(node -> !node.isReady())
                        .map(ClusterSnapshot.Node::name)
                        .collect(Collectors.joining(", "));
        String version = cluster.serverVersion();
        String workers = Long.toString(cluster.nodes().size() - edges - masters);
        String counted = unready.isEmpty() ? "cluster.ready" : "cluster.unready";
        return new Finding(
                unready.isEmpty() ? Tone.GOOD : Tone.ATTENTION,
                "cluster",
                message(
                        counted,
                        version,
                        Long.toString(masters),
                        workers,
                        Long.toString(edges),
                        unready));
    }

    private static Finding variables(HostFacts host) {
        return host.lines("file.cp-cluster-vars")
                .map(lines -> lines.stream().filter(line -> line.startsWith("export ")).count())
                .map(
                        count ->
                                new Finding(
                                        count > 0 ? Tone.GOOD : Tone.ATTENTION,
                                        "variables",
                                        message("variables.value", Long.toString(count))))
                .orElseGet(
                        () -> new Finding(Tone.ATTENTION, "variables", message("variables.none")));
    }

    private static Message message(String key, Object... values) {
        return Message.of(KEY + key, values);
    }
}
