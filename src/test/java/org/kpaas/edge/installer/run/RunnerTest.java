package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.cluster.Cluster.HostSource;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.DeploymentPlan.PlannedPhase;
import org.kpaas.edge.installer.plan.Guard;
import org.kpaas.edge.installer.plan.Impact;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.run.Event.RunResult;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

@Timeout(60)
class RunnerTest {
    private static final String PLAN = "0a1b2c3d4e5f";

    private Guard guard = Guard.NONE;
    private static final String ONE_EDGE = "deploy-1edge-ok.stdout";
    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    List.of(Duration.ofMillis(5)),
                    Duration.ofMillis(100),
                    Duration.ofMillis(10),
                    Duration.ofMillis(10),
                    Duration.ofSeconds(30));

    @TempDir Path folder = Path.of("");
    private LocalHome home;
    private Journal journal;
    private final SampleEdges edges = new SampleEdges();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<LocalHost> connections = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeAHome() throws IOException {
        home = new LocalHome(folder, "dash");
        journal = new Journal(folder.resolve("laptop"));
    }

    @AfterEach
    void endTheJobs() throws Exception {
        home.endJobs();
        connections.forEach(LocalHost::cut);
    }

    @Test
    void aPlanIsCarriedOutAndItsEndAsserted() throws Exception {
        replays(ONE_EDGE, 0);
        Files.writeString(home.standalone().resolve("cp-edge-vars.sh"), "old\n");
        RunResult result = run();

        assertThat(result.problem()).isEmpty();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.exit()).contains(0);
        assertThat(result.hosts()).containsOnlyKeys("cp-edge-1", "cp-master");
        assertThat(home.standalone().resolve("cp-edge-vars.sh")).hasContent("export EDGE_HOSTS=1");
        assertThat(lines()).isEqualTo(recorded(ONE_EDGE));
        assertThat(phases())
                .startsWith(
                        "variables RUNNING",
                        "variables DONE",
                        "job RUNNING",
                        "job DONE",
                        "tools RUNNING")
                .endsWith("hardening DONE", "verify RUNNING", "verify DONE");
        assertThat(events.getLast()).isEqualTo(new Event.Ended(result.ended(), result));
        assertThat(journal.runs()).isEmpty();
    }

    @Test
    void aFileIsCopiedBesideItselfBeforeItChangesAndLeftAloneWhenItIsRight() throws Exception {
        replays(ONE_EDGE, 0);
        Path variables = home.standalone().resolve("cp-edge-vars.sh");
        Files.writeString(variables, "old\n");
        run();
        assertThat(backups()).singleElement().satisfies(copy -> assertThat(copy).hasContent("old"));

        removeJob();
        var written = Files.getLastModifiedTime(variables);
        run();
        assertThat(backups()).hasSize(1);
        assertThat(Files.getLastModifiedTime(variables)).isEqualTo(written);
    }

    @Test
    void everyByteComesOnceWhereverTheLinkBreaks() throws Exception {
        var random = new Random(20261123);
        for (int round = 0; round < 10; round++) {
            events.clear();
            replays(ONE_EDGE, 0);
            var left = new int[] {4};
            HostSource breaking =
                    () -> {
                        LocalHost host = connect();
                        return left[0]-- > 0 ? host.cutAfter(700 + random.nextInt(5000)) : host;
                    };
            assertThat(run(breaking, nothingWrong()).succeeded()).isTrue();
            assertThat(lines()).as("round %s", round).isEqualTo(recorded(ONE_EDGE));
            assertOffsetsAreThoseOfTheLog();
            assertThat(all(Event.LinkLost.class)).isNotEmpty();
            assertThat(all(Event.LinkBack.class)).hasSameSizeAs(all(Event.LinkLost.class));
            removeJob();
        }
    }

    @Test
    void aRunOutlivesALinkThatStaysAwayForAWhile() throws Exception {
        home.deploys("cat ~/first\n" + LocalHome.waitFor("go") + "cat ~/second");
        split(ONE_EDGE, 5000);
        var refused = new int[] {3};
        HostSource source =
                () -> {
                    if (!connections.isEmpty()
                            && !connections.getLast().connected()
                            && refused[0]-- > 0) {
                        throw new RemoteException(Kind.REFUSED, "control-plane");
                    }
                    return connect();
                };
        var result = later(() -> run(source, nothingWrong()));
        until(event -> event instanceof Event.Line line && line.offset() > 4000);
        connections.forEach(LocalHost::cut);
        until(Event.LinkLost.class::isInstance);
        home.letGo("go");
        assertThat(result.get().succeeded()).isTrue();
        assertThat(lines()).isEqualTo(recorded(ONE_EDGE));
        assertThat(all(Event.LinkLost.class)).hasSize(4);
        assertThat(all(Event.LinkBack.class)).hasSize(1);
    }

    @Test
    void aJobWhoseStartWasNotHeardOfIsNotStartedAgain() throws Exception {
        home.deploys("echo x >>~/starts; cat ~/log");
        log(ONE_EDGE);
        HostSource source =
                () -> {
                    LocalHost host = connect();
                    if (connections.size() == 2) {
                        host.loseAnswerOf("job-start");
                    }
                    return host;
                };
        assertThat(run(source, nothingWrong()).succeeded()).isTrue();
        assertThat(home.path().resolve("starts")).hasContent("x");
        assertThat(all(Event.LinkLost.class)).hasSize(1);
    }

    @Test
    void interruptingEndsTheWatchingAndNotTheJob() throws Exception {
        home.deploys("cat ~/first\n" + LocalHome.waitFor("go") + "cat ~/second");
        split(ONE_EDGE, 3000);
        var ended = new CompletableFuture<RunResult>();
        Thread watching = Thread.ofVirtual().start(() -> complete(ended, this::run));
        until(Event.Now.class::isInstance);
        watching.interrupt();
        assertThatThrownBy(ended::get).hasCauseInstanceOf(InterruptedException.class);

        assertThat(new Job(PLAN).state(connect()).stand()).isEqualTo(Job.Stand.RUNNING);
        assertThat(new Journal(folder.resolve("laptop")).runs())
                .singleElement()
                .satisfies(
                        run -> {
                            assertThat(run.planId()).isEqualTo(PLAN);
                            assertThat(run.plan()).contains(plan());
                        });
        events.clear();
        home.letGo("go");
        assertThat(attach(this::connect).succeeded()).isTrue();
        assertThat(lines()).isEqualTo(recorded(ONE_EDGE));
        assertThat(journal.runs()).isEmpty();
    }

    @Test
    void anotherLaptopAttachesFromTheFirstByte() throws Exception {
        home.deploys("cat ~/first\n" + LocalHome.waitFor("go") + "cat ~/second");
        split(ONE_EDGE, 3000);
        var here = later(this::run);
        until(Event.Now.class::isInstance);
        var seenThere = new CopyOnWriteArrayList<Event>();
        var there =
                later(
                        () ->
                                new Runner(
                                                new Journal(folder.resolve("other")),
                                                new RunTimes(folder.resolve("other")),
                                                edges,
                                                new SampleMachines(),
                                                Clock.systemUTC(),
                                                QUICK)
                                        .attach(
                                                PLAN,
                                                Releases.find("v1.6.0").orElseThrow(),
                                                List.of("cp-edge-1"),
                                                this::connect,
                                                nothingWrong(),
                                                seenThere::add));
        home.letGo("go");
        assertThat(here.get().succeeded()).isTrue();
        assertThat(there.get().succeeded()).isTrue();
        assertThat(there.get().hosts().keySet()).isEqualTo(here.get().hosts().keySet());
        assertThat(text(seenThere)).isEqualTo(recorded(ONE_EDGE));
    }

    /// A later reset has to know every node of every run (T84).
    @Test
    void theControlPlaneRemembersForWhichNodesARunWas() throws Exception {
        replays(ONE_EDGE, 0);
        run();
        removeJob();
        run();
        Path ledger = home.path().resolve(".kpaas-edge-installer/nodes");
        assertThat(Files.readAllLines(ledger))
                .hasSize(2)
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "[0-9]+\t"
                                                        + PLAN
                                                        + "\tv1\\.6\\.0\tcp-edge-1\t[0-9.]+"));
        assertThat(Files.getPosixFilePermissions(ledger))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aStoppedRunSaysSo() throws Exception {
        home.deploys("echo up; sleep 1000");
        var result = later(this::run);
        until(Event.Line.class::isInstance);
        assertThat(runner().stop(PLAN, this::connect)).isTrue();
        assertThat(problem(result.get())).isEqualTo("run.stopped");
        assertThat(runner().stop(PLAN, this::connect)).isFalse();
    }

    @Test
    void aStopFollowsTheEdgesUntilTheyRest() throws Exception {
        edges.joins("cp-edge-1", 3);
        home.deploys("echo up; sleep 1000");
        var result = later(this::run);
        until(Event.Line.class::isInstance);
        runner().stop(PLAN, this::connect);
        assertThat(problem(result.get())).isEqualTo("run.stopped");
        assertThat(all(Event.EdgeSeen.class))
                .extracting(seen -> seen.look().atRest())
                .containsExactly(false, false, false, true, true);
        assertThat(events.getLast()).isInstanceOf(Event.Ended.class);
    }

    @Test
    void aStopNamesTheEdgeThatNobodySees() throws Exception {
        edges.hide("cp-edge-1");
        home.deploys("echo up; sleep 1000");
        var result = later(this::run);
        until(Event.Line.class::isInstance);
        runner().stop(PLAN, this::connect);
        assertThat(result.get().problem()).contains(Problem.of("run.unseen", "cp-edge-1"));
    }

    @Test
    void aJobThatDiedIsLost() throws Exception {
        home.deploys("echo up; kill -9 $PPID $$");
        assertThat(problem(run())).isEqualTo("run.lost");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "deploy-3edges-join-fails.stdout, 2, run.task-failed, cp-edge-2|keadm join",
                "key-refused.stdout, 2, run.unreachable, cp-edge-1",
                "sudo-password-edge.stdout, 2, run.sudo-password, cp-edge-1",
                "vars-edge_node_cnt.stdout, 2, run.variables, EDGE_HOSTS is empty. Enter a"
                        + " variable.",
                "v162-reset-missing-playbook.stderr, 1, run.ansible-error, ERROR! the playbook:"
                        + " playbooks/reset_edge.yml could not be found",
                "reset-1edge-ok.stdout, 0, run.incomplete, 2|8",
                "deploy-1edge-ok.stderr, 0, run.nothing-done, -",
                "deploy-1edge-ok.stdout, 127, run.no-ansible, -",
                "deploy-1edge-ok.stdout, 7, run.script-failed, 7"
            })
    void aFailedRunIsJudgedByWhatItPrinted(
            String transcript, int status, String code, String values) throws Exception {
        replays(transcript, status);
        RunResult result = run();
        assertThat(result.succeeded()).isFalse();
        assertThat(result.exit()).contains(status);
        assertThat(problem(result)).isEqualTo(code);
        if (values != null) {
            assertThat(result.problem().orElseThrow().values()).startsWith(values.split("\\|", -1));
        }
        assertThat(phases()).doesNotContain("verify RUNNING");
        for (var language : List.of(Texts.KOREAN, Texts.ENGLISH)) {
            Texts texts = Texts.of(language);
            assertThat(texts.title(result.problem().orElseThrow())).doesNotContain("{");
            assertThat(texts.remedy(result.problem().orElseThrow())).doesNotContain("{");
        }
    }

    @Test
    void anEdgeThatTheRunLeftOutIsMissed() throws Exception {
        replays(ONE_EDGE, 0);
        var other =
                new DeploymentPlan(
                        PLAN,
                        site(),
                        "v1.6.0",
                        List.of("cp-edge-1", "b"),
                        phasesOfPlan(),
                        Impact.UNTOLD);
        RunResult result = runner().run(other, this::connect, nothingWrong(), events::add);
        assertThat(result.problem()).contains(Problem.of("run.edge-not-in-run", "b"));
    }

    @Test
    void aRunThatLeftNoNodeBehindFails() throws Exception {
        replays(ONE_EDGE, 0);
        var missing = Problem.of("run.edge-missing", "cp-edge-1");
        RunResult result = run(this::connect, () -> Optional.of(missing));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.problem()).contains(missing);
        assertThat(phases()).endsWith("hardening DONE", "verify RUNNING", "verify FAILED");
    }

    @Test
    void aNodeMayRegisterAMomentAfterTheRun() throws Exception {
        replays(ONE_EDGE, 0);
        var looks = new int[1];
        Afterwards late =
                () ->
                        looks[0]++ < 2
                                ? Optional.of(Problem.of("run.edge-missing", "cp-edge-1"))
                                : Optional.empty();
        assertThat(run(this::connect, late).succeeded()).isTrue();
    }

    @Test
    void aRefusedStartIsToldAndLeavesNothingOpen() throws Exception {
        home.deploys(LocalHome.waitFor("go"));
        new Job("eeeeeeeeeeee").start(connect(), "sleep 1000", Guard.NONE, "v1.6.0", List.of());
        assertThatThrownBy(this::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("run.already-running"));
        assertThat(phases()).endsWith("job RUNNING", "job FAILED");
        assertThat(journal.runs()).isEmpty();
        new Job("eeeeeeeeeeee").stop(connect());
    }

    @Test
    void aRunThatCannotBeWatchedSaysWhy() throws Exception {
        home.without("python3");
        replays(ONE_EDGE, 0);
        assertThatThrownBy(this::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("run.no-python"));
        assertThat(home.job(PLAN)).exists();
    }

    @Test
    void noJobStartsWhenAFileCannotBeWritten() throws Exception {
        replays(ONE_EDGE, 0);
        Files.delete(home.standalone().resolve("deploy-cp-edge.sh"));
        Files.delete(home.standalone());
        assertThatThrownBy(this::run).isInstanceOf(RemoteException.class);
        assertThat(phases()).containsExactly("variables RUNNING", "variables FAILED");
        assertThat(home.job(PLAN)).doesNotExist();
        assertThat(journal.runs()).isEmpty();
    }

    @Test
    void silenceIsTold() throws Exception {
        home.deploys("cat ~/log\n" + LocalHome.waitFor("go"));
        log(ONE_EDGE);
        var result = later(this::run);
        until(Event.Quiet.class::isInstance);
        home.letGo("go");
        assertThat(result.get().succeeded()).isTrue();
        assertThat(all(Event.Quiet.class))
                .allSatisfy(
                        quiet -> assertThat(quiet.since()).isGreaterThanOrEqualTo(QUICK.quiet()));
    }

    @Test
    void whileAnsibleIsSilentTheEdgesOfTheTaskAreAsked() throws Exception {
        edges.joins("cp-edge-1", Integer.MAX_VALUE);
        home.deploys("cat ~/first\n" + LocalHome.waitFor("go") + "cat ~/second");
        splitBefore("TASK [cp/edge/keadm_join : keadm join]");
        var result = later(this::run);
        until(Event.EdgeSeen.class::isInstance);
        assertThat(all(Event.Overdue.class)).isEmpty();
        home.letGo("go");
        assertThat(result.get().succeeded()).isTrue();
        assertThat(all(Event.EdgeSeen.class))
                .allSatisfy(seen -> assertThat(seen.host()).isEqualTo("cp-edge-1"));
    }

    @Test
    void aHostThatDoesNotLetUsInAnyMoreIsNotAskedForever() throws Exception {
        home.deploys("echo up\n" + LocalHome.waitFor("go"));
        HostSource source =
                () -> {
                    if (all(Event.LinkLost.class).isEmpty()) {
                        return connect();
                    }
                    throw new RemoteException(Kind.WRONG_PASSWORD, "control-plane");
                };
        var result = later(() -> run(source, nothingWrong()));
        until(Event.Line.class::isInstance);
        connections.forEach(LocalHost::cut);
        assertThatThrownBy(result::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RemoteException.class);
        assertThat(journal.runs()).hasSize(1);
        home.letGo("go");
    }

    @Test
    void aRunThatTheControlPlaneDoesNotKnowCannotBeAttachedTo() {
        assertThatThrownBy(() -> attach(this::connect))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.of("run.absent", PLAN)));
    }

    private Runner runner() {
        return new Runner(
                journal,
                new RunTimes(folder.resolve("laptop")),
                edges,
                new SampleMachines(),
                Clock.systemUTC(),
                QUICK);
    }

    private RunResult run() throws ProblemException, InterruptedException {
        return run(this::connect, nothingWrong());
    }

    private RunResult run(HostSource source, Afterwards afterwards)
            throws ProblemException, InterruptedException {
        return runner().run(plan(), source, afterwards, events::add);
    }

    private RunResult attach(HostSource source) throws ProblemException, InterruptedException {
        return runner().attach(
                        PLAN,
                        Releases.find("v1.6.0").orElseThrow(),
                        List.of("cp-edge-1"),
                        source,
                        nothingWrong(),
                        events::add);
    }

    private static Afterwards nothingWrong() {
        return Optional::empty;
    }

    private LocalHost connect() {
        var host = new LocalHost(home);
        connections.add(host);
        return host;
    }

    @Test
    void ansibleIsNotStartedWhenTheScriptMadeSomethingElse() throws Exception {
        guard =
                new Guard(
                        List.of(new Guard.Machine("cp-edge-1", "10.0.0.21")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        home.ansible("touch ~/started");
        home.deploys("ansible-playbook -i yesterday.yaml playbooks/edge.yml");
        RunResult result = runner().run(plan(), this::connect, Optional::empty, events::add);
        assertThat(result.exit()).contains(78);
        assertThat(result.problem())
                .contains(
                        Problem.of(
                                "run.guarded", "the inventory lacks the host cp-edge-1 10.0.0.21"));
        assertThat(home.path().resolve("started")).doesNotExist();
    }

    private DeploymentPlan plan() {
        return new DeploymentPlan(
                PLAN, site(), "v1.6.0", List.of("cp-edge-1"), phasesOfPlan(), Impact.UNTOLD);
    }

    private Site site() {
        return Site.of("test", new LocalHost(home).access())
                .withEdges(
                        List.of(
                                new EdgeNode(
                                        new HostName("cp-edge-1"),
                                        new Ipv4("10.0.0.21"),
                                        Port.SSH,
                                        "ubuntu",
                                        new Credential.Agent(),
                                        EdgeNode.Route.DIRECT)));
    }

    private List<PlannedPhase> phasesOfPlan() {
        var on = site().controlPlaneSubject();
        return List.of(
                new PlannedPhase(
                        "variables",
                        List.of(
                                new Change.WriteFile(
                                        on,
                                        home.standalone().resolve("cp-edge-vars.sh").toString(),
                                        Optional.empty(),
                                        "export EDGE_HOSTS=1\n",
                                        "0644"))),
                new PlannedPhase(
                        "job",
                        List.of(
                                new Change.RunJob(
                                        on,
                                        "cd ~/cp-deployment/standalone && source"
                                                + " deploy-cp-edge.sh",
                                        guard))),
                new PlannedPhase(
                        "tools",
                        List.of(
                                new Change.RunTask(
                                        on, 1, "r", "t", List.of("cp-edge-1"), Optional.empty()))));
    }

    private void replays(String transcript, int status) throws IOException {
        log(transcript);
        home.deploys("cat ~/log; return " + status);
    }

    private void log(String transcript) throws IOException {
        Files.writeString(home.path().resolve("log"), recorded(transcript));
    }

    private void split(String transcript, int at) throws IOException {
        String log = recorded(transcript);
        Files.writeString(home.path().resolve("first"), log.substring(0, at));
        Files.writeString(home.path().resolve("second"), log.substring(at));
    }

    private void splitBefore(String banner) throws IOException {
        split(ONE_EDGE, recorded(ONE_EDGE).indexOf(banner));
    }

    private void removeJob() throws IOException {
        try (var files = Files.walk(home.job(PLAN))) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private static String recorded(String file) {
        try (InputStream in = RunnerTest.class.getResourceAsStream("/transcripts/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> backups() throws IOException {
        try (var files = Files.list(home.standalone())) {
            return files.filter(file -> file.toString().endsWith(".bak")).toList();
        }
    }

    private String lines() {
        return text(events);
    }

    /// The log as the lines tell it; a carriage return at a line's end is not shown.
    private static String text(List<Event> events) {
        String text =
                events.stream()
                        .filter(Event.Line.class::isInstance)
                        .map(event -> ((Event.Line) event).text() + "\n")
                        .collect(Collectors.joining());
        return text.replace("= abort)\n", "= abort)\r\n");
    }

    private void assertOffsetsAreThoseOfTheLog() {
        long expected = 0;
        for (Event.Line line : all(Event.Line.class)) {
            assertThat(line.offset()).isEqualTo(expected);
            expected += line.text().length() + (line.text().endsWith("= abort)") ? 2 : 1);
        }
    }

    private <T extends Event> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<String> phases() {
        return all(Event.Phase.class).stream()
                .map(phase -> phase.phase() + " " + phase.state())
                .toList();
    }

    private static String problem(RunResult result) {
        return result.problem().map(Problem::code).orElse("none");
    }

    private void until(Predicate<Event> seen) {
        while (events.stream().noneMatch(seen)) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private interface Work {
        RunResult get() throws ProblemException, InterruptedException;
    }

    private static CompletableFuture<RunResult> later(Work work) {
        var result = new CompletableFuture<RunResult>();
        Thread.ofVirtual().start(() -> complete(result, work));
        return result;
    }

    private static void complete(CompletableFuture<RunResult> result, Work work) {
        try {
            result.complete(work.get());
        } catch (ProblemException | InterruptedException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
