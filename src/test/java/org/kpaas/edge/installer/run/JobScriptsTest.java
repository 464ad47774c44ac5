package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.plan.Guard;
import org.kpaas.edge.installer.remote.Host.Stream;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.site.ProblemException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

@ParameterizedClass
@ValueSource(strings = {"dash", "bash", "busybox"})
@Timeout(60)
class JobScriptsTest {
    private static final String LINE = "cd ~/cp-deployment/standalone && source deploy-cp-edge.sh";
    private static final String PLAN =
            "1b2c3d4e5f60"; // its own: a stop ends every process of its plan

    @Parameter String shell = "";
    @TempDir Path folder = Path.of("");

    private final Job job = new Job(PLAN);
    private final List<LocalHost> connections = new ArrayList<>();
    private LocalHome home;
    private Guard guard = Guard.NONE;

    @BeforeEach
    void makeAHome() throws IOException {
        home = new LocalHome(folder, shell);
    }

    @AfterEach
    void endTheJobs() throws Exception {
        home.endJobs();
        connections.forEach(LocalHost::cut);
    }

    @Test
    void aJobLeavesItsWholeOutputAndItsStatusInFilesOfItsOwner() throws Exception {
        deploys("echo out; echo 가나 >&2; cat; return 2");
        start();
        assertThat(followed(0)).isEqualTo("out\n가나\n");
        Job.State state = job.state(connect());
        assertThat(state.stand()).isEqualTo(Job.Stand.ENDED);
        assertThat(state.exit()).contains(2);
        assertThat(state.size()).isEqualTo(11);
        assertThat(state.stopped()).isFalse();
        assertThat(mode(home.job(PLAN))).isEqualTo("rwx------");
        for (String file : List.of("log", "pid", "birth", "plan", "exit", "gate")) {
            assertThat(mode(home.job(PLAN).resolve(file))).as(file).isEqualTo("rw-------");
        }
        assertThat(Files.readString(home.job(PLAN).resolve("plan")))
                .isEqualTo("line=" + LINE + "\nrelease=v1.6.0\nedges=edge-1 edge-2\n");
        assertThat(Files.readString(home.job(PLAN).resolve("gate")))
                .isEqualTo(Script.named("join-gate").body());
    }

    @Test
    void theJobItselfRunsAsALoginWouldRunIt() throws Exception {
        deploys(
                "umask; pwd; echo \"$PYTHONUNBUFFERED\"; command -v ansible-playbook; shopt -q"
                        + " login_shell");
        start();
        assertThat(followed(0))
                .isEqualTo(
                        "0022\n%s\n1\n%s\n"
                                .formatted(
                                        home.standalone(),
                                        home.path().resolve(".local/bin/ansible-playbook")));
        assertThat(job.state(connect()).exit()).contains(0);
    }

    @Test
    void aVirtualEnvironmentIsEnteredWhenAnsibleIsOnlyThere() throws Exception {
        deploys("command -v ansible-playbook || return 127");
        home.profile("PATH=\"$HOME/empty\"");
        Path venv = Files.createDirectories(home.path().resolve("kpaas-venv/bin"));
        Files.writeString(venv.resolve("activate"), "PATH=\"$HOME/.local/bin:$PATH\"\n");
        start();
        assertThat(followed(0)).isEqualTo(home.path() + "/.local/bin/ansible-playbook\n");
    }

    @Test
    void aJobIsAliveWhileItRunsAndItsOutputShowsAsItHappens() throws Exception {
        deploys("echo one\n" + LocalHome.waitFor("go") + "echo two");
        start();
        var seen = new ByteArrayOutputStream();
        var first = new CompletableFuture<String>();
        var all = follow(connect(), 0, seen, first);
        assertThat(first.get()).isEqualTo("one\n");
        assertThat(job.state(connect()).stand()).isEqualTo(Job.Stand.RUNNING);
        home.letGo("go");
        assertThat(all.get()).isZero();
        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void theConnectionThatStartedAJobMayBreak() throws Exception {
        deploys("echo one\n" + LocalHome.waitFor("go") + "echo two");
        start();
        connections.forEach(LocalHost::cut);
        home.letGo("go");
        assertThat(followed(0)).isEqualTo("one\ntwo\n");
    }

    @Test
    void severalViewersSeeTheSameFromWhereTheyBegin() throws Exception {
        deploys(
                "for i in $(seq 2000); do echo line $i; done\n"
                        + LocalHome.waitFor("go")
                        + "echo end");
        start();
        var one = new ByteArrayOutputStream();
        var two = new ByteArrayOutputStream();
        var first = follow(connect(), 0, one, new CompletableFuture<>());
        var second = follow(connect(), 5000, two, new CompletableFuture<>());
        home.letGo("go");
        first.get();
        second.get();
        String log = Files.readString(home.job(PLAN).resolve("log"));
        assertThat(log).endsWith("line 2000\nend\n");
        assertThat(one.toString(StandardCharsets.UTF_8)).isEqualTo(log);
        assertThat(two.toString(StandardCharsets.UTF_8)).isEqualTo(log.substring(5000));
    }

    @Test
    void whatThePluginTellsComesBesideTheLogFromItsOwnOffset() throws Exception {
        deploys("echo out; printf 'first\\nsecond\\n' >\"$kpaas_edge_job/events\"");
        start();
        assertThat(followed(0)).isEqualTo("out\n");
        var rest = connect().run(job.follow(2, 6));
        assertThat(rest.out()).isEqualTo("t\n");
        assertThat(rest.err()).matches("clock \\d{10}\nsecond\n");
    }

    @Test
    void aFollowerEndsWhenItsConnectionIsGone() throws Exception {
        deploys("echo up\n" + LocalHome.waitFor("go"));
        start();
        Path script = folder.resolve("follow.sh");
        Files.writeString(script, Script.named("job-follow").body());
        var builder =
                new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        "sh -s -- " + PLAN + " 0 <" + script + " & echo $!; wait");
        home.prepare(builder);
        Process connection = builder.start();
        var output = connection.inputReader();
        String follower = Objects.requireNonNull(output.readLine());
        assertThat(output.readLine()).isEqualTo("up");
        connection.destroyForcibly();
        while (lives(follower)) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(job.state(connect()).stand()).isEqualTo(Job.Stand.RUNNING);
    }

    @Test
    void aSecondJobIsRefusedAndToldWhoRunsTheFirst() throws Exception {
        deploys(LocalHome.waitFor("go"));
        start();
        String pid = Files.readString(home.job(PLAN).resolve("pid")).strip();
        assertThatThrownBy(
                        () ->
                                new Job("ffffffffffff")
                                        .start(connect(), LINE, Guard.NONE, "v1.6.0", List.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo("run.already-running");
                            assertThat(e.problem().values())
                                    .startsWith(PLAN)
                                    .endsWith(pid)
                                    .element(1)
                                    .asString()
                                    .endsWith("@192.0.2.7");
                        });
        assertThat(home.job("ffffffffffff")).doesNotExist();
    }

    @Test
    void aPlaybookThatSomebodyElseRunsIsAReasonToRefuse() throws Exception {
        deploys("return 0");
        home.ansible("echo up; read forever");
        var builder =
                new ProcessBuilder(home.path().resolve(".local/bin/ansible-playbook").toString());
        home.prepare(builder);
        Process playbook = builder.start();
        try {
            assertThat(playbook.inputReader().readLine()).isEqualTo("up");
            assertThatThrownBy(this::start)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> {
                                assertThat(e.problem().code()).isEqualTo("run.ansible-running");
                                assertThat(e.problem().values())
                                        .startsWith(Long.toString(playbook.pid()))
                                        .element(2)
                                        .asString()
                                        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
                            });
        } finally {
            playbook.destroyForcibly();
        }
    }

    @Test
    void theSamePlanIsNeverStartedTwice() throws Exception {
        deploys("echo once");
        start();
        assertThat(followed(0)).isEqualTo("once\n");
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("run.already-started"));
        assertThat(Files.readString(home.job(PLAN).resolve("log"))).isEqualTo("once\n");
    }

    @Test
    void ofManyWhoStartAtOnceOneWins() throws Exception {
        deploys(LocalHome.waitFor("go"));
        var starts = new ArrayList<CompletableFuture<Boolean>>();
        for (int i = 0; i < 6; i++) {
            String id = "00000000000" + i;
            LocalHost host = connect();
            var result = new CompletableFuture<Boolean>();
            starts.add(result);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    new Job(id).start(host, LINE, Guard.NONE, "v1.6.0", List.of());
                                    result.complete(true);
                                } catch (ProblemException e) {
                                    result.complete(false);
                                } catch (InterruptedException | RuntimeException e) {
                                    result.completeExceptionally(e);
                                }
                            });
        }
        int started = 0;
        for (var start : starts) {
            started += start.get() ? 1 : 0;
        }
        home.letGo("go");
        assertThat(started).isOne();
    }

    @Test
    void theLockOfAStarterThatDiedIsTakenOver() throws Exception {
        deploys("echo once");
        Path lock = Files.createDirectories(home.path().resolve(".kpaas-edge-installer/jobs/lock"));
        Files.writeString(lock.resolve("birth"), "1 1 another-boot\n");
        start();
        assertThat(followed(0)).isEqualTo("once\n");
        assertThat(lock).doesNotExist();
    }

    @Test
    void stoppingEndsEverythingThatTheJobHasStarted() throws Exception {
        deploys(
                "trap '' TERM; sleep 1000 & echo $!; setsid sleep 1001 & echo $!\n"
                        + "echo up; wait; wait; sleep 1002");
        start();
        var seen = new ByteArrayOutputStream();
        var all = follow(connect(), 0, seen, new CompletableFuture<>());
        List<String> children = children(seen);
        var stopped =
                connect().run(Script.named("job-stop").with(Duration.ofSeconds(30), PLAN, "1"));
        assertThat(stopped.out()).isEqualTo("job.stopped=yes\nfacts.end=yes\n");
        assertThat(children).hasSize(2).noneMatch(JobScriptsTest::lives);
        assertThat(all.get()).isZero();
        Job.State state = job.state(connect());
        assertThat(state.stand()).isEqualTo(Job.Stand.ENDED);
        assertThat(state.stopped()).isTrue();
        assertThat(job.stop(connect())).isFalse();
    }

    @Test
    void aJobThatDiedWithoutAStatusIsLost() throws Exception {
        deploys("echo up; exec sleep 1000");
        start();
        var first = new CompletableFuture<String>();
        var all = follow(connect(), 0, new ByteArrayOutputStream(), first);
        first.get();
        kill(Long.parseLong(Files.readString(home.job(PLAN).resolve("pid")).strip()));
        assertThat(all.get()).isZero();
        assertThat(job.state(connect()).stand()).isEqualTo(Job.Stand.LOST);
        assertThat(job.state(connect()).exit()).isEmpty();
    }

    @Test
    void aProcessIdFromBeforeARestartIsNotTheJob() throws Exception {
        deploys("return 0");
        Path gone = Files.createDirectories(home.job(PLAN));
        long own = ProcessHandle.current().pid();
        Files.writeString(gone.resolve("pid"), own + "\n");
        Files.writeString(gone.resolve("birth"), own + " 5 another-boot 1795440000 ubuntu\n");
        Files.writeString(gone.resolve("log"), "half\n");
        assertThat(job.state(connect()).stand()).isEqualTo(Job.Stand.LOST);
        assertThat(job.stop(connect())).isFalse();
        assertThat(followed(2)).isEqualTo("lf\n");
    }

    @Test
    void whereThereIsNoSetsidAJobGetsAGroupOfItsOwn() throws Exception {
        deploys("sleep 1000 & echo $!; echo up; wait");
        home.without("setsid");
        start();
        var seen = new ByteArrayOutputStream();
        follow(connect(), 0, seen, new CompletableFuture<>());
        List<String> children = children(seen);
        assertThat(job.stop(connect())).isTrue();
        assertThat(children).hasSize(1).noneMatch(JobScriptsTest::lives);
    }

    @Test
    void anUnknownJobIsAbsent() throws Exception {
        assertThat(job.state(connect()).stand()).isEqualTo(Job.Stand.ABSENT);
        assertThat(connect().run(job.follow(0, 0)).exit()).isEqualTo(3);
    }

    @Test
    void aBackupOverwritesNothing() throws Exception {
        deploys("return 0");
        Path file = home.path().resolve("a file");
        Files.writeString(file, "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Optional<String> first =
                Answer.ask(connect(), "backup", "none", "a file").value("backup.2");
        Files.writeString(file, "two");
        Optional<String> second = Answer.ask(connect(), "backup", "a file").value("backup.1");
        assertThat(first.orElseThrow())
                .matches("a file\\.\\d{8}T\\d{6}Z\\.bak")
                .isNotEqualTo(second.orElseThrow());
        assertThat(home.path().resolve(first.get())).hasContent("one");
        assertThat(mode(home.path().resolve(first.get()))).isEqualTo("rw-r-----");
        assertThat(home.path().resolve(second.get())).hasContent("two");
    }

    private void deploys(String script) throws IOException {
        home.deploys(script);
    }

    private LocalHost connect() {
        var connection = new LocalHost(home);
        connections.add(connection);
        return connection;
    }

    private void start() throws ProblemException, InterruptedException {
        job.start(connect(), LINE, guard, "v1.6.0", List.of("edge-1", "edge-2"));
    }

    private String followed(long offset) throws Exception {
        return connect().run(job.follow(offset, 0)).out();
    }

    private CompletableFuture<Integer> follow(
            LocalHost host,
            long offset,
            ByteArrayOutputStream seen,
            CompletableFuture<String> first) {
        var exit = new CompletableFuture<Integer>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                exit.complete(
                                        host.stream(
                                                        job.follow(offset, 0),
                                                        (stream, bytes) -> {
                                                            if (stream == Stream.OUT) {
                                                                seen.writeBytes(bytes);
                                                                first.complete(
                                                                        new String(
                                                                                bytes,
                                                                                StandardCharsets
                                                                                        .UTF_8));
                                                            }
                                                        })
                                                .exit());
                            } catch (ProblemException | InterruptedException | RuntimeException e) {
                                exit.completeExceptionally(e);
                            }
                        });
        return exit;
    }

    /// The process ids that the job has printed before `up`.
    private static List<String> children(ByteArrayOutputStream seen) {
        String text = seen.toString(StandardCharsets.UTF_8);
        while (!text.contains("up\n")) {
            LockSupport.parkNanos(5_000_000);
            text = seen.toString(StandardCharsets.UTF_8);
        }
        return text.lines().takeWhile(line -> !line.equals("up")).toList();
    }

    /// A process that has ended stays in the table until somebody asks for its status; that is not living.
    private static boolean lives(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    /// As the kernel does when memory is short: the wrapper and all its children, without a word.
    private static void kill(long pid) {
        ProcessHandle wrapper = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(wrapper.descendants().toList());
        wrapper.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
