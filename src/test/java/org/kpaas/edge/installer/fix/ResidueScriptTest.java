package org.kpaas.edge.installer.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.facts.Trace.Place;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// `script/residue.sh` sees each thing that a deployment leaves, and only that (field knowledge, section 3c).
class ResidueScriptTest {
    static final List<String> SHELLS = LocalShell.SHELLS;

    @TempDir private Path home;
    private Path top;

    @BeforeEach
    void aHostThatNobodyDeployedTo() throws Exception {
        top = Files.createDirectories(home.resolve("top"));
        write("etc/apt/keyrings/a.gpg", "key");
        program("systemctl", "exit 3");
        program("iptables", "cat \"$HOME/rules\"");
        program("crictl", "cat \"$HOME/pods\"");
        program("getent", "echo 'root:x:19541:0:99999:7:::'");
        program("crio", "");
        program("ip", "cat \"$HOME/addresses\"");
        program("kubectl", "exit 1");
        Files.writeString(home.resolve("rules"), "-P PREROUTING ACCEPT\n-N KUBE-SERVICES\n");
        Files.writeString(home.resolve("pods"), "");
        Files.writeString(home.resolve("addresses"), "");
        keep("registries.conf", "mirror\n");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aCleanEdgeHasNothing(String shell) throws Exception {
        assertThat(left(shell)).isEmpty();
        var said = residue(shell, "edge");
        for (Trace trace : Trace.at(Place.EDGE)) {
            assertThat(said).containsKey("trace." + trace.key());
        }
        assertThat(said)
                .containsEntry("trace.runtime", "kept")
                .containsEntry("kubeconfig", "no")
                .containsEntry("facts.end", "yes")
                .containsEntry("err", "");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void eachThingThatIsLeftOnAnEdgeIsSeenAlone(String shell) throws Exception {
        var files = new TreeMap<String, String>();
        files.put("etc/systemd/system/edgecore.service", "edgecore");
        files.put("usr/local/bin/edgecore", "edgecore-binary");
        files.put("etc/kubeedge/config/edgecore.yaml", "kubeedge-files");
        files.put("var/lib/kubeedge/edgecore.db", "kubeedge-files");
        files.put("var/lib/edged/pods/x", "kubeedge-files");
        files.put("var/log/kubeedge/edgecore.log", "kubeedge-files");
        files.put("usr/bin/keadm", "keadm");
        files.put("sys/class/net/edgemesh0", "mesh-device");
        files.put("sys/class/net/cni0", "bridge");
        for (var file : files.entrySet()) {
            write(file.getKey(), "x");
            assertThat(left(shell)).as(file.getKey()).containsExactly(file.getValue());
            delete(file.getKey());
        }

        write("etc/mosquitto/mosquitto.conf", "pid_file /run/m.pid\nbind_address 0.0.0.0\n");
        assertThat(left(shell)).containsExactly("mosquitto-lines");
        write("etc/mosquitto/mosquitto.conf", "pid_file /run/m.pid\n");
        assertThat(left(shell)).isEmpty();

        write("etc/containers/registries.conf", "docker.io\n");
        assertThat(left(shell)).containsExactly("registries");
        write("etc/containers/registries.conf", "mirror\n");

        Files.writeString(home.resolve("pods"), "abc\ndef\n");
        assertThat(residue(shell, "edge")).containsEntry("evidence.pods", "2 pods in crictl");
        assertThat(left(shell)).containsExactly("pods");
        Files.writeString(home.resolve("pods"), "");

        Files.writeString(home.resolve("rules"), "-N KUBE-PORTALS-HOST\n-N KUBE-SERVICES\n");
        assertThat(residue(shell, "edge"))
                .containsEntry("trace.portals", "left")
                .containsEntry("evidence.portals", "KUBE-PORTALS-HOST");
        Files.writeString(home.resolve("rules"), "");

        Files.writeString(home.resolve("keadm_token"), "token");
        assertThat(left(shell)).containsExactly("join-token");
        Files.delete(home.resolve("keadm_token"));

        delete("etc/apt/keyrings/a.gpg");
        Files.delete(top.resolve("etc/apt/keyrings"));
        assertThat(left(shell)).containsExactly("keyrings");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void whatStaysByDecisionIsSaid(String shell) throws Exception {
        write("boot/firmware/cmdline.txt", "console=tty1 cgroup_enable=memory\n");
        program("getent", "echo 'root:x:19541:0:90:7:::'");
        assertThat(residue(shell, "edge"))
                .containsEntry("trace.boot-line", "kept")
                .containsEntry("evidence.boot-line", "/boot/firmware/cmdline.txt")
                .containsEntry("trace.hardening", "kept");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void whatCannotBeToldIsLeftOut(String shell) throws Exception {
        delete("var/backups/kpaas-edge-installer/before/registries.conf");
        write("etc/containers/registries.conf", "docker.io\n");
        program("iptables", "exit 4");
        program("crictl", "exit 1");
        assertThat(residue(shell, "edge"))
                .doesNotContainKeys("trace.registries", "trace.portals", "trace.pods")
                .containsEntry("facts.end", "yes");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aKubeconfigOfRootIsSaid(String shell) throws Exception {
        write("root/.kube/config", "kind: Config");
        assertThat(residue(shell, "edge")).containsEntry("kubeconfig", "yes");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void theClusterIsAskedThingByThing(String shell) throws Exception {
        cluster(Map.of());
        assertThat(leftOf(residue(shell, "control-plane"))).isEmpty();
        assertThat(residue(shell, "control-plane")).containsEntry("trace.pool", "gone");

        var seen =
                Map.of(
                        "nodes -l node-role.kubernetes.io/edge", "node-objects",
                        "namespaces kubeedge", "namespace",
                        "clusterroles -o", "cluster-roles",
                        "nodes -l cloudcore", "cloudcore-labels",
                        "services kubernetes", "service-labels");
        var words =
                Map.of(
                        "node-objects", "cp-edge-1 cp-edge-2",
                        "namespace", "Terminating",
                        "cluster-roles", "admin cloudcore view",
                        "cloudcore-labels", "cp-worker-1",
                        "service-labels", "map[service.edgemesh/service-proxy-name:]");
        for (var question : seen.entrySet()) {
            cluster(Map.of(question.getKey(), words.get(question.getValue())));
            assertThat(leftOf(residue(shell, "control-plane")))
                    .as(question.getKey())
                    .containsExactly(question.getValue());
        }

        cluster(Map.of("customresourcedefinitions", "devices.devices.kubeedge.io"));
        assertThat(leftOf(residue(shell, "control-plane"))).containsExactly("crds-kubeedge");
        cluster(Map.of("customresourcedefinitions", "gateways.networking.istio.io"));
        assertThat(leftOf(residue(shell, "control-plane"))).containsExactly("crds-istio");
        cluster(
                Map.of(
                        "customresourcedefinitions",
                        "gateways.networking.istio.io envoyfilters.networking.istio.io"));
        assertThat(residue(shell, "control-plane")).containsEntry("trace.crds-istio", "kept");
        cluster(
                Map.of(
                        "customresourcedefinitions", "ipaddresspools.metallb.io",
                        "ipaddresspools.metallb.io cloudcore", "cloudcore"));
        assertThat(leftOf(residue(shell, "control-plane"))).containsExactly("pool");
        cluster(Map.of("daemonsets kube-proxy", "{node-role.kubernetes.io/edge DoesNotExist}"));
        assertThat(residue(shell, "control-plane"))
                .containsEntry("trace.affinity", "kept")
                .containsEntry("evidence.affinity", "kube-system/kube-proxy");

        program("kubectl", "exit 1");
        assertThat(residue(shell, "control-plane"))
                .doesNotContainKeys("trace.node-objects", "trace.namespace", "trace.affinity");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void theCheckoutIsComparedWithGit(String shell) throws Exception {
        Path checkout = Files.createDirectories(home.resolve("cp-deployment/standalone"));
        Files.writeString(checkout.resolve("vars.sh"), "export A=\n");
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "release");
        String[] words = {"control-plane", "file=standalone/vars.sh", "file=standalone/hosts.yaml"};
        assertThat(residue(shell, words)).containsEntry("trace.checkout", "gone");

        Files.writeString(checkout.resolve("vars.sh"), "export A=1\n");
        Files.writeString(checkout.resolve("hosts.yaml"), "all:\n");
        assertThat(residue(shell, words))
                .containsEntry("evidence.checkout", "standalone/vars.sh standalone/hosts.yaml");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void theServicesAddressIsLookedForOnTheDeviceOfIpvs(String shell) throws Exception {
        assertThat(residue(shell, "control-plane", "vip=10.0.0.9"))
                .containsEntry("trace.ipvs-address", "gone");
        write("sys/class/net/kube-ipvs0", "");
        Files.writeString(home.resolve("addresses"), "5: kube-ipvs0 inet 10.0.0.99/32 scope\n");
        assertThat(residue(shell, "control-plane", "vip=10.0.0.9"))
                .containsEntry("trace.ipvs-address", "gone");
        Files.writeString(home.resolve("addresses"), "5: kube-ipvs0 inet 10.0.0.9/32 scope\n");
        assertThat(residue(shell, "control-plane", "vip=10.0.0.9"))
                .containsEntry("trace.ipvs-address", "left");
    }

    @Test
    void hostileWordsAreRefused() throws Exception {
        for (String word : List.of("file=../etc/passwd", "file=/etc/passwd", "vip=$(id)", "x")) {
            assertThat(residue("dash", "control-plane", word))
                    .as(word)
                    .containsEntry("facts.refused", "arguments")
                    .containsEntry("exit", "64");
        }
        assertThat(residue("dash", "everything")).containsEntry("facts.refused", "arguments");
    }

    private List<String> left(String shell) throws Exception {
        return leftOf(residue(shell, "edge"));
    }

    private static List<String> leftOf(Map<String, String> said) {
        return said.entrySet().stream()
                .filter(it -> it.getKey().startsWith("trace.") && it.getValue().equals("left"))
                .map(it -> it.getKey().substring("trace.".length()))
                .sorted()
                .toList();
    }

    private Map<String, String> residue(String shell, String... words) throws Exception {
        return new LocalShell(shell, home).under(top, "residue", words);
    }

    /// @param answers what kubectl says to questions that contain these words
    private void cluster(Map<String, String> answers) throws Exception {
        var cases = new StringBuilder("case \"$*\" in\n");
        answers.forEach(
                (words, answer) ->
                        cases.append("*'get ")
                                .append(words)
                                .append("'*) printf %s '")
                                .append(answer)
                                .append("' ;;\n"));
        program("kubectl", cases + "esac");
    }

    private void keep(String name, String content) throws Exception {
        write("var/backups/kpaas-edge-installer/before/" + name, content);
        write("etc/containers/" + name, content);
    }

    private void write(String path, String content) throws Exception {
        Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /// With the folders that only it was in, up to the second level.
    private void delete(String path) throws Exception {
        Path file = top.resolve(path);
        Files.delete(file);
        Path folder = file.getParent();
        while (folder != null
                && !folder.equals(top)
                && !folder.endsWith("keyrings")
                && Objects.requireNonNull(folder.toFile().list()).length == 0) {
            Files.delete(folder);
            folder = folder.getParent();
        }
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
