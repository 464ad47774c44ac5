package org.kpaas.edge.installer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Every script that goes to hosts is valid in every shell that hosts have, clean for shellcheck, and really run under
/// each of these shells: once here, and in all its cases by the test of its own part.
class ScriptsTest {
    private static final List<String> SHELLS = List.of("dash", "bash", "busybox sh");
    private static final String HELLO_SHA256 =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    /// What a script is asked here, in a home folder with a file `hello`, and what it must then say.
    private static final Map<String, Trial> TRIALS =
            Map.ofEntries(
                    Map.entry("across", new Trial("across: user: a login name\nexit 64\n", "-x")),
                    Map.entry(
                            "backup",
                            new Trial("backup.1=hello\\.\\d{8}T\\d{6}Z\\.bak\n", "hello")),
                    Map.entry("digest", new Trial("digest.1=" + HELLO_SHA256 + "\n", "hello")),
                    Map.entry(
                            "edge-look",
                            new Trial("ansible.running=(yes|no)\n[\\s\\S]*facts.end=yes\n")),
                    Map.entry(
                            "facts",
                            new Trial(
                                    "script.version=1\n[\\s\\S]*facts.end=yes\nexit 0\n", "other")),
                    Map.entry("fix-boot", new Trial("boot.id=[0-9a-f-]{36}\n", "id")),
                    Map.entry(
                            "fix-file",
                            new Trial("file.digest=[0-9a-f]{64}\n", "show", "/etc/passwd")),
                    Map.entry("fix-host", new Trial("facts.refused=no-key\n", "public-key")),
                    Map.entry("fix-root", new Trial("facts.refused=arguments\n", "id")),
                    Map.entry(
                            "log",
                            new Trial("log: refused: unit\nexit 64\n", "unit", "cron", "9", "no")),
                    Map.entry("ledger", new Trial("ledger.refused=arguments\n", "x")),
                    Map.entry("join-gate", new Trial("^$", "join")),
                    Map.entry("residue", new Trial("facts.refused=arguments\n", "x")),
                    Map.entry("clear", new Trial("facts.refused=arguments\n", "edge", "$(id)")),
                    Map.entry("keep", new Trial("facts.refused=arguments\n", "x")),
                    Map.entry("reset-job", new Trial("kpaas-edge-reset: refused plan\nexit 64\n")),
                    Map.entry("settings", new Trial("facts.end=yes\n")),
                    Map.entry("job-follow", new Trial("exit 3\n", "no-such-job", "0")),
                    Map.entry("job-start", new Trial("not a plan id: ../x\nexit 64\n", "../x")),
                    Map.entry("job-state", new Trial("job.state=absent\n", "no-such-job")),
                    Map.entry("job-stop", new Trial("job.stopped=no\n", "no-such-job", "1")),
                    Map.entry(
                            "probe",
                            new Trial(
                                    "tcp\\.127\\.0\\.0\\.1:1=refused\n[\\s\\S]*connect.end=yes\n",
                                    "connect",
                                    "2",
                                    "00ff",
                                    "tcp:127.0.0.1:1")),
                    Map.entry("kubeconfig", new Trial("kind: Config\n")));

    @TempDir private Path folder;

    private record Trial(String says, List<String> arguments) {
        Trial(String says, String... arguments) {
            this(says, List.of(arguments));
        }
    }

    @Test
    void everyScriptHasATrial() throws Exception {
        assertThat(TRIALS.keySet()).containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyShellReadsIt(String name) throws Exception {
        Path file = file(name);
        for (String shell : shells()) {
            var argv = new ArrayList<>(words(shell));
            argv.addAll(List.of("-n", file.toString()));
            assertThat(run(file, argv)).as(shell).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyShellRunsIt(String name) throws Exception {
        Trial trial = Objects.requireNonNull(TRIALS.get(name));
        for (String shell : shells()) {
            home();
            var argv = new ArrayList<>(words(shell));
            argv.addAll(List.of("-s", "--"));
            argv.addAll(trial.arguments());
            assertThat(run(file(name), argv)).as(shell).containsPattern(trial.says());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shellcheckHasNothingToSay(String name) throws Exception {
        assumeTrue(has("shellcheck"), "shellcheck is not installed");
        assertThat(run(file(name), List.of("shellcheck", file(name).toString()))).isEmpty();
    }

    private static Stream<String> names() throws Exception {
        var facts =
                Objects.requireNonNull(
                        ScriptsTest.class.getResource("/org/kpaas/edge/installer/script/facts.sh"));
        File[] files =
                Objects.requireNonNull(Path.of(facts.toURI()).toFile().getParentFile().listFiles());
        return Stream.of(files)
                .map(File::getName)
                .filter(name -> name.endsWith(".sh"))
                .map(name -> name.replace(".sh", ""))
                .sorted();
    }

    private static List<String> shells() {
        return SHELLS.stream().filter(shell -> has(words(shell).getFirst())).toList();
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".sh"), Script.named(name).body());
    }

    private Path home() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve(".kube"));
        Files.writeString(home.resolve(".kube/config"), "kind: Config\n");
        Files.writeString(home.resolve("hello"), "hello");
        return home;
    }

    /// The output of a program that reads this file, errors included.
    private String run(Path stdin, List<String> argv) throws Exception {
        var builder =
                new ProcessBuilder(argv)
                        .directory(home().toFile())
                        .redirectInput(stdin.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("HOME", home().toString());
        builder.environment().keySet().removeAll(List.of("PROGRAM", "PASSWORD", "DATA"));
        Process process = builder.start();
        String output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return exit == 0 && output.isEmpty() ? output : output + "exit " + exit + "\n";
    }
}
