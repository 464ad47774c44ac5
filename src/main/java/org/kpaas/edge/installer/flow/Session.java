package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.Checks;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Ladder;
import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.fix.Repairer;
import org.kpaas.edge.installer.fix.Repairs;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.logs.LogReader;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.Planner;
import org.kpaas.edge.installer.probe.Probe;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Expected;
import org.kpaas.edge.installer.run.Runner;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verifier;
import org.kpaas.edge.installer.verify.names.NameCheck;
import org.kpaas.edge.installer.verify.names.NameReport;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Work on one site over one set of connections. Every method blocks and is meant for a virtual thread; interrupt
/// means cancel. Nothing but [#deploy], [#cancel], and a repair or its undoing changes a host.
public final class Session implements AutoCloseable {
    private final Installer installer;
    private final Remote remote;
    private final Supplier<Remote> anew;
    private final Secrets secrets;
    private volatile Site site;
    private volatile Optional<Release> detected = Optional.empty();
    private volatile Cluster.Factory clusters;

    /// @param anew    gives connections that have nothing to do with the ones of this session
    /// @param secrets asked again where a repair needs the password for sudo
    Session(Installer installer, Site site, Remote remote, Supplier<Remote> anew, Secrets secrets) {
        this.installer = installer;
        this.clusters = installer.clusters();
        this.anew = anew;
        this.secrets = secrets;
        this.site = site;
        this.remote = remote;
    }

    public Site site() {
        return site;
    }

    public Instant now() {
        return installer.clock().instant();
    }

    /// The engineer changed a setting; later calls work on the new site. Connections stay open.
    public void change(Site changed) {
        site = changed;
    }

    /// From now on the deployment is verified through a kubeconfig of this laptop; when empty, with the control plane's through
    /// the connection to it.
    public void verifyWith(Optional<Path> kubeconfig) {
        clusters = kubeconfig.map(installer.clusters()::local).orElse(installer.clusters());
    }

    /// The control plane and the cluster only, for the first step of the wizard.
    public SiteFacts connect() throws ProblemException, InterruptedException {
        SiteFacts facts = Looker.connect(site, remote, installer.clusters(), installer.clock());
        detected = facts.release();
        return facts;
    }

    /// How long the control plane takes to answer; the connection is opened again when it was lost.
    public Duration roundTrip() throws RemoteException, InterruptedException {
        return remote.host(site.controlPlane()).roundTrip();
    }

    /// Asks one edge node what it is, before it is part of the site.
    public HostFacts ask(EdgeNode node) throws ProblemException, InterruptedException {
        var subject = new Subject(Subject.Kind.EDGE, "edge", node.hostName().text());
        return Looker.ask(remote.host(site.accessTo(node)), subject);
    }

    /// Looks at the whole site: every host over one SSH session, all at once. A host that cannot be read is in
    /// [SiteFacts#unread], it never ends the look.
    ///
    /// @param done told after each subject
    public SiteFacts look(Consumer<Subject> done) throws InterruptedException {
        SiteFacts facts =
                Looker.look(
                        site,
                        remote,
                        installer.clusters(),
                        installer.clock(),
                        installer.home(),
                        done);
        detected = facts.release();
        return facts;
    }

    /// Tries every connection that the site needs, both ends at once; listeners stand on the hosts for less than half a
    /// minute and leave nothing behind.
    ///
    /// @param facts of the last look, which tell the release and the cluster's nodes
    /// @param done  told after each source
    /// @return the facts with these attempts
    public SiteFacts probe(SiteFacts facts, Consumer<Subject> done) throws InterruptedException {
        return facts.with(Probe.run(site, facts, remote, done));
    }

    /// How far each edge node has come, read from the machines and the cluster now; nodes that only the ledger or the
    /// cluster knows come last.
    public List<NodeStanding> standings() throws InterruptedException {
        Site now = site;
        return Ladder.of(now, Looker.states(now, remote, installer.clusters(), installer.clock()));
    }

    /// Resets of the site as it is now.
    public Resets resets() {
        return new Resets(installer, site, remote);
    }

    /// The same, of facts that were read already.
    public List<NodeStanding> standings(SiteFacts facts) {
        return Ladder.of(site, facts);
    }

    /// All checks, in the order of the catalogue.
    public List<Answer> check(SiteFacts facts) {
        return Checks.ask(site, facts);
    }

    /// What can be repaired: the proposals come from facts alone, a [Repairer] asks the hosts what exactly would change,
    /// does what there is consent to, and undoes what its journal has. Look and check again afterwards.
    public List<Proposal> proposals(SiteFacts facts) {
        return Repairs.propose(site, facts);
    }

    /// To be closed: it may hold a password for sudo in memory.
    public Repairer repairer() {
        return new Repairer(site, remote, secrets, installer.repairs(), installer.clock());
    }

    /// Repairs that were done from this laptop and can be undone, on any site, the oldest first.
    public List<RepairJournal.Entry> repaired() {
        return installer.repairs().open();
    }

    /// @throws ProblemException when the site is not complete or the facts do not allow a deployment
    public DeploymentPlan plan(SiteFacts facts) throws ProblemException {
        byte[] id = new byte[6];
        new SecureRandom().nextBytes(id);
        return Planner.deployment(site, facts, HexFormat.of().formatHex(id));
    }

    /// What the tasks of a run take: as earlier runs from this laptop did, or as recorded with the
    /// release.
    ///
    /// @param edges how many edge nodes the run is for
    public Expected expected(Release release, int edges) {
        return installer.times().expected(release, edges);
    }

    /// The same for a run of the release in the checkout on all edges of the site.
    public Expected expected() throws ProblemException, InterruptedException {
        return expected(release(), site.edges().size());
    }

    /// Runs a plan to its end; survives lost links. Interrupting stops watching only: the job goes on.
    ///
    /// @param sink gets every event on one thread, in order
    public Event.RunResult deploy(DeploymentPlan plan, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        return runner().run(plan, this::controlPlane, () -> missing(plan.edges()), sink);
    }

    /// Attaches to a run that this or another laptop started; the log is delivered from its first byte.
    public Event.RunResult attach(String planId, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        Release release = release();
        List<String> edges = site.edges().stream().map(edge -> edge.hostName().text()).toList();
        return runner().attach(
                        planId, release, edges, this::controlPlane, () -> missing(edges), sink);
    }

    /// Ends the job on the control plane, its whole process group. Edge nodes may still be busy afterwards (T94): whoever
    /// watches the run, or attaches to it now, follows them until they rest.
    ///
    /// @return false when it did not run any more
    public boolean cancel(String planId) throws ProblemException, InterruptedException {
        return runner().stop(planId, this::controlPlane);
    }

    /// The state at this moment, of the cluster and of the hosts.
    public Verification verify() throws ProblemException, InterruptedException {
        Release release = release();
        Site now = site;
        try (Cluster cluster = clusters.open(this::controlPlane)) {
            ClusterSnapshot snapshot = cluster.snapshot();
            SiteFacts hosts = new HostLook(now, remote, installer.clock()).take(snapshot);
            return Verifier.judge(now, release, snapshot, Optional.of(hosts));
        }
    }

    /// Judges names by the release in the checkout.
    public NameCheck nameCheck() throws ProblemException, InterruptedException {
        return new NameCheck(release());
    }

    /// The names in the cluster that begin as the platform's own names do.
    public NameReport names() throws ProblemException, InterruptedException {
        NameCheck check = nameCheck();
        try (Cluster cluster = clusters.open(this::controlPlane)) {
            return check.cluster(cluster.names(check.wanted()));
        }
    }

    /// The state now and after each change, until closed; a good one with the time that it has still to last.
    ///
    /// @param trouble told when the view is stale; the next state says that it is over
    public AutoCloseable watch(Consumer<Verification> onChange, Consumer<ProblemException> trouble)
            throws ProblemException, InterruptedException {
        Release release = release();
        Site now = site;
        var following =
                new Following(
                        now,
                        release,
                        installer.clock(),
                        new HostLook(now, remote, installer.clock())::take,
                        onChange,
                        trouble);
        Cluster cluster = clusters.open(this::controlPlane);
        following.start(cluster);
        return () -> {
            following.close();
            cluster.close();
        };
    }

    /// Watches until the deployment is good, or the limit passes.
    ///
    /// @param once whether the first good state is enough; else it has to last
    /// @return the last state
    public Verification settle(Duration limit, boolean once)
            throws ProblemException, InterruptedException {
        Predicate<Verification> reached =
                once ? state -> state.isComplete() && state.isGood() : Verification::isProven;
        return until(limit, reached, state -> {}, trouble -> {});
    }

    /// Watches for as long as the state is good and not proven.
    ///
    /// @param soFar   gets each state
    /// @param trouble told when the view is stale
    /// @return the state that is proven or not good
    public Verification prove(Consumer<Verification> soFar, Consumer<ProblemException> trouble)
            throws ProblemException, InterruptedException {
        return until(
                Duration.ofDays(1),
                state -> state.isComplete() && (!state.isGood() || state.isProven()),
                soFar,
                trouble);
    }

    private Verification until(
            Duration limit,
            Predicate<Verification> reached,
            Consumer<Verification> soFar,
            Consumer<ProblemException> trouble)
            throws ProblemException, InterruptedException {
        BlockingQueue<Verification> states = new LinkedBlockingQueue<>();
        long end = System.nanoTime() + limit.toNanos();
        AutoCloseable watch = watch(states::add, trouble);
        try {
            Verification last = states.take();
            while (!reached.test(last)) {
                soFar.accept(last);
                Verification next = states.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return last;
                }
                last = next;
            }
            return last;
        } finally {
            close(watch);
        }
    }

    /// What the run left in the cluster: an exit status of 0 says little (T79, T99).
    private Optional<Problem> missing(List<String> edges)
            throws ProblemException, InterruptedException {
        try (Cluster cluster = installer.clusters().open(this::controlPlane)) {
            List<String> absent = absent(edges, cluster.snapshot());
            return absent.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Problem.of("run.edge-missing", String.join(", ", absent)));
        }
    }

    private static List<String> absent(List<String> edges, ClusterSnapshot snapshot) {
        return edges.stream()
                .filter(edge -> snapshot.node(edge).filter(ClusterSnapshot.Node::isReady).isEmpty())
                .toList();
    }

    private static void close(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) {
            throw new IllegalStateException("a watch did not close", e);
        }
    }

    /// Reads a log of a service or of a pod where it is, also where `kubectl logs` cannot (T53). Blocks; interrupting ends it.
    ///
    /// @param hostName the edge node of a service; of a pod only where the cluster does not tell
    /// @param lines    of the past, 1 to 5000
    /// @param follow   whether to go on with what comes, for half an hour at most
    /// @param line     gets each line, redacted
    public void log(
            LogSource source,
            Optional<String> hostName,
            int lines,
            boolean follow,
            Consumer<String> line)
            throws ProblemException, InterruptedException {
        var place =
                new SiteLogs(site, remote, () -> installer.clusters().open(this::controlPlane))
                        .find(source, hostName);
        if (follow) {
            LogReader.follow(place.host(), place.source(), lines, line);
        } else {
            LogReader.read(place.host(), place.source(), lines).forEach(line);
        }
    }

    /// The release in the checkout, looked at anew: the engineer does not choose it (T01).
    private Release release() throws ProblemException, InterruptedException {
        Optional<Release> known = detected;
        if (known.isEmpty()) {
            known = connect().release();
        }
        return known.orElseThrow(
                () -> new ProblemException(Problem.of("plan.release-unknown", "?")));
    }

    @Override
    public void close() {
        remote.close();
    }

    private Runner runner() {
        return new Runner(
                installer.journal(),
                installer.times(),
                new SiteEdges(this::site, remote),
                new SiteMachines(site, remote, anew),
                installer.clock());
    }

    private org.kpaas.edge.installer.remote.Host controlPlane()
            throws ProblemException, InterruptedException {
        return remote.host(site.controlPlane());
    }
}
