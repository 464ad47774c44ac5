package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What the real script tells about the way out of a host and about Ansible's plan, with programs of the test's own where
/// the real ones would need the Internet.
final class FactsProbesTest {
    private static final Subject HOST = new Subject(Subject.Kind.EDGE, "edge-1", "edge");

    @TempDir private Path home;

    private HostFacts facts(FactsShell shell, String name, String... arguments) throws Exception {
        assumeTrue(FactsShell.has(name.split(" ", 2)[0]), name + " is not installed");
        return FactsReader.read(HOST, shell.output(name, arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellTellsHowTheInternetAnswers(String shell) throws Exception {
        FactsShell host =
                FactsShell.of(home)
                        .with(
                                "curl",
                                """
                                for url; do :; done
                                case $url in
                                    https://good.test/|http://archive.test/) exit 0 ;;
                                    https://dropped.test/) exit 28 ;;
                                    https://closed.test/) echo 'Connection refused' >&2; exit 7 ;;
                                    https://away.test/) echo 'No route to host' >&2; exit 7 ;;
                                    https://between.test/) exit 60 ;;
                                esac
                                exit 6
                                """)
                        .with("getent", "[ \"$2\" != nowhere.test ]\n");
        HostFacts facts =
                facts(
                        host,
                        shell,
                        "other",
                        "https:good.test",
                        "http:archive.test",
                        "https:dropped.test",
                        "https:closed.test",
                        "https:away.test",
                        "https:between.test",
                        "https:nowhere.test");

        assertThat(facts.value("https.good.test")).contains("ok");
        assertThat(facts.value("http.archive.test")).contains("ok");
        assertThat(facts.value("https.dropped.test")).contains("filtered");
        assertThat(facts.value("https.closed.test")).contains("refused");
        assertThat(facts.value("https.away.test")).contains("filtered");
        assertThat(facts.value("https.between.test")).contains("tls");
        assertThat(facts.value("https.nowhere.test")).contains("no-name");
        assertThat(facts.value("dns.good.test")).contains("ok");
        assertThat(facts.value("dns.nowhere.test")).contains("no");
        assertThat(facts.value("dns.servers")).isPresent();
    }

    @Test
    void withoutCurlPythonAsks() throws Exception {
        assumeTrue(FactsShell.has("python3"), "no python3");
        HostFacts facts =
                facts(FactsShell.of(home).without("curl"), "dash", "other", "http:127.0.0.1");

        assertThat(facts.value("http.127.0.0.1"))
                .hasValueSatisfying(it -> assertThat(it).isIn("refused", "ok"));
    }

    @Test
    void theTokenOfDockerHubIsOnNoCommandLine() throws Exception {
        FactsShell host =
                FactsShell.of(home)
                        .with(
                                "curl",
                                """
                                echo "$*" >>"$HOME/asked"
                                case "$*" in
                                    *auth.docker.io*) echo '{"token": "s3cr3t-t0k3n"}' ;;
                                    *)
                                        grep -q 'Bearer s3cr3t-t0k3n' || exit 22
                                        printf 'HTTP/1.1 200 OK\\r\\nRateLimit-Remaining: 76;w=21600\\r\\n'
                                        printf 'docker-ratelimit-source: 192.0.2.7\\r\\n'
                                        ;;
                                esac
                                """);
        HostFacts facts = facts(host, "dash", "other", "hub:");

        assertThat(facts.value("hub.remaining")).contains("76");
        assertThat(facts.value("hub.source")).contains("192.0.2.7");
        assertThat(Files.readString(home.resolve("asked")))
                .contains("docker.io")
                .doesNotContain("s3cr3t");
        assertThat(facts.values().toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellCountsARefusalAsAnAnswer(String shell) throws Exception {
        assumeTrue(FactsShell.has("python3"), "no python3");
        int free;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        HostFacts facts = facts(FactsShell.of(home), shell, "other", "link:127.0.0.1:" + free);

        assertThat(facts.value("link.lost.percent")).contains("0");
        assertThat(facts.number("link.ms")).isPresent();
    }

    @Test
    void theLargestPacketThatPassesIsTold() throws Exception {
        FactsShell host =
                FactsShell.of(home)
                        .with(
                                "ping",
                                """
                                while [ $# -gt 0 ]; do
                                    if [ "$1" = -s ]; then size=$2; fi
                                    shift
                                done
                                [ "$size" -le 1392 ]
                                """);
        assertThat(facts(host, "dash", "other", "mtu:127.0.0.1").value("mtu.path"))
                .contains("1420");
        host.with("ping", "exit 1\n");
        assertThat(facts(host, "dash", "other", "mtu:127.0.0.1").value("mtu.path")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "1.5"})
    void aCardIsReadForASecondAndForSixtyFourMebibytesAtMost(String seconds) throws Exception {
        FactsShell host =
                FactsShell.of(home)
                        .with(
                                "dd",
                                """
                                for word; do case $word in count=*) count=${word#count=} ;; esac; done
                                echo "$count" >>"$HOME/read"
                                echo "$((count * 1048576)) bytes (n MB, n MiB) copied, SECONDS s, n MB/s" >&2
                                """
                                        .replace("SECONDS", seconds));
        HostFacts facts = facts(host, "dash", "edge");
        assumeTrue(Files.exists(home.resolve("read")), "no file of 4 MiB in /usr/bin");
        List<Long> counts =
                Files.readAllLines(home.resolve("read")).stream().map(Long::valueOf).toList();

        assertThat(counts.stream().mapToLong(it -> it).sum()).isLessThanOrEqualTo(64);
        assertThat(facts.number("disk.read.kib.s")).isPresent();
        if (seconds.equals("1.5")) {
            assertThat(counts).containsExactly(1L);
            assertThat(facts.number("disk.read.kib.s")).contains(682L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellTellsWhichHostKeyTheControlPlaneSaw(String shell) throws Exception {
        FactsShell host =
                FactsShell.of(home)
                        .with(
                                "ssh",
                                """
                                echo 'debug1: Server host key: ssh-ed25519 SHA256:abc+/123' >&2
                                case "$*" in
                                    *192.0.2.2*) echo 'debug1: Next: password' >&2; echo 'u@h: Permission denied.' >&2; exit 255 ;;
                                esac
                                printf 'user=ubuntu\\nmachine=m1\\nsudo=yes\\n'
                                """);
        HostFacts facts =
                facts(
                        host,
                        shell,
                        "control-plane",
                        "ssh:edge-1:ubuntu@192.0.2.1:22",
                        "ssh:edge-2:ubuntu@192.0.2.2:22");

        assertThat(facts.value("ssh.edge-1")).contains("ok");
        assertThat(facts.value("ssh.edge-1.machine")).contains("m1");
        assertThat(facts.value("ssh.edge-1.hostkey")).contains("SHA256:abc+/123");
        assertThat(facts.value("ssh.edge-2")).contains("denied");
        assertThat(facts.value("ssh.edge-2.hostkey")).contains("SHA256:abc+/123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellNamesWhatStandsInTheWayHoweverMuchElseThereIs(String shell) throws Exception {
        Files.createDirectories(home.resolve(".kube"));
        Files.writeString(home.resolve(".kube/config"), "");
        FactsShell host =
                FactsShell.of(home)
                        .with(
                                "kubectl",
                                """
                                many() { seq 1 400 | while read -r n; do printf "$1" "$n"; done; }
                                case "$*" in
                                    *services*)
                                        many 'shop/quiet-%s:;'
                                        printf 'shop/web:31000 30004;kubeedge/cloudcore:30000 30002;' ;;
                                    *deployments*)
                                        many 'shop/kept-%s:node-role.kubernetes.io/edge|;'
                                        printf 'a/chosen:|{"kubernetes.io/arch":"amd64"};'
                                        printf 'a/mapped:|map[kubernetes.io/arch:amd64];'
                                        printf 'a/master:|{"node-role.kubernetes.io/control-plane":""};'
                                        printf 'shop/web:zone|{"disk":"ssd"};shop/cache:|;' ;;
                                    *daemonsets*) many 'shop/agent-%s:|;' ;;
                                    *customresourcedefinitions*ipaddresspools*)
                                        echo customresourcedefinition.apiextensions.k8s.io/ipaddresspools.metallb.io ;;
                                    *nodes*) ;;
                                    *) exit 1 ;;
                                esac
                                """);
        HostFacts facts = facts(host, shell, "control-plane");

        assertThat(facts.value("kube.nodeports.low"))
                .contains("30004:shop/web 30000:kubeedge/cloudcore 30002:kubeedge/cloudcore");
        assertThat(facts.value("kube.deployments.free")).contains("shop/web shop/cache");
        assertThat(facts.value("kube.daemonsets.free").orElse(""))
                .startsWith("shop/agent-1 shop/agent-2 ")
                .matches("(shop/agent-[0-9]+ ?)+")
                .hasSizeBetween(3400, 3500);
        assertThat(facts.value("kube.metallb.resources")).contains("ipaddresspools.metallb.io");
        boolean root = facts.value("user.uid").orElse("").equals("0");
        if (root) {
            assertThat(facts.value("root.kubectl")).contains("yes");
        }

        host.with("kubectl", "echo 'The connection to localhost:8080 was refused' >&2; exit 1\n");
        HostFacts none = facts(host, shell, "control-plane");
        assertThat(none.values().keySet()).noneMatch(key -> key.startsWith("kube."));
        if (root) {
            assertThat(none.value("root.kubectl")).contains("no");
        }
        host.with("kubectl", "echo 'context deadline exceeded' >&2; exit 1\n");
        assertThat(facts(host, shell, "control-plane").value("root.kubectl")).isEmpty();
    }

    @Test
    void theClustersAuthorityIsTheHashThatTokensHave() throws Exception {
        Files.createDirectories(home.resolve(".kube"));
        Files.writeString(home.resolve(".kube/config"), "");
        FactsShell host =
                FactsShell.of(home)
                        .with("kubectl", "case \"$*\" in *casecret*cadata*) printf ZGVy ;; esac\n");
        byte[] sum =
                MessageDigest.getInstance("SHA-256")
                        .digest("der".getBytes(StandardCharsets.US_ASCII));

        assertThat(facts(host, "dash", "control-plane").value("kubeedge.ca"))
                .contains(HexFormat.of().formatHex(sum));
        host.with("kubectl", "exit 0\n");
        assertThat(facts(host, "dash", "control-plane").value("kubeedge.ca")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellTellsWhatAnsibleMakesOfThePlanAndLeavesNothing(String shell) throws Exception {
        assumeTrue(FactsShell.has("ansible-playbook"), "no Ansible");
        Path standalone = checkout();
        HostFacts good = plan(shell);
        assertThat(good.value("ansible.plan")).contains("ok");
        assertThat(good.value("ansible.plan.hosts")).contains("cp-edge-1 cp-edge-2 cp-master");

        Files.writeString(standalone.resolve("roles/one/tasks/main.yml"), "- name: {\n");
        HostFacts broken = plan(shell);
        assertThat(broken.value("ansible.plan")).contains("broken");
        assertThat(broken.value("ansible.plan.error"))
                .hasValueSatisfying(it -> assertThat(it).contains("roles/one/tasks/main.yml:"));
        assertThat(Files.exists(home.resolve(".ansible"))).isFalse();
    }

    private HostFacts plan(String shell) throws Exception {
        Path mark = Files.createFile(home.resolve("mark"));
        HostFacts facts =
                facts(
                        FactsShell.of(home),
                        shell,
                        "control-plane",
                        "plan:cp-edge-1:192.0.2.1",
                        "plan:cp-edge-2:192.0.2.2");
        try (Stream<Path> left = Files.list(Path.of("/tmp"))) {
            assertThat(
                            left.filter(it -> it.getFileName().toString().startsWith("kpaas-plan."))
                                    .filter(it -> ours(it, mark)))
                    .isEmpty();
        }
        Files.delete(mark);
        return facts;
    }

    private static boolean ours(Path folder, Path mark) {
        try {
            return Files.getLastModifiedTime(folder).compareTo(Files.getLastModifiedTime(mark)) > 0
                    && Files.exists(folder.resolve("hosts.yaml"))
                    && Files.readString(folder.resolve("hosts.yaml")).contains("192.0.2.2");
        } catch (IOException gone) {
            return false;
        }
    }

    private Path checkout() throws Exception {
        Path standalone = Files.createDirectories(home.resolve("cp-deployment/standalone"));
        Files.createDirectories(standalone.resolve("playbooks"));
        Files.createDirectories(standalone.resolve("roles/one/tasks"));
        Files.writeString(standalone.resolve("ansible.cfg"), "[defaults]\nroles_path = roles\n");
        Files.writeString(
                standalone.resolve("cp-cluster-vars.sh"),
                "export MASTER1_NODE_HOSTNAME=cp-master\n"
                        + "export MASTER1_NODE_PRIVATE_IP=127.0.0.1\n");
        Files.writeString(standalone.resolve("roles/one/tasks/main.yml"), "- shell: echo\n");
        Files.writeString(
                standalone.resolve("playbooks/edge.yml"),
                "- hosts: cloudcore_node\n  roles: [one]\n- hosts: edge_node\n  roles: [one]\n");
        return standalone;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void everyShellTellsTheInputChainsOnly(String shell) throws Exception {
        assumeTrue(FactsShell.has("id") && isRoot(), "only root sees rules");
        FactsShell host =
                FactsShell.of(home)
                        .with("ufw", "echo 'Status: active'\n")
                        .with(
                                "nft",
                                """
                                printf 'table inet filter {\\n\\tchain input {\\n\\t\\ttype filter hook input priority 0; policy drop;\\n\\t}\\n'
                                printf '\\tchain output {\\n\\t\\ttype filter hook output priority 0;\\n\\t}\\n}\\n'
                                """);
        HostFacts facts = facts(host, shell, "edge");

        assertThat(facts.text("firewall.ufw"))
                .hasValueSatisfying(it -> assertThat(it).contains("active"));
        assertThat(facts.text("firewall.nft"))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .contains("hook input", "policy drop")
                                        .doesNotContain("output"));
    }

    private static boolean isRoot() throws IOException {
        return new String(
                        new ProcessBuilder("id", "-u").start().getInputStream().readAllBytes(),
                        StandardCharsets.US_ASCII)
                .strip()
                .equals("0");
    }
}
