package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.ReleaseDetector;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Is the checkout on the control plane one that we know, and is it as its release has it?
final class ReleaseRules {
    private static final Set<String> OURS =
            Set.of("standalone/cp-cluster-vars.sh", "standalone/cp-edge-vars.sh");

    /// Folders of which the scripts and the engineer may change anything.
    private static final String INVENTORY = "standalone/inventory/";

    private ReleaseRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("REL-01", ReleaseRules::checkout),
                Row.controlPlane("REL-02", ReleaseRules::release).needs("REL-01"),
                Row.controlPlane("REL-03", ReleaseRules::clean).needs("REL-01", "REL-02"),
                Row.controlPlane("REL-04", ReleaseRules::placeholders).needs("REL-01", "REL-02"),
                Row.controlPlane("REL-05", ReleaseRules::reset).needs("REL-01"));
    }

    private static CheckResult checkout(HostView host) {
        return host.flag(
                "checkout.standalone",
                there -> host.say().judge(there, "~/cp-deployment", "~/cp-deployment"));
    }

    private static CheckResult release(HostView host) {
        var detected = new ReleaseDetector(Releases.all()).detect(host.host());
        if (host.facts().releaseId().isEmpty()) {
            // git is there, and did not answer in time
            if (host.host().value("facts.late").isPresent()
                    && host.host().value("checkout.describe").isEmpty()) {
                return host.missing();
            }
            return host.say().failed(detected.found(), Releases.deployable());
        }
        Optional<String> refused = host.facts().release().flatMap(Release::refused);
        if (refused.isPresent()) {
            return host.say().failed("release-" + refused.get(), Releases.deployable());
        }
        String id = host.facts().releaseId().get();
        boolean agreed =
                detected.agreed() && detected.release().map(it -> it.id().equals(id)).orElse(false);
        return agreed ? host.say().passed(id) : host.say().warned(detected.found(), id);
    }

    private static CheckResult clean(HostView host) {
        return host.text(
                FactKeys.STATUS,
                status ->
                        host.release(
                                release -> {
                                    Set<String> expected = expected(release);
                                    List<String> changed =
                                            status.lines()
                                                    .map(ReleaseRules::path)
                                                    .filter(path -> !path.isEmpty())
                                                    .filter(path -> !path.startsWith(INVENTORY))
                                                    .filter(path -> !path.matches(".*\\.bak(/.*)?"))
                                                    .filter(path -> !expected.contains(path))
                                                    .toList();
                                    return host.say()
                                            .advise(
                                                    changed.isEmpty(),
                                                    Listed.of(changed),
                                                    release.id());
                                }));
    }

    /// What a run of the scripts changes by itself.
    private static Set<String> expected(Release release) {
        var paths = new HashSet<>(OURS);
        paths.addAll(release.generated());
        release.templates().forEach(template -> paths.add(template.path()));
        return paths;
    }

    /// A line of `git status --porcelain`: two letters, a blank, the path (renamed: `old -> new`).
    private static String path(String line) {
        if (line.length() < 4) {
            return "";
        }
        String path = line.substring(3);
        int arrow = path.indexOf(" -> ");
        return (arrow < 0 ? path : path.substring(arrow + 4)).replace("\"", "");
    }

    /// The first run replaces the placeholders for good; a later one with other values keeps the old ones silently (T42).
    private static CheckResult placeholders(HostView host) {
        return host.release(
                release -> {
                    List<Burnt> states =
                            release.templates().stream()
                                    .flatMap(template -> state(host, template).stream())
                                    .toList();
                    if (states.isEmpty()) {
                        return host.missing();
                    }
                    List<Burnt> bad = states.stream().filter(it -> it.state != State.FINE).toList();
                    String paths = Listed.of(bad.stream().map(Burnt::path).toList());
                    if (bad.stream().anyMatch(it -> it.state == State.LOST)) {
                        return host.say().failed(paths, release.id());
                    }
                    if (bad.stream().anyMatch(it -> it.state == State.UNKNOWN)) {
                        return host.missing();
                    }
                    return host.say()
                            .advise(
                                    bad.isEmpty(),
                                    bad.isEmpty() ? Integer.toString(states.size()) : paths,
                                    release.id());
                });
    }

    private enum State {
        FINE,
        /// burnt with other values, and git has the placeholders: the plan puts the file back
        RESTORABLE,
        /// burnt with other values, and git cannot give the placeholders back
        LOST,
        /// burnt, and git has not answered
        UNKNOWN
    }

    private record Burnt(String path, State state) {}

    private static Optional<Burnt> state(HostView host, Release.Template template) {
        Optional<String> now = host.host().text(FactKeys.template(template.path()));
        if (now.isEmpty()) {
            return Optional.empty();
        }
        if (template.placeholders().stream().allMatch(it -> now.get().contains(it))) {
            return Optional.of(new Burnt(template.path(), State.FINE));
        }
        Optional<String> head = host.host().text(FactKeys.templateHead(template.path()));
        boolean lost = host.host().value(FactKeys.templateLost(template.path())).isPresent();
        if (head.isEmpty() && !lost) {
            return Optional.of(new Burnt(template.path(), State.UNKNOWN));
        }
        if (lost || !template.placeholders().stream().allMatch(head.orElse("")::contains)) {
            return Optional.of(new Burnt(template.path(), State.LOST));
        }
        boolean sameValues = filled(host, head.orElse("")).equals(now.get());
        return Optional.of(new Burnt(template.path(), sameValues ? State.FINE : State.RESTORABLE));
    }

    /// The template as the script would fill it for this site.
    private static String filled(HostView host, String head) {
        String text = head;
        for (var value : values(host).entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private static Map<String, String> values(HostView host) {
        var values = new java.util.HashMap<String, String>();
        host.site()
                .cloudCore()
                .ifPresent(
                        it -> {
                            values.put("CLOUDCORE_VIP", it.publicVip().text());
                            values.put("CLOUDCORE_PRIVATE_VIP", it.privateVip().text());
                        });
        ShellVariables variables = host.clusterVariables();
        variables
                .value("MASTER1_NODE_HOSTNAME")
                .ifPresent(it -> values.put("MASTER_NODE_HOSTNAME", it));
        variables
                .value("MASTER1_NODE_PUBLIC_IP")
                .ifPresent(it -> values.put("MASTER_NODE_PUBLIC_IP", it));
        return values;
    }

    private static CheckResult reset(HostView host) {
        return host.flag(
                "reset.playbook",
                there -> host.say().advise(there, "reset-cp-edge.sh", "playbooks/reset_edge.yml"));
    }
}
