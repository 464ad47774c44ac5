package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Is the edge's system one that the release can be installed on, and is it itself and nobody else?
final class EdgeSystemRules {
    /// What the kernel calls a dpkg architecture.
    private static final Map<String, String> KERNEL = Map.of("arm64", "aarch64", "amd64", "x86_64");

    private EdgeSystemRules() {}

    static List<Row> rows() {
        return List.of(
                Row.edge("EDG-01", EdgeSystemRules::architecture),
                Row.edge("EDG-02", EdgeSystemRules::system),
                Row.edge("EDG-03", EdgeSystemRules::board),
                Row.edge("EDG-04", EdgeSystemRules::name).needs("VAR-06"),
                Row.site("EDG-05", EdgeSystemRules::unique).needs("VAR-07"),
                Row.edge("EDG-06", EdgeSystemRules::memoryCgroup),
                Row.maybeEdge("EDG-07", EdgeSystemRules::bootFile),
                Row.edge("EDG-08", EdgeSystemRules::systemd));
    }

    /// A 32-bit Raspberry Pi OS can run on a 64-bit kernel, and then `uname -m` says aarch64 (T58).
    private static CheckResult architecture(EdgeNode edge, HostView host) {
        return host.release(
                release -> {
                    Set<String> wanted = release.edgeArchitectures();
                    return host.value(
                            "dpkg.arch",
                            dpkg ->
                                    host.value(
                                            "kernel.arch",
                                            kernel -> judge(host, wanted, dpkg, kernel)));
                });
    }

    private static CheckResult judge(
            HostView host, Set<String> wanted, String dpkg, String kernel) {
        String bits = host.host().value("long.bit").orElse("64");
        String programs = host.host().value("elf.machine").orElse(dpkg);
        boolean agreed =
                kernel.equals(KERNEL.get(dpkg)) && bits.equals("64") && programs.equals(dpkg);
        String found =
                agreed ? dpkg : dpkg + " (" + kernel + ", " + bits + " bit, " + programs + ")";
        return host.say().judge(agreed && wanted.contains(dpkg), found, String.join(", ", wanted));
    }

    private static CheckResult system(EdgeNode edge, HostView host) {
        return host.release(
                release ->
                        host.value(
                                "os.id",
                                id ->
                                        host.value(
                                                "os.version",
                                                version -> {
                                                    boolean good =
                                                            release.os().stream()
                                                                    .filter(
                                                                            row ->
                                                                                    row.side()
                                                                                            == Release
                                                                                                    .Side
                                                                                                    .EDGE)
                                                                    .anyMatch(
                                                                            row ->
                                                                                    row.id()
                                                                                                    .equals(
                                                                                                            id)
                                                                                            && row.version()
                                                                                                    .equals(
                                                                                                            version));
                                                    return host.say()
                                                            .advise(
                                                                    good,
                                                                    host.host()
                                                                            .value("os.pretty")
                                                                            .orElse(
                                                                                    id + " "
                                                                                            + version),
                                                                    releases(release));
                                                })));
    }

    private static String releases(Release release) {
        return release.os().stream()
                .filter(row -> row.side() == Release.Side.EDGE)
                .map(row -> row.id() + " " + row.version())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// Ubuntu's first release for the Pi 5 is 24.04, which is outside the guide (T78).
    private static CheckResult board(EdgeNode edge, HostView host) {
        if (host.host().value("kernel.arch").isEmpty()) {
            return host.missing();
        }
        String model = host.host().value("board.model").orElse("none");
        return host.say().advise(!model.contains("Raspberry Pi 5"), model, "Raspberry Pi 4");
    }

    /// `keadm join` registers the machine's own name (T11), and a name that is not allowed as `default-edge-node` (T12).
    private static CheckResult name(EdgeNode edge, HostView host) {
        if (EdgeVariableRules.shared(host.site(), edge)) {
            return host.say().notAsked("VAR-06");
        }
        return host.value(
                "host.name",
                found ->
                        host.say()
                                .judge(
                                        found.equals(edge.hostName().text()) && isAllowed(found),
                                        found,
                                        edge.hostName().text()));
    }

    private static boolean isAllowed(String name) {
        try {
            new HostName(name);
            return true;
        } catch (BadValue e) {
            return false;
        }
    }

    /// Cloned cards share the machine's id and its SSH host keys; an edge may also be the control plane itself (T10).
    private static List<CheckResult> unique(Site site, SiteFacts facts) {
        var results = new ArrayList<CheckResult>();
        List<Subject> earlier = new ArrayList<>(List.of(site.controlPlaneSubject()));
        for (Subject on : site.edgeSubjects()) {
            results.add(unique(facts, new Say(on), earlier));
            earlier.add(on);
        }
        return results;
    }

    private static CheckResult unique(SiteFacts facts, Say say, List<Subject> earlier) {
        Optional<HostFacts> host = facts.host(say.on());
        if (host.isEmpty()) {
            return Row.unread(facts, say.on(), Row.REACH_EDGE);
        }
        Optional<String> id = host.get().value("machine.id");
        if (id.isEmpty()) {
            return say.unknown(Why.FACT_MISSING);
        }
        return earlier.stream()
                .filter(other -> facts.host(other).map(it -> same(it, host.get())).orElse(false))
                .findFirst()
                .map(other -> say.failed(other.label() + " (" + other.id() + ")", "unique"))
                .orElseGet(() -> say.passed(id.get()));
    }

    private static boolean same(HostFacts one, HostFacts other) {
        return shareAWord(words(one, "machine.id"), words(other, "machine.id"))
                || shareAWord(hostKeys(one), hostKeys(other));
    }

    /// Its own, as far as it could read them, and the one that it showed us.
    private static Set<String> hostKeys(HostFacts host) {
        var all = new TreeSet<>(words(host, "ssh.host.keys"));
        all.addAll(words(host, FactKeys.SEEN_HOST_KEY));
        return all;
    }

    private static boolean shareAWord(Set<String> one, Set<String> other) {
        return other.stream().anyMatch(one::contains);
    }

    private static Set<String> words(HostFacts host, String key) {
        return host.value(key).stream()
                .flatMap(text -> java.util.stream.Stream.of(text.split(" +")))
                .filter(word -> !word.isBlank())
                .collect(Collectors.toSet());
    }

    /// The live state, not what a boot file says (T59).
    private static CheckResult memoryCgroup(EdgeNode edge, HostView host) {
        return host.flag(
                "cgroup.memory",
                on ->
                        host.say()
                                .judge(
                                        on,
                                        on ? host.host().value("cgroup.mode").orElse("on") : "off",
                                        "on"));
    }

    /// The words must be in the file that is really read, once, on its only line (T60). Other boards have no such file.
    private static Optional<CheckResult> bootFile(EdgeNode edge, HostView host) {
        Optional<String> file = host.host().value("cmdline.file");
        Optional<Long> lines = host.host().number("cmdline.lines");
        Optional<Long> tokens = host.host().number("cmdline.tokens");
        if (file.isEmpty() || lines.isEmpty() && tokens.isEmpty()) {
            return Optional.empty();
        }
        if (lines.orElse(1L) != 1) {
            return Optional.of(host.say().warned("lines " + lines.orElse(0L), file.get()));
        }
        if (tokens.orElse(1L) > 1) {
            return Optional.of(host.say().warned("repeated " + tokens.orElse(0L), file.get()));
        }
        boolean off = !host.host().flag("cgroup.memory").orElse(true);
        return Optional.of(
                off && tokens.orElse(0L) == 0
                        ? host.say().notAsked("EDG-06")
                        : host.say().passed(file.get()));
    }

    private static CheckResult systemd(EdgeNode edge, HostView host) {
        return host.value(
                "init.name", init -> host.say().judge(init.equals("systemd"), init, "systemd"));
    }
}
