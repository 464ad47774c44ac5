package org.kpaas.edge.installer.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// `script/reset-job.sh`: edge first, all nodes of a phase at once, debts, and nothing of the cloud where an edge failed
/// (T84, T85, T92).
class ResetJobScriptTest {
    static final List<String> SHELLS = LocalShell.SHELLS;
    private static final String PLAN =
            """
            key 10.0.0.1 22 ssh-ed25519 AAAA
            phase reset-mesh
            here root mesh pods=cp-edge-1
            phase reset-edges
            edge cp-edge-1 10.0.0.1 22 ubuntu kubeedge keadm
            edge cp-edge-2 10.0.0.2 2222 pi kubeedge
            phase reset-cloud
            here root cloud
            here user file=standalone/a.sh
            cloud-node w1 10.0.0.9 22 ubuntu portals
            """;

    /// Stands in for the script that takes things away: says what it was asked.
    private static final String CLEAR =
            """
            #!/bin/sh
            where=$1
            shift
            for item; do
                echo "$where $item" >>"$HOME/order"
                case $item in broken) echo "failed=broken mounted" ;; *) echo "cleared=$item" ;; esac
            done
            echo copy=/var/backups/x
            echo facts.end=yes
            """;

    @TempDir private Path home;

    @BeforeEach
    void hosts() throws Exception {
        program("sudo", "while [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\"");
        // the last word is what runs there; the address decides who answers
        program(
                "ssh",
                """
                printf '%s\\n' "$*" >>"$HOME/ssh"
                case "$*" in
                    *10.0.0.2*) echo 'ssh: connect to host 10.0.0.2 port 2222: No route to host' >&2; exit 255 ;;
                esac
                for last; do :; done
                eval "$last"
                """);
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void edgesComeFirstAndADebtHoldsUpNobody(String shell) throws Exception {
        String log = run(shell, PLAN, 0);
        assertThat(log.lines())
                .containsSubsequence(
                        "kpaas-edge-reset: phase reset-mesh running",
                        "kpaas-edge-reset: phase reset-mesh done",
                        "kpaas-edge-reset: phase reset-edges running",
                        "kpaas-edge-reset: item cp-edge-1 kubeedge done",
                        "kpaas-edge-reset: item cp-edge-1 keadm done",
                        "kpaas-edge-reset: host cp-edge-1 done",
                        "kpaas-edge-reset: phase reset-edges done",
                        "kpaas-edge-reset: phase reset-cloud running",
                        "kpaas-edge-reset: host w1 done",
                        "kpaas-edge-reset: phase reset-cloud done")
                .contains(
                        "kpaas-edge-reset: copy cp-edge-1 /var/backups/x",
                        "kpaas-edge-reset: host cp-edge-2 debt ssh: connect to host 10.0.0.2 port"
                                + " 2222: No route to host");
        assertThat(Files.readAllLines(home.resolve("order")))
                .containsSubsequence("cloud mesh", "edge kubeedge", "cloud cloud")
                .contains("user file=standalone/a.sh", "cloud portals", "cloud pods=cp-edge-1");
        assertThat(Files.readString(home.resolve(".kpaas-edge-installer/nodes")))
                .containsPattern("\\d+\tby-hand\treset\tcp-edge-1\t10\\.0\\.0\\.1\n")
                .containsPattern("\\d+\tby-hand\tdebt\tcp-edge-2\t10\\.0\\.0\\.2\n");
        assertThat(Files.readString(home.resolve("ssh")))
                .contains(
                        "StrictHostKeyChecking=yes ubuntu@10.0.0.1",
                        "-p 2222",
                        "StrictHostKeyChecking=accept-new pi@10.0.0.2");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void whereAnEdgeFailsNothingOfTheCloudIsTouched(String shell) throws Exception {
        String log = run(shell, PLAN.replace("kubeedge keadm", "broken keadm"), 1);
        assertThat(log)
                .contains(
                        "kpaas-edge-reset: item cp-edge-1 broken failed mounted",
                        "kpaas-edge-reset: host cp-edge-1 failed",
                        "kpaas-edge-reset: phase reset-edges failed",
                        "kpaas-edge-reset: stopped")
                .doesNotContain("reset-cloud");
        assertThat(Files.readString(home.resolve("order"))).doesNotContain("cloud cloud");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void whatFailsInTheCloudIsSaidAndTheRestGoesOn(String shell) throws Exception {
        String log = run(shell, PLAN.replace("here root cloud", "here root broken"), 1);
        assertThat(log)
                .contains("broken failed mounted", "phase reset-cloud failed", "host w1 done");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aNodeWhoseSudoWantsAPasswordFails(String shell) throws Exception {
        program("id", "echo 1000");
        program("sudo", "echo 'sudo: a password is required' >&2; exit 1");
        String log = run(shell, PLAN.replace("here root mesh pods=cp-edge-1", ""), 1);
        assertThat(log)
                .contains("cp-edge-1 connection failed sudo: a password is required", "stopped");
    }

    @Test
    void hostilePlansAreRefusedBeforeAnythingIsDone() throws Exception {
        for (String line :
                List.of(
                        "edge cp-edge-1 10.0.0.1 22 ubuntu $(touch pwned)",
                        "edge cp-edge-1 10.0.0.1;id 22 ubuntu keadm",
                        "edge cp-edge-1 10.0.0.1 22 -oProxyCommand=id keadm",
                        "edge -x 10.0.0.1 22 ubuntu keadm",
                        "edge cp-edge-1 10.0.0.1 22 ubuntu",
                        "here nobody keadm",
                        "key 10.0.0.1 22 `id` AAAA",
                        "run id")) {
            assertThat(run("dash", "phase one\nhere root mesh\n" + line, 64))
                    .as(line)
                    .isEqualTo("kpaas-edge-reset: refused plan\n");
        }
        assertThat(home.resolve("order")).doesNotExist();
        assertThat(home.resolve("pwned")).doesNotExist();
    }

    private String run(String shell, String plan, int exit) throws Exception {
        for (String file : List.of("order", "ssh", ".kpaas-edge-installer/nodes")) {
            Files.deleteIfExists(home.resolve(file));
        }
        Map<String, String> values = Map.of("CLEAR", CLEAR, "PLAN", plan);
        var said = new LocalShell(shell, home).whole(values, "reset-job");
        assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(exit);
        assertThat(said.err()).isEmpty();
        return said.out();
    }

    private void program(String name, String body) throws Exception {
        Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
