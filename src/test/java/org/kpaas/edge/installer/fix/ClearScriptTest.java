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
import java.util.stream.Stream;

/// `script/clear.sh` takes away what a deployment leaves and nothing else, and `script/keep.sh` keeps what it needs for that
/// (T63, T68, T71, T86 to T91).
class ClearScriptTest {
    static final List<String> SHELLS = LocalShell.SHELLS;
    private static final String BACKUPS = "var/backups/kpaas-edge-installer";

    @TempDir private Path home;
    private Path edge;

    @BeforeEach
    void aJoinedNode() throws Exception {
        edge = Files.createDirectories(home.resolve("edge"));
        for (String file :
                List.of(
                        "etc/kubeedge/config/edgecore.yaml",
                        "etc/apt/keyrings/a.gpg",
                        "etc/systemd/system/edgecore.service",
                        "usr/local/bin/edgecore",
                        "usr/bin/keadm",
                        "var/lib/kubeedge/edgecore.db",
                        "var/lib/edged/pods/x")) {
            write(file, "x");
        }
        program("systemctl", "echo \"$*\" >>\"$HOME/calls\"; case $1 in is-active) exit 3 ;; esac");
        program("keadm", "echo \"keadm $*\" >>\"$HOME/calls\"; echo 'reset edge'");
        program("crictl", "echo \"crictl $*\" >>\"$HOME/calls\"; [ \"$1\" != pods ] || echo p1");
        program("iptables", "echo \"$*\" >>\"$HOME/rules.asked\"; cat \"$HOME/rules\"");
        Files.writeString(home.resolve("rules"), "");
    }

    /// What a failed join left goes, after a copy; everything else stays (T68, T86).
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aNodeIsCleanedAfterACopy(String shell) throws Exception {
        Map<String, String> said = clears(shell, "edge", "kubeedge");

        assertThat(said).containsEntry("exit", "0").doesNotContainKey("facts.refused");
        for (String gone :
                List.of(
                        "etc/kubeedge",
                        "var/lib/kubeedge",
                        "var/lib/edged",
                        "etc/systemd/system/edgecore.service")) {
            assertThat(edge.resolve(gone)).doesNotExist();
        }
        assertThat(edge.resolve("etc/apt/keyrings/a.gpg")).exists();
        assertThat(edge.resolve("usr/bin/keadm")).exists();
        Path copy = Path.of(said.getOrDefault("fix.before", ""));
        assertThat(Files.getPosixFilePermissions(copy))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readAllLines(home.resolve("calls")))
                .contains(
                        "keadm reset edge --force",
                        "disable --now edgecore.service",
                        "crictl stopp p1",
                        "crictl rmp -f p1");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void doneTwiceItDoesNoHarm(String shell) throws Exception {
        String[] all = {
            "edge",
            "kubeedge",
            "edgecore-binary",
            "keadm",
            "join-token",
            "mosquitto-lines",
            "registries",
            "keyrings",
            "mesh-device",
            "bridge",
            "portals"
        };
        assertThat(clears(shell, all)).doesNotContainKey("facts.refused");
        List<String> after = files();
        assertThat(clears(shell, all)).doesNotContainKey("facts.refused");
        assertThat(files()).isEqualTo(after);
        assertThat(after).contains("etc/apt/keyrings/a.gpg").noneMatch(it -> it.endsWith("keadm"));
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aNodeWithAKubeconfigOfRootIsLeftAlone(String shell) throws Exception {
        write("root/.kube/config", "kind: Config");
        assertThat(clears(shell, "edge", "kubeedge"))
                .containsEntry("facts.refused", "kubeconfig")
                .containsEntry("failed", "kubeedge kubeconfig");
        assertThat(edge.resolve("etc/kubeedge/config/edgecore.yaml")).exists();
        assertThat(home.resolve("calls")).doesNotExist();

        assertThat(clears(shell, "edge", "kubeconfig")).doesNotContainKey("facts.refused");
        assertThat(edge.resolve("root/.kube/config")).doesNotExist();
        assertThat(clears(shell, "edge", "kubeconfig-back")).doesNotContainKey("facts.refused");
        assertThat(edge.resolve("root/.kube/config")).hasContent("kind: Config");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void oneThatFailsDoesNotHoldUpTheOthers(String shell) throws Exception {
        program("systemctl", "exit 0"); // edgecore stays active
        assertThat(clears(shell, "edge", "kubeedge", "keadm"))
                .containsEntry("failed", "kubeedge command-failed")
                .containsEntry("cleared", "keadm")
                .containsEntry("facts.refused", "command-failed")
                .containsEntry("exit", "0");
        assertThat(edge.resolve("usr/bin/keadm")).doesNotExist();
    }

    /// Byte for byte, also where there was no file before.
    @ParameterizedTest
    @FieldSource("SHELLS")
    void whatADeploymentOverwritesComesBack(String shell) throws Exception {
        String mirror = "unqualified-search-registries = [\"mirror.site\"]\n[[registry]]\n";
        String broker = "# ours\r\nbind_address 127.0.0.1\npid_file /run/m.pid"; // no line end
        write("etc/containers/registries.conf", mirror);
        write("etc/mosquitto/mosquitto.conf", broker);
        keeps(shell);
        write("etc/containers/registries.conf", "docker.io\n");
        write("etc/mosquitto/mosquitto.conf", broker + "\nbind_address 0.0.0.0\n");
        keeps(shell); // a second run of the same deployment
        Files.delete(edge.resolve("etc/apt/keyrings/a.gpg")); // by the platform's own reset

        assertThat(clears(shell, "edge", "mosquitto-lines", "registries", "keyrings"))
                .doesNotContainKey("facts.refused");
        assertThat(read("etc/containers/registries.conf")).isEqualTo(mirror);
        assertThat(read("etc/mosquitto/mosquitto.conf")).isEqualTo(broker);
        assertThat(read("etc/apt/keyrings/a.gpg")).isEqualTo("x");

        Files.delete(edge.resolve("etc/containers/registries.conf"));
        keeps(shell); // the next deployment, by now without that file
        write("etc/containers/registries.conf", "docker.io\n");
        clears(shell, "edge", "registries");
        assertThat(edge.resolve("etc/containers/registries.conf")).doesNotExist();
    }

    /// Without a copy of before only the lines of the scripts go.
    @ParameterizedTest
    @FieldSource("SHELLS")
    void theBrokersOtherLinesStay(String shell) throws Exception {
        write(
                "etc/mosquitto/mosquitto.conf",
                "pid_file /run/m.pid\nbind_address 0.0.0.0\nallow_anonymous true\n\nlog_dest x\n");
        clears(shell, "edge", "mosquitto-lines");
        assertThat(read("etc/mosquitto/mosquitto.conf"))
                .isEqualTo("pid_file /run/m.pid\n\nlog_dest x\n");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void onlyTheChainsOfEdgeMeshGo(String shell) throws Exception {
        Files.writeString(
                home.resolve("rules"),
                "-N KUBE-PORTALS-HOST\n-N KUBE-SERVICES\n-A OUTPUT -j KUBE-SERVICES\n"
                        + "-A OUTPUT -m comment --comment \"edge mesh\" -j KUBE-PORTALS-HOST\n");
        clears(shell, "edge", "portals");
        assertThat(Files.readAllLines(home.resolve("rules.asked")))
                .contains(
                        "-w 5 -t nat -D OUTPUT -m comment --comment edge mesh -j KUBE-PORTALS-HOST",
                        "-w 5 -t nat -F KUBE-PORTALS-HOST",
                        "-w 5 -t nat -X KUBE-PORTALS-HOST")
                .noneMatch(it -> it.contains("KUBE-SERVICES"));
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void objectsAreCopiedBeforeTheyAreDeleted(String shell) throws Exception {
        program(
                "kubectl",
                """
                while :; do case $1 in --kubeconfig) shift 2 ;; --request*) shift ;; *) break ;; esac; done
                echo "$*" >>"$HOME/kubectl"
                case "$*" in
                    'get customresourcedefinitions -o jsonpath'*)
                        printf 'devices.devices.kubeedge.io gateways.networking.istio.io pools.metallb.io' ;;
                    'get clusterrole'*) printf 'view cloudcore' ;;
                    'get nodes -l cloudcore'*) printf 'w1 w2' ;;
                    'get nodes -o'*) printf 'cp w1 cp-edge' ;;
                    *'get nodes cp-edge -o json'*) printf 'node-role.kubernetes.io/edge' ;;
                    *) echo "kind: List" ;;
                esac
                """);
        assertThat(
                        clears(
                                shell,
                                "cloud",
                                "node=cp-edge",
                                "crds-kubeedge",
                                "crds-istio",
                                "cluster-roles",
                                "cloudcore-labels",
                                "service-labels"))
                .doesNotContainKey("facts.refused");
        List<String> asked = Files.readAllLines(home.resolve("kubectl"));
        assertThat(asked)
                .containsSubsequence(
                        "get nodes cp-edge -o yaml",
                        "delete nodes cp-edge --ignore-not-found --timeout=120s",
                        "get devices.devices.kubeedge.io -A -o yaml",
                        "delete customresourcedefinitions devices.devices.kubeedge.io"
                                + " --ignore-not-found --timeout=120s",
                        "delete customresourcedefinitions gateways.networking.istio.io"
                                + " --ignore-not-found --timeout=120s",
                        "delete clusterroles cloudcore --ignore-not-found --timeout=120s",
                        "delete clusterrolebindings cloudcore --ignore-not-found --timeout=120s",
                        "label nodes w1 cloudcore-",
                        "label nodes w2 cloudcore-",
                        "label services kubernetes -n default"
                                + " service.edgemesh.kubeedge.io/service-proxy-name-")
                .noneMatch(it -> it.contains("delete") && it.contains("metallb"));
        assertThat(files()).anyMatch(it -> it.endsWith("-nodes.yaml"));

        // a wrong name in the site would be a node of the cluster itself (T10)
        assertThat(clears(shell, "cloud", "node=w1"))
                .containsEntry("failed", "node=w1 not-an-edge");
        assertThat(Files.readString(home.resolve("kubectl"))).doesNotContain("delete nodes w1");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void definitionsStayWhereIstioItselfIsInstalled(String shell) throws Exception {
        program(
                "kubectl",
                "echo \"$*\" >>\"$HOME/kubectl\"; case \"$*\" in *jsonpath*) printf"
                    + " 'gateways.networking.istio.io envoyfilters.networking.istio.io' ;; esac");
        assertThat(clears(shell, "cloud", "crds-istio"))
                .containsEntry("failed", "crds-istio istio-installed");
        assertThat(Files.readString(home.resolve("kubectl"))).doesNotContain("delete");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void filesOfTheCheckoutGetTheirTextInGit(String shell) throws Exception {
        Path checkout = Files.createDirectories(home.resolve("cp-deployment/standalone"));
        Path vars = Files.writeString(checkout.resolve("vars.sh"), "export A=\n");
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "release");
        Files.writeString(vars, "export A=1\n");
        Path hosts = Files.writeString(checkout.resolve("hosts.yaml"), "all:\n");
        byte[] index = Files.readAllBytes(home.resolve("cp-deployment/.git/index"));
        Object inode = Files.getAttribute(vars, "unix:ino");

        String[] words = {"user", "file=standalone/vars.sh", "file=standalone/hosts.yaml"};
        Map<String, String> said = clears(shell, words);

        assertThat(said).doesNotContainKey("facts.refused");
        assertThat(vars).hasContent("export A=\n");
        assertThat(Files.getAttribute(vars, "unix:ino")).isEqualTo(inode);
        assertThat(hosts).doesNotExist();
        assertThat(Files.readAllBytes(home.resolve("cp-deployment/.git/index"))).isEqualTo(index);
        assertThat(Path.of(said.getOrDefault("fix.before", ""))).hasContent("export A=1\n");
        assertThat(clears(shell, words)).doesNotContainKey("facts.refused");
    }

    @Test
    void hostileWordsAreRefused() throws Exception {
        for (String[] words :
                List.of(
                        new String[] {"edge", "$(touch pwned)"},
                        new String[] {"edge", "keadm;id"},
                        new String[] {"user", "file=../../etc/passwd"},
                        new String[] {"user", "file=/etc/passwd"},
                        new String[] {"cloud", "node="},
                        new String[] {"everywhere", "keadm"},
                        new String[] {"edge"})) {
            assertThat(clears("dash", words))
                    .containsEntry("facts.refused", "arguments")
                    .containsEntry("exit", "64");
        }
        assertThat(clears("dash", "edge", "cloud")).containsEntry("failed", "cloud arguments");
        assertThat(clears("dash", "user", "keadm")).containsEntry("failed", "keadm arguments");
        assertThat(home.resolve("pwned")).doesNotExist();
    }

    private Map<String, String> clears(String shell, String... words) throws Exception {
        return runs("clear", shell, words);
    }

    private void keeps(String shell) throws Exception {
        assertThat(runs("keep", shell)).containsEntry("kept", "yes");
    }

    private Map<String, String> runs(String script, String shell, String... words)
            throws Exception {
        return new LocalShell(shell, home).under(edge, script, words);
    }

    /// Copies aside.
    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.walk(edge)) {
            return all.filter(Files::isRegularFile)
                    .map(it -> edge.relativize(it).toString())
                    .filter(it -> !it.startsWith(BACKUPS) || it.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private void write(String path, String content) throws Exception {
        Path file = edge.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String read(String path) throws Exception {
        return Files.readString(edge.resolve(path));
    }

    private void git(String... words) throws Exception {
        var command = new java.util.ArrayList<>(List.of("git", "-C"));
        command.add(home.resolve("cp-deployment").toString());
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void program(String name, String body) throws Exception {
        Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
