package org.kpaas.edge.installer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Script;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `script/log.sh` in real shells, with stand-ins for the programs that it asks.
@ParameterizedClass
@ValueSource(strings = {"dash", "bash", "busybox"})
@Timeout(60)
class LogScriptTest {
    private static final String OLD = "a".repeat(64);
    private static final String YOUNG = "b".repeat(64);

    @Parameter String shell = "";
    @TempDir Path folder = Path.of("");

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void programs() throws IOException {
        program("sudo", "[ \"$1\" = -n ] && shift\nexec \"$@\"");
        program("journalctl", "echo \"journalctl $*\"");
        program("kubectl", "echo \"kubectl $*\"");
        program(
                "crictl",
                """
                shift 2
                case $1 in
                pods) echo "$*" >>calls; echo %s ;;
                ps) printf '%%s\\n' %s %s 'not an id' ;;
                logs) echo "crictl $*" ;;
                esac
                """
                        .formatted("c".repeat(64), YOUNG, OLD));
    }

    @Test
    void aJournalIsAskedForItsLines() throws Exception {
        assertThat(run("unit", "edgecore", "50", "no"))
                .isEqualTo(
                        new Said(
                                0,
                                "journalctl -q --no-pager -o short-iso -u edgecore.service -n 50\n",
                                ""));
        assertThat(run("unit", "crio", "5", "yes").out()).endsWith("-u crio.service -n 5 -f\n");
    }

    @Test
    void theContainersOfAPodAreToldTheYoungestLastAndOnlyThatOneIsFollowed() throws Exception {
        Said said = run("edge-pod", "kubeedge", "edgemesh-agent-x.1", "20", "yes");
        assertThat(said.out())
                .isEqualTo(
                        """
                        == edgemesh-agent-x.1 %1$s
                        crictl logs --tail 20 %1$s
                        == edgemesh-agent-x.1 %2$s
                        crictl logs --tail 20 --follow %2$s
                        """
                                .formatted(OLD, YOUNG));
        assertThat(Files.readString(folder.resolve("calls")))
                .isEqualTo("pods -q --namespace ^kubeedge$ --name ^edgemesh-agent-x\\.1$\n");
    }

    @Test
    void aPodWithoutContainersIsSaidToBeNone() throws Exception {
        program("crictl", "exit 0");
        assertThat(run("edge-pod", "kubeedge", "gone", "20", "no")).isEqualTo(new Said(3, "", ""));
    }

    @Test
    void aPodOfTheCloudIsAskedOfTheCluster() throws Exception {
        Files.createDirectories(folder.resolve(".kube"));
        Files.writeString(folder.resolve(".kube/config"), "");
        assertThat(run("cloud-pod", "kubeedge", "cloudcore-1", "7", "no").out())
                .isEqualTo(
                        "kubectl --kubeconfig "
                                + folder
                                + "/.kube/config logs --namespace kubeedge cloudcore-1"
                                + " --all-containers --prefix --tail 7\n");
    }

    @Test
    void whatIsNoNameIsRefused() throws Exception {
        for (String bad :
                List.of(
                        "",
                        "-o",
                        "a b",
                        "a;id",
                        "$(id)",
                        "../x",
                        ".x",
                        "x.",
                        "A",
                        "x\ny",
                        "a*",
                        "é",
                        "x".repeat(254))) {
            assertThat(run("edge-pod", "kubeedge", bad, "9", "no"))
                    .as(bad)
                    .isEqualTo(refused("pod"));
            assertThat(run("cloud-pod", bad, "x", "9", "no"))
                    .as(bad)
                    .isEqualTo(refused("namespace"));
            assertThat(run("unit", bad, "9", "no")).as(bad).isEqualTo(refused("unit"));
        }
        for (String bad : List.of("", "0", "5001", "-1", "9;id", "99999", "1e3")) {
            assertThat(run("unit", "crio", bad, "no")).as(bad).isEqualTo(refused("lines"));
        }
        assertThat(run("unit", "crio", "9", "maybe")).isEqualTo(refused("follow"));
        assertThat(run("unit", "crio", "9", "no", "more")).isEqualTo(refused("arguments"));
        assertThat(run()).isEqualTo(refused("arguments"));
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void aMissingToolIsNamed() throws Exception {
        Files.delete(folder.resolve("bin/crictl"));
        assertThat(run("edge-pod", "kubeedge", "x", "9", "no"))
                .isEqualTo(new Said(5, "", "log: crictl is not there\n"));
    }

    /// The program that follows ends with its reader, although it belongs to another user there.
    @Test
    void whatFollowsEndsWhenItIsTold() throws Exception {
        program(
                "journalctl",
                "echo first\necho $$ >following\nwhile [ -d " + folder + " ]; do sleep 0.1; done");
        Process script = start("unit", "edgecore", "5", "yes");
        try (BufferedReader out = script.inputReader()) {
            assertThat(out.readLine()).isEqualTo("first");
            Path note = folder.resolve("following");
            while (!Files.exists(note) || Files.size(note) == 0) {
                Thread.onSpinWait();
            }
            long followed = Long.parseLong(Files.readString(note).strip());
            script.destroy();
            assertThat(script.waitFor()).isEqualTo(4);
            ProcessHandle.of(followed)
                    .ifPresent(
                            it ->
                                    it.onExit()
                                            .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                                            .join());
        }
    }

    private static Said refused(String what) {
        return new Said(64, "", "log: refused: " + what + "\n");
    }

    private Said run(String... arguments) throws Exception {
        Process process = start(arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
        return new Said(process.exitValue(), out, err);
    }

    private Process start(String... arguments) throws IOException {
        var words = new ArrayList<String>();
        words.add(shell);
        words.addAll(shell.equals("busybox") ? List.of("sh", "-s", "--") : List.of("-s", "--"));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(Script.named("log").body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // a script that refuses its arguments need not be read to its end
        }
        return process;
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
