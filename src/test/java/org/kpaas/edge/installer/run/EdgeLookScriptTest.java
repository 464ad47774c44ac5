package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.text.Texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The look at an edge node on this machine, with real processes.
@ParameterizedClass
@ValueSource(strings = {"dash", "bash", "busybox"})
@Timeout(60)
class EdgeLookScriptTest {
    private static final String TOKEN =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.eyJhbGciOiJIUzI1NiJ9"
                    + ".eyJleHAiOjE3MDB9.c2lnbmF0dXJl";

    @Parameter String shell = "";
    @TempDir Path folder = Path.of("");

    private final List<Process> processes = new ArrayList<>();
    private LocalHome home;

    @BeforeEach
    void makeAHome() throws IOException {
        home = new LocalHome(folder, shell);
    }

    @AfterEach
    void endTheProcesses() {
        processes.forEach(
                process -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
    }

    @Test
    void aJoinIsSeenWithItsAgeAndWhoStartedIt() throws Exception {
        Process join = runs("keadm", "join");
        EdgeLook look = look();
        assertThat(look.join())
                .hasValueSatisfying(
                        found -> {
                            assertThat(found.pid()).isEqualTo(join.pid());
                            assertThat(found.running()).isLessThan(Duration.ofMinutes(1));
                            assertThat(found.parent()).isEqualTo("java");
                        });
        assertThat(look.atRest()).isFalse();
    }

    @Test
    void otherWordsOfKeadmAreNoJoin() throws Exception {
        runs("keadm", "version");
        assertThat(look().join()).isEmpty();
    }

    @Test
    void aModuleOfAnsibleIsSeen() throws Exception {
        runs("python3", "/tmp/x/AnsiballZ_command.py");
        assertThat(look().ansible()).isTrue();
    }

    @Test
    void anIdleMachineSaysWhatItHas() throws Exception {
        EdgeLook look = look();
        assertThat(look.join()).isEmpty();
        assertThat(look.freeKib()).hasValueSatisfying(free -> assertThat(free).isPositive());
        assertThat(look.folder()).contains(Files.exists(Path.of("/etc/kubeedge")));
    }

    @Test
    void unitsAndJournalsAreToldBoundedAndWithoutTokens() throws Exception {
        home.program(
                "systemctl",
                "case $* in *is-active*edgecore*) echo activating;; *is-active*) echo active;;"
                        + " *NRestarts*) echo NRestarts=7;; esac");
        home.program(
                "journalctl",
                "case $* in *crio*) echo 'crio up';; *) for i in 1 2 3 4 5 6; do echo \"I1125 line"
                        + " $i\"; done; echo 'F1125 10:00:00 edged.go:206] cgroup --token "
                        + TOKEN
                        + "'; printf 'E1125 \\033[31m%0400d\\n' 0;; esac");
        EdgeLook look = look();
        assertThat(look.edgecore()).contains("activating");
        assertThat(look.crio()).contains("active");
        assertThat(look.restarts()).contains(7L);
        assertThat(look.crioLog()).containsExactly("crio up");
        assertThat(look.log()).hasSize(5).first().isEqualTo("I1125 line 4");
        assertThat(look.log().getLast()).hasSize(300).doesNotContain("\033");
        assertThat(look.complaint()).contains("F1125 10:00:00 edged.go:206] cgroup --token ***");
        assertThat(look.toString()).doesNotContain("eyJ");
    }

    @Test
    void aSystemThatHangsDoesNotHoldUpTheLook() throws Exception {
        home.program("systemctl", "sleep 60");
        home.program("journalctl", "sleep 60");
        EdgeLook look = look();
        assertThat(look.edgecore()).isEmpty();
        assertThat(look.log()).isEmpty();
    }

    @Test
    void aLookReadsAsASentence() {
        var look =
                EdgeLook.of(
                        Answer.read(
                                """
                                join.pid=4711
                                join.seconds=130
                                join.parent=sh
                                edgecore.state=activating
                                edgecore.log.1=I1125 starting
                                edgecore.log.2=I1125 waiting
                                rx.bytes=84000000
                                rx.per.second=1240000
                                """));
        var seen = new Event.EdgeSeen(Instant.EPOCH, "edge-1", look, 84_000_000);
        assertThat(EdgeText.of(seen, Texts.of(Texts.ENGLISH)))
                .isEqualTo(
                        "keadm join has been running for 2 min 10 s; 84 MB received since the first"
                            + " look; receiving 1.2 MB/s; edgecore is activating; edgecore says:"
                            + " I1125 waiting");
    }

    private EdgeLook look() throws Exception {
        return EdgeLook.at(new LocalHost(home));
    }

    /// A process of that name and argument that sleeps until the test ends.
    private Process runs(String name, String argument) throws IOException {
        Path script = folder.resolve("run/" + argument);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "while [ -d " + folder + " ]; do sleep 0.1; done\n");
        String word = argument.startsWith("/") ? script.toString() : argument;
        var builder = new ProcessBuilder("bash", "-c", "exec -a " + name + " bash \"$0\"", word);
        Process process = builder.directory(folder.resolve("run").toFile()).start();
        processes.add(process);
        return process;
    }
}
