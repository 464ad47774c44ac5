package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Do the hosts get at what the deployment downloads? Only what is still needed is asked about: a node that has the
/// runtime and the images already, from a bundle or an earlier run, needs no way to where they come from.
final class EgressRules {
    private static final String DOCKER_HUB = "docker.io/";

    /// Answers that came from the other side, whatever they say.
    private static final Set<String> ARRIVED = Set.of("ok", "tls", "refused", "error");

    private EgressRules() {}

    static List<Row> rows() {
        return List.of(
                Row.everyHost("PORT-53", EgressRules::nameServer),
                Row.everyHost("EDG-25", EgressRules::names),
                Row.everyHost("PORT-443", EgressRules::web).needs("EDG-25"),
                Row.everyHost("EDG-26", EgressRules::downloads).needs("EDG-25", "PORT-443"),
                Row.edge("EDG-27", EgressRules::pulls).needs("EDG-25", "EDG-26", "PORT-443"),
                Row.everyHost("PORT-123", EgressRules::time));
    }

    /// A name server that does not answer, while names resolve all the same, is no fault: another one does. Whether one
    /// is set at all is EDG-25's question.
    private static CheckResult nameServer(HostView host) {
        return host.release(
                release -> {
                    if (needed(host, release).isEmpty() || anyResolves(host, release)) {
                        return host.say().passed("open");
                    }
                    if (host.host().value("dns.servers").orElse("").equals("none")) {
                        return host.say().notAsked("EDG-25");
                    }
                    return host.value(
                            "dns.port",
                            state ->
                                    host.say()
                                            .judge(
                                                    !state.equals("filtered"),
                                                    state,
                                                    host.host().value("dns.servers").orElse("–")));
                });
    }

    private static boolean anyResolves(HostView host, Release release) {
        return needed(host, release).stream().anyMatch(it -> resolves(host, it.host()));
    }

    private static boolean resolves(HostView host, String name) {
        return host.host().value("dns." + name).orElse("").equals("ok");
    }

    private static CheckResult names(HostView host) {
        return about(
                host,
                wanted -> {
                    List<String> known =
                            wanted.stream()
                                    .map(Release.Egress::host)
                                    .filter(it -> host.host().value("dns." + it).isPresent())
                                    .toList();
                    if (known.isEmpty()) {
                        return host.missing();
                    }
                    List<String> lost = known.stream().filter(it -> !resolves(host, it)).toList();
                    String servers = host.host().value("dns.servers").orElse("–");
                    boolean silent = host.host().value("dns.port").orElse("").equals("filtered");
                    if (lost.size() == known.size() && silent && !servers.equals("none")) {
                        return host.say().notAsked("PORT-53");
                    }
                    return host.say()
                            .judge(
                                    lost.isEmpty(),
                                    Listed.of(lost.isEmpty() ? known : lost),
                                    servers);
                });
    }

    /// One answer shows that the port is open; a single host that does not answer is EDG-26's.
    private static CheckResult web(HostView host) {
        return about(
                host,
                wanted -> {
                    List<String> states =
                            wanted.stream()
                                    .filter(it -> it.scheme().equals("https"))
                                    .flatMap(it -> state(host.host(), it).stream())
                                    .filter(it -> !it.equals("no-name"))
                                    .toList();
                    if (wanted.stream().noneMatch(it -> it.scheme().equals("https"))) {
                        return host.say().passed("not-needed");
                    }
                    if (states.isEmpty()) {
                        return host.missing();
                    }
                    return host.say()
                            .judge(
                                    states.stream().anyMatch(ARRIVED::contains),
                                    states.getFirst(),
                                    "open");
                });
    }

    private static CheckResult downloads(HostView host) {
        return about(
                host,
                wanted -> {
                    var bad = new ArrayList<String>();
                    var good = new ArrayList<String>();
                    for (Release.Egress each : wanted) {
                        state(host.host(), each)
                                .ifPresent(
                                        state ->
                                                (state.equals("ok") ? good : bad)
                                                        .add(
                                                                state.equals("ok")
                                                                        ? each.host()
                                                                        : each.host()
                                                                                + " ("
                                                                                + state
                                                                                + ")"));
                    }
                    if (good.isEmpty() && bad.isEmpty()) {
                        return host.missing();
                    }
                    return host.say()
                            .judge(bad.isEmpty(), Listed.of(bad.isEmpty() ? good : bad), "HTTPS");
                });
    }

    /// Docker Hub counts by the address that it sees, so nodes behind one address share what is left (T65).
    private static CheckResult pulls(EdgeNode edge, HostView host) {
        return host.release(
                release -> {
                    if (missingImages(host.host(), release, DOCKER_HUB).isEmpty()) {
                        return host.say().passed("not-needed");
                    }
                    return host.value(
                            "hub.remaining",
                            left -> {
                                if (!left.matches("[0-9]{1,9}")) {
                                    return host.say().passed(left);
                                }
                                long planned = plannedPulls(host, release);
                                return host.say()
                                        .advise(
                                                Long.parseLong(left) >= planned,
                                                left,
                                                Long.toString(planned));
                            });
                });
    }

    private static long plannedPulls(HostView host, Release release) {
        Optional<String> source = host.host().value("hub.source");
        long pulls = 0;
        for (Subject other : host.site().edgeSubjects()) {
            Optional<HostFacts> facts = host.facts().host(other);
            boolean shared =
                    other.equals(host.on())
                            || source.isPresent()
                                    && facts.flatMap(it -> it.value("hub.source")).equals(source);
            if (shared && facts.isPresent()) {
                pulls += missingImages(facts.get(), release, DOCKER_HUB).size();
            }
        }
        return pulls;
    }

    /// A clock that is set by a server shows the way itself, also where that server is the site's own. That the clock is
    /// not set is EDG-29's to tell, unless the way is closed.
    private static CheckResult time(HostView host) {
        if (host.host().flag("ntp.synced").orElse(false)) {
            return host.say().passed("open");
        }
        return host.value(
                "ntp.port",
                state ->
                        host.say()
                                .advise(
                                        !state.equals("filtered"),
                                        state,
                                        host.host().value("ntp.server").orElse("–")));
    }

    private static CheckResult about(
            HostView host, Function<List<Release.Egress>, CheckResult> rule) {
        return host.release(
                release -> {
                    List<Release.Egress> wanted = needed(host, release);
                    return wanted.isEmpty() ? host.say().passed("not-needed") : rule.apply(wanted);
                });
    }

    private static List<Release.Egress> needed(HostView host, Release release) {
        Release.Side side =
                host.on().kind() == Subject.Kind.EDGE ? Release.Side.EDGE : Release.Side.CLOUD;
        return release.egress().stream()
                .filter(it -> it.side() == side && isNeeded(it, host.host(), release))
                .toList();
    }

    private static boolean isNeeded(Release.Egress egress, HostFacts host, Release release) {
        return switch (egress.use()) {
            case RUNTIME ->
                    host.value("crio.version")
                            .filter(it -> Versions.inAny(it, release.versions().crioEdge()))
                            .isEmpty();
            case IMAGES -> !missingImages(host, release, registry(egress.host())).isEmpty();
            case PACKAGES ->
                    !host.flag("mosquitto.installed").orElse(false)
                            && host.value("apt.hosts")
                                    .map(it -> List.of(it.split(" +")).contains(egress.host()))
                                    .orElse(true);
            case RESOURCES -> true;
        };
    }

    /// Docker Hub's images are named by another name than its servers.
    private static String registry(String host) {
        return host.endsWith("docker.io") ? DOCKER_HUB : host + "/";
    }

    private static List<String> missingImages(HostFacts host, Release release, String registry) {
        Set<String> present =
                Set.copyOf(List.of(host.value("images.present").orElse("").split(" +")));
        return release.edgeImages().stream()
                .filter(it -> it.startsWith(registry))
                .filter(
                        it ->
                                present.stream()
                                        .noneMatch(
                                                had -> had.equals(it) || had.startsWith(it + ":")))
                .toList();
    }

    private static Optional<String> state(HostFacts host, Release.Egress egress) {
        return host.value(egress.scheme() + "." + egress.host());
    }
}
