package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.Trace.Place;
import org.kpaas.edge.installer.facts.Traces.OnHost;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks for what an edge deployment has left, on all hosts at once, and changes nothing. The site's own hosts are asked
/// directly; other nodes of the cluster and of the ledger over the control plane's ssh, as the platform reaches them.
public final class TraceLooker {
    /// The script's own questions to the cluster end before that.
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String SCRIPT = "residue";

    private final Site site;
    private final SiteFacts facts;
    private final Remote remote;

    /// @param facts of a look of the same moment, which tells the ledger and the cluster's nodes
    public TraceLooker(Site site, SiteFacts facts, Remote remote) {
        this.site = site;
        this.facts = facts;
        this.remote = remote;
    }

    /// Every host that cannot be asked is in the answer, with the reason.
    ///
    /// @throws InterruptedException when cancelled; what runs on the hosts is ended
    public Traces look() throws InterruptedException {
        List<Callable<List<OnHost>>> tasks = new ArrayList<>();
        tasks.add(() -> List.of(controlPlane()));
        for (int i = 0; i < site.edges().size(); i++) {
            EdgeNode edge = site.edges().get(i);
            Subject subject = site.edgeSubjects().get(i);
            tasks.add(() -> List.of(edge(edge, subject)));
        }
        tasks.add(this::others);
        List<OnHost> found = AllAtOnce.run(tasks).stream().flatMap(List::stream).toList();
        List<OnHost> ordered =
                Stream.of(Place.CONTROL_PLANE, Place.CLOUD_NODE, Place.EDGE)
                        .flatMap(place -> found.stream().filter(it -> it.place() == place))
                        .toList();
        return new Traces(facts.taken(), ordered, ledger(ordered.getFirst()));
    }

    private List<Ledger.Node> ledger(OnHost controlPlane) {
        return controlPlane
                .facts()
                .flatMap(it -> it.text(FactKeys.LEDGER))
                .map(Ledger::read)
                .orElse(List.of());
    }

    private OnHost controlPlane() throws InterruptedException {
        return ask(
                name(site.controlPlane()),
                site.controlPlane().host(),
                Place.CONTROL_PLANE,
                site.controlPlane(),
                site.controlPlaneSubject(),
                controlPlaneArguments());
    }

    /// As the cluster calls it, else as the site does.
    private String name(Access controlPlane) {
        return facts.controlPlaneNode(site)
                .map(ClusterSnapshot.Node::name)
                .or(() -> facts.controlPlane().flatMap(it -> it.value("host.name")))
                .orElse(controlPlane.host());
    }

    private List<String> controlPlaneArguments() {
        var arguments = new ArrayList<String>();
        site.cloudCore().ifPresent(it -> arguments.add("vip=" + it.privateVip()));
        facts.release().stream()
                .flatMap(release -> checkoutFiles(release).stream())
                .forEach(path -> arguments.add("file=" + path));
        return arguments;
    }

    /// The files below the checkout that the release's script, or we for it, write.
    public static List<String> checkoutFiles(Release release) {
        return Stream.of(
                        release.generated().stream(),
                        release.templates().stream().map(Release.Template::path),
                        Stream.of("standalone/cp-edge-vars.sh"))
                .flatMap(it -> it)
                .toList();
    }

    private OnHost edge(EdgeNode edge, Subject subject) throws InterruptedException {
        return ask(
                edge.hostName().text(),
                edge.address().text(),
                Place.EDGE,
                site.accessTo(edge),
                subject,
                List.of());
    }

    private OnHost ask(
            String name,
            String address,
            Place place,
            Access access,
            Subject subject,
            List<String> arguments)
            throws InterruptedException {
        try {
            var words = new ArrayList<>(List.of(place.key()));
            words.addAll(arguments);
            var command = Script.named(SCRIPT).with(LIMIT, words.toArray(String[]::new));
            Outcome outcome = remote.host(access).run(command);
            HostFacts said = FactsReader.read(subject, outcome.out());
            return new OnHost(name, address, place, Optional.of(said), Optional.empty());
        } catch (ProblemException e) {
            return new OnHost(name, address, place, Optional.empty(), Optional.of(e.problem()));
        }
    }

    /// Those that the site has no way to: over the control plane.
    private List<OnHost> others() throws InterruptedException {
        Map<String, OnHost> others = new LinkedHashMap<>();
        facts.cluster().stream()
                .flatMap(it -> it.nodes().stream())
                .filter(node -> !node.isEdge())
                .filter(node -> facts.controlPlaneNode(site).filter(node::equals).isEmpty())
                .forEach(node -> put(others, node.name(), address(node), Place.CLOUD_NODE));
        Ladder.of(site, facts).stream()
                .filter(standing -> !standing.inSite())
                .forEach(it -> put(others, it.hostName(), it.address(), Place.EDGE));
        List<OnHost> reachable =
                others.values().stream()
                        .filter(it -> Ipv4.parse(it.address()).isPresent())
                        .toList();
        Map<String, String> said = reachable.isEmpty() ? Map.of() : across(reachable);
        return others.values().stream().map(it -> answered(it, said)).toList();
    }

    private static String address(ClusterSnapshot.Node node) {
        return node.internalIps().stream().findFirst().orElse("");
    }

    private static void put(Map<String, OnHost> others, String name, String address, Place place) {
        others.putIfAbsent(
                name, new OnHost(name, address, place, Optional.empty(), Optional.empty()));
    }

    /// @return what each address said
    private Map<String, String> across(List<OnHost> hosts) throws InterruptedException {
        String plan =
                hosts.stream()
                        .map(it -> it.address() + " " + it.place().key())
                        .collect(Collectors.joining("\n"));
        var values =
                new TreeMap<>(
                        Map.of(
                                "SCRIPT", Secret.of(Script.named(SCRIPT).body()),
                                "PLAN", Secret.of(plan)));
        var command = Script.named("across").with(LIMIT, values, site.controlPlane().user());
        try {
            String out = remote.host(site.controlPlane()).run(command).out();
            Map<String, String> said = new TreeMap<>();
            for (String line : out.lines().toList()) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    said.merge(
                            line.substring(0, space),
                            line.substring(space + 1) + "\n",
                            String::concat);
                }
            }
            return said;
        } catch (ProblemException unreached) {
            return Map.of();
        }
    }

    private OnHost answered(OnHost host, Map<String, String> said) {
        String output = said.getOrDefault(host.address(), "");
        Optional<HostFacts> facts = Optional.empty();
        Optional<Problem> unread = Optional.empty();
        try {
            facts = Optional.of(FactsReader.read(Subject.node(host.name()), output));
        } catch (ProblemException e) {
            String last = output.lines().reduce("", (a, b) -> b);
            unread = Optional.of(Problem.of("facts.not-reached", host.name(), last));
        }
        return new OnHost(host.name(), host.address(), host.place(), facts, unread);
    }
}
