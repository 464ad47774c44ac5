package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.site.Subject;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The real script on this machine, under the shells that hosts have.
final class FactsScriptTest {
    private static final List<String> SHELLS = List.of("dash", "bash", "busybox sh");
    private static final Subject CONTROL_PLANE =
            new Subject(Subject.Kind.CONTROL_PLANE, "control-plane", "cp");
    private static final Subject EDGE = new Subject(Subject.Kind.EDGE, "edge-1", "edge");

    /// What the script starts beside everything else: each has its own time, and none waits for another.
    private static final Set<String> AT_ONCE =
            Set.of("env", "kubectl", "ssh", "curl", "ping", "dd", "crictl", "apt-get", "bash");

    @TempDir private Path home;

    @BeforeEach
    void aCheckout() throws Exception {
        Path standalone = Files.createDirectories(home.resolve("cp-deployment/standalone"));
        Path keadm = Files.createDirectories(home.resolve("cp-deployment/edge/keadm/arm64"));
        Path templates = Files.createDirectories(home.resolve("cp-deployment/edge/ha-cloudcore"));
        Files.writeString(keadm.resolve("version"), "v1.14.4\n");
        Files.writeString(keadm.resolve("keadm"), "version https://git-lfs.github.com/spec/v1\n");
        Files.writeString(
                standalone.resolve("cp-cluster-vars.sh"),
                "export MASTER1_NODE_PRIVATE_IP=127.0.0.1\r\nexport NAME=값\n");
        Files.writeString(
                standalone.resolve("reset-cp-edge.sh"),
                "#!/bin/bash\n\nansible-playbook -i x playbooks/reset_edge.yml\n");
        Files.writeString(templates.resolve("02-ha-configmap.yaml"), "vip: {CLOUDCORE_VIP}\n");
        if (FactsShell.has("git")) {
            Path checkout = home.resolve("cp-deployment");
            run(checkout, "git", "init", "-q");
            run(checkout, "git", "add", "-A");
            run(checkout, "git", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x");
            run(checkout, "git", "tag", "v1.6.0");
        }
        Files.writeString(templates.resolve("02-ha-configmap.yaml"), "vip: 192.0.2.1\n");
        Files.writeString(templates.resolve("03-ha-deployment.yaml"), "never committed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellReadsTheControlPlane(String shell) throws Exception {
        assumeTrue(FactsShell.has(shell.split(" ", 2)[0]), shell + " is not installed");
        HostFacts facts = FactsReader.read(CONTROL_PLANE, output(shell, "control-plane"));

        assertThat(facts.flag("checkout.standalone")).contains(true);
        assertThat(facts.value("checkout.keadm")).contains("v1.14.4");
        assertThat(facts.value("keadm.arm64")).contains("broken");
        assertThat(facts.flag("reset.playbook")).contains(false);
        assertThat(facts.flag("file.cp-cluster-vars.crlf")).contains(true);
        assertThat(facts.text(FactKeys.CLUSTER_VARIABLES))
                .contains("export MASTER1_NODE_PRIVATE_IP=127.0.0.1\r\nexport NAME=값\n");
        assertThat(facts.value("user.home")).contains(home.toString());
        if (FactsShell.has("git")) {
            String template = "edge/ha-cloudcore/02-ha-configmap.yaml";
            assertThat(facts.value("checkout.describe")).contains("v1.6.0");
            assertThat(facts.text("checkout.status"))
                    .hasValueSatisfying(it -> assertThat(it).contains(template));
            assertThat(facts.text(FactKeys.template(template))).contains("vip: 192.0.2.1\n");
            assertThat(facts.text(FactKeys.templateHead(template)))
                    .contains("vip: {CLOUDCORE_VIP}\n");
            assertThat(facts.value(FactKeys.templateLost(template))).isEmpty();
            assertThat(
                            facts.value(
                                    FactKeys.templateLost(
                                            "edge/ha-cloudcore/03-ha-deployment.yaml")))
                    .contains("yes");
        }
    }

    @Test
    void whatAHostCannotTellInTimeIsLeftOutAndNeverWrong() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String tcp = "127.0.0.1:" + server.getLocalPort();
            for (String shell : SHELLS) {
                HostFacts facts =
                        FactsReader.read(EDGE, output(shell, "edge", "seconds:0", "tcp:" + tcp));
                assertThat(facts.value("host.name")).as(shell).isPresent();
                assertThat(facts.value("facts.late").orElse(""))
                        .as(shell)
                        .startsWith("elf_fact")
                        .endsWith("firewall_facts");
                assertThat(facts.value("tcp." + tcp)).as(shell).contains("not-tried");
                assertThat(facts.value("mosquitto.installable")).as(shell).isEmpty();
            }
        }
    }

    /// A busy machine may leave out a fact in one look, but not the same one in all.
    @Test
    void allShellsTellTheSameFacts() throws Exception {
        List<String> shells =
                SHELLS.stream().filter(it -> FactsShell.has(it.split(" ", 2)[0])).toList();
        assertThat(shells).isNotEmpty();
        for (String role : List.of("edge", "control-plane", "other")) {
            var keys = new TreeMap<String, TreeSet<String>>();
            for (int look = 0; look < 3 && (look == 0 || !same(keys)); look++) {
                for (String shell : shells) {
                    HostFacts facts = FactsReader.read(EDGE, output(shell, role));
                    var all = keys.computeIfAbsent(shell, it -> new TreeSet<>());
                    all.addAll(facts.values().keySet());
                    all.addAll(facts.texts().keySet());
                    all.remove("facts.late");
                }
            }
            assertThat(keys.values())
                    .as(role)
                    .allMatch(it -> it.equals(keys.firstEntry().getValue()));
        }
    }

    private static boolean same(TreeMap<String, TreeSet<String>> keys) {
        return Set.copyOf(keys.values()).size() == 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellTellsOpenFromRefused(String shell) throws Exception {
        assumeTrue(FactsShell.has(shell.split(" ", 2)[0]), shell + " is not installed");
        int free;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int open = server.getLocalPort();
            HostFacts facts =
                    FactsReader.read(
                            EDGE,
                            output(
                                    shell,
                                    "edge",
                                    "tcp:127.0.0.1:" + open,
                                    "tcp:127.0.0.1:" + free));

            assertThat(facts.value(FactKeys.tcp("127.0.0.1", open))).contains("open");
            assertThat(facts.value(FactKeys.tcp("127.0.0.1", free))).contains("refused");
        }
    }

    @Test
    void aLoginThatIsRefusedIsToldAsSuch() throws Exception {
        assumeTrue(FactsShell.has("ssh") && FactsShell.has("timeout"), "no ssh client");
        int free;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        HostFacts facts =
                FactsReader.read(
                        CONTROL_PLANE,
                        output(
                                "sh",
                                "control-plane",
                                "ssh:edge-7:nobody@127.0.0.1:" + free,
                                "self-ssh:nobody@127.0.0.1:" + free));

        assertThat(facts.value("ssh.edge-7")).contains("refused");
        assertThat(facts.value("self.ssh")).contains("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp:127.0.0.1;id:1",
                "tcp:$(id):1",
                "tcp:-oProxyCommand=id:22",
                "tcp:127.0.0.1:99999",
                "tcp:127.0.0.1:",
                "tcp:127.0.0.1:1`id`",
                "ssh:edge-1:-l@127.0.0.1:22",
                "ssh:edge-x:u@127.0.0.1:22",
                "ssh:edge-1:u@127.0.0.1:22",
                "file:/etc/shadow",
                "https:example.org/;id",
                "https:-k",
                "link:127.0.0.1",
                "mtu:$(id)",
                "ntp:",
                "hub:docker.io",
                "plan:cp-edge-1:10.0.0.1",
                "--help"
            })
    void otherArgumentsAreRefused(String argument) throws Exception {
        assertThat(output("sh", "edge", argument))
                .startsWith("facts.refused=")
                .doesNotContain("facts.end", "host.name");
    }

    @Test
    void aRoleIsNeeded() throws Exception {
        assertThat(output("sh")).startsWith("facts.refused=");
        assertThat(output("sh", "root")).startsWith("facts.refused=root");
    }

    @Test
    void nothingIsWritten() throws Exception {
        Map<String, Long> before = files();
        output("sh", "control-plane");
        output("sh", "edge");
        assertThat(files()).isEqualTo(before);
    }

    /// Every program that could hang is given a time, and all that are asked one after the other have to fit into the
    /// limit of the whole look. Here none of them answers in its time.
    @ParameterizedTest
    @ValueSource(strings = {"edge", "control-plane"})
    void theWholeLookFitsIntoItsLimitWhenNothingAnswers(String role) throws Exception {
        Path asked = home.resolve("asked");
        String output =
                FactsShell.of(home)
                        .with("timeout", "echo \"$1 $2\" >>" + asked + "\nsleep \"$1\"\nexit 124\n")
                        .output("dash", role);

        assertThat(output).endsWith("facts.end=yes\n").contains("host.name=");
        int oneAfterTheOther =
                Files.readAllLines(asked).stream()
                        .map(line -> line.split(" ", 2))
                        .filter(line -> !AT_ONCE.contains(line[1]))
                        .mapToInt(line -> Integer.parseInt(line[0]))
                        .sum();
        assertThat(oneAfterTheOther)
                .as(String.join(", ", Files.readAllLines(asked)))
                .isLessThanOrEqualTo((int) Looker.HOST_LIMIT.toSeconds());
    }

    /// Without `sudo -n` nothing is done as root, and what only root may know is absent.
    @Test
    void nothingIsDoneAsRootWhenSudoAsksForAPassword() throws Exception {
        Path asked = home.resolve("asked");
        String output =
                FactsShell.of(home)
                        .with("sudo", "echo \"$*\" >>" + asked + "\nexit 1\n")
                        .with("id", "case $1 in -u) echo 1000 ;; *) echo ubuntu ;; esac\n")
                        .output("dash", "edge");
        HostFacts facts = FactsReader.read(EDGE, output);

        assertThat(Files.readAllLines(asked)).containsOnly("-n true");
        assertThat(facts.flag("sudo.nopasswd")).contains(false);
        assertThat(facts.value("root.kubeconfig")).isEmpty();
    }

    private Map<String, Long> files() throws IOException {
        var result = new TreeMap<String, Long>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.toList()) {
                result.put(path.toString(), Files.getLastModifiedTime(path).toMillis());
            }
        }
        return result;
    }

    private String output(String shell, String... arguments) throws Exception {
        return FactsShell.of(home).output(shell, arguments);
    }

    private static String run(Path folder, String... argv) throws Exception {
        Process process =
                new ProcessBuilder(argv)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
