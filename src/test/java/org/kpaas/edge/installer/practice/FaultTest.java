package org.kpaas.edge.installer.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.text.Texts;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

class FaultTest {
    private static final PracticeOptions FAST = PracticeOptions.STANDARD.withSpeed(1000);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void everyFaultHasItsWords(String language) {
        Texts texts = Texts.of(Locale.of(language));

        assertThat(Fault.values())
                .allSatisfy(
                        fault -> {
                            String key = "practice.fault." + fault.key();
                            assertThat(texts.get(key + ".title")).isNotBlank();
                            assertThat(texts.get(key + ".lesson")).isNotBlank();
                        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultCanBePlantedAndRepaired(Fault fault) throws Exception {
        try (var practice = PracticeSite.start(FAST)) {
            PracticeModel model = practice.world().model();
            String before = picture(practice);

            practice.inject(fault);
            assertThat(practice.faults()).containsExactly(fault);
            practice.repair(fault);

            assertThat(picture(practice)).isEqualTo(before);
            assertThat(model.hosts()).allMatch(model::isReachable);
            assertThat(practice.faults()).isEmpty();
        }
    }

    @Test
    void theOrderOfPlantingDoesNotMatter() throws Exception {
        try (var practice = PracticeSite.start(FAST)) {
            List<Fault> all = List.copyOf(new TreeSet<>(Fault.together()));
            PracticeHost last = practice.world().model().edges().getLast();
            String healthy = picture(practice);
            for (Fault fault : all) {
                practice.inject(fault);
            }
            var planted = last.values();
            for (Fault fault : all.reversed()) {
                practice.repair(fault);
            }
            assertThat(picture(practice)).isEqualTo(healthy);
            for (Fault fault : all.reversed()) {
                practice.inject(fault);
            }
            assertThat(last.values()).isEqualTo(planted);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_ARCHITECTURE, 1, dpkg.arch=amd64",
        "PI_WITHOUT_MEMORY_CGROUP, 2, cgroup.memory=no",
        "WRONG_HOST_NAME, 1, host.name=ubuntu",
        "SUDO_PASSWORD, 2, sudo.nopasswd=no",
        "ALREADY_JOINED, 1, edgecore.active=yes",
        "EDGE_IS_CLUSTER_NODE, 2, kubelet.active=yes"
    })
    void anEdgeTellsItsFault(Fault fault, int edge, String fact) throws Exception {
        try (var practice = PracticeSite.start(FAST.withFaults(fault));
                var laptop = new Laptop(practice, folder)) {
            assertThat(edgeFacts(laptop, edge)).contains(fact + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KEY_REFUSED, ssh.edge-2=denied",
        "SUDO_PASSWORD, ssh.edge-2=sudo-password",
        "UNREACHABLE_EDGE, ssh.edge-2=timeout",
        "PASSWORD_EXPIRED, ssh.edge-2=expired",
        "BURNT_TEMPLATES, | M edge/edgemesh/agent/04-configmap.yaml",
        "CRLF_VARIABLES, file.cp-cluster-vars.crlf=yes",
        "EMPTY_CLUSTER_VARIABLES, |export MASTER1_NODE_HOSTNAME=",
        "NO_CHECKOUT, checkout.standalone=no",
        "UNKNOWN_RELEASE, checkout.describe=v1.9.9",
        "ANSIBLE_RUNNING, ansible.running=yes"
    })
    void theControlPlaneTellsTheFault(Fault fault, String fact) throws Exception {
        try (var practice = PracticeSite.start(FAST.withFaults(fault));
                var laptop = new Laptop(practice, folder)) {
            String edge = practice.site().edges().getLast().address().text();

            assertThat(
                            laptop.script(
                                            "facts",
                                            "control-plane",
                                            "ssh:edge-2:ubuntu@" + edge + ":2222")
                                    .out())
                    .contains(fact + "\n");
        }
    }

    @Test
    void aBlockedPortIsFilteredForTheEdgesAndForTheLaptop() throws Exception {
        try (var practice = PracticeSite.start(FAST.withFaults(Fault.PORT_10000_BLOCKED));
                var laptop = new Laptop(practice, folder);
                var socket = new Socket()) {
            String vip = practice.site().cloudCore().orElseThrow().publicVip().text();

            assertThat(edgeFacts(laptop, 1, "tcp:" + vip + ":10000", "tcp:" + vip + ":10002"))
                    .contains("tcp." + vip + ":10000=filtered\n")
                    .contains("tcp." + vip + ":10002=refused\n");
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(vip, 10_000), 300))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anEdgeThatIsSwitchedOffDoesNotAnswerTheLaptop() throws Exception {
        try (var practice = PracticeSite.start(FAST);
                var laptop = new Laptop(practice, folder)) {
            laptop.edge(2);
            practice.inject(Fault.UNREACHABLE_EDGE);

            assertThatThrownBy(() -> edgeFacts(laptop, 2)).isInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> laptop.edge(2))
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            e -> assertThat(e.kind()).isEqualTo(RemoteException.Kind.TIMED_OUT));
            practice.repair(Fault.UNREACHABLE_EDGE);
            assertThat(edgeFacts(laptop, 2)).contains("host.name=cp-edge-2");
        }
    }

    @Test
    void aChangedHostKeyIsNoticed() throws Exception {
        try (var practice = PracticeSite.start(FAST);
                var laptop = new Laptop(practice, folder)) {
            laptop.controlPlane();
            practice.inject(Fault.HOST_KEY_CHANGED);

            assertThatThrownBy(() -> laptop.script("facts", "control-plane"))
                    .isInstanceOf(RemoteException.class);
            assertThatThrownBy(laptop::controlPlane)
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            e ->
                                    assertThat(e.kind())
                                            .isEqualTo(RemoteException.Kind.HOST_KEY_CHANGED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FAILING_TASK, 2, dial unix /var/run/crio/crio.sock",
        "WRONG_ARCHITECTURE, 2, Exec format error",
        "PI_WITHOUT_MEMORY_CGROUP, 2, timed out waiting for the condition",
        "PORT_10002_BLOCKED, 2, timed out waiting for the condition",
        "SUDO_PASSWORD, 2, Missing sudo password",
        "UNREACHABLE_EDGE, 2, UNREACHABLE!",
        "KEY_REFUSED, 2, 'Permission denied (publickey,password)'",
        "NO_ANSIBLE, 127, ansible-playbook: command not found",
        "NO_CHECKOUT, 1, No such file or directory",
        "EMPTY_CLUSTER_VARIABLES, 0, skipping: no hosts matched",
        "CRLF_VARIABLES, 0, skipping: no hosts matched",
        "PORT_10000_BLOCKED, 0, failed=0"
    })
    void aRunEndsAsTheRealOneWould(Fault fault, int exit, String said) throws Exception {
        try (var practice = PracticeSite.start(FAST);
                var laptop = new Laptop(practice, folder)) {
            Deployments.prepare(practice, laptop);
            practice.inject(fault);
            laptop.script("job-start", "p1");
            String log = new String(Deployments.follow(laptop, "p1", 0), StandardCharsets.UTF_8);

            assertThat(log).contains(said);
            assertThat(laptop.script("job-state", "p1").out()).contains("job.exit=" + exit + "\n");
        }
    }

    @Test
    void ofTwoEdgesWithOneNameOnlyTheLastIsDeployed() throws Exception {
        try (var practice = PracticeSite.start(FAST.withFaults(Fault.DUPLICATE_HOST_NAME));
                var laptop = new Laptop(practice, folder)) {
            String log = Deployments.deploy(practice, laptop);

            assertThat(log).contains("found a duplicate dict key (cp-edge-1)");
            assertThat(practice.world().model().edges().getFirst().says("edgecore.active", "no"))
                    .isTrue();
        }
    }

    @Test
    void aFailedJoinShowsATokenThatTheRedactionHides() throws Exception {
        try (var practice = PracticeSite.start(FAST.withFaults(Fault.FAILING_TASK));
                var laptop = new Laptop(practice, folder)) {
            String log = Deployments.deploy(practice, laptop);

            assertThat(log).containsPattern("--token [0-9a-f]{64}\\.eyJ");
            assertThat(Redaction.redact(log)).doesNotContainPattern("[0-9a-f]{64}\\.eyJ");
            assertThat(log).contains("NO MORE HOSTS LEFT").contains("changed: [cp-edge-1]");
        }
    }

    @Test
    void withPort10000BlockedEverythingIsGreenAndNoNodeAppears() throws Exception {
        try (var practice = PracticeSite.start(FAST.withFaults(Fault.PORT_10000_BLOCKED));
                var laptop = new Laptop(practice, folder)) {
            Deployments.deploy(practice, laptop);

            try (Laptop.Api api = laptop.api()) {
                assertThat(api.client().nodes().list().getItems()).hasSize(4);
            }
        }
    }

    @Test
    void aLostLinkComesBackAndTheRunIsWhole() throws Exception {
        try (var practice = PracticeSite.start(FAST.withSpeed(100).withFaults(Fault.LOST_LINK));
                var laptop = new Laptop(practice, folder)) {
            Deployments.start(practice, laptop, "p1");
            assertThatThrownBy(() -> Deployments.follow(laptop, "p1", 0))
                    .isInstanceOf(RemoteException.class);
            practice.world().jobs().find("p1").orElseThrow().after(Long.MAX_VALUE, Long.MAX_VALUE);

            assertThat(new String(Deployments.follow(laptop, "p1", 0), StandardCharsets.UTF_8))
                    .contains("PLAY RECAP");
        }
    }

    private static String edgeFacts(Laptop laptop, int edge, String... targets)
            throws RemoteException, InterruptedException {
        var arguments = new java.util.ArrayList<>(java.util.List.of("edge"));
        arguments.addAll(java.util.List.of(targets));
        return laptop.edge(edge)
                .run(
                        Script.named("facts")
                                .with(Duration.ofSeconds(30), arguments.toArray(String[]::new)))
                .out();
    }

    /// Everything that a fault may change, as text.
    private static String picture(PracticeSite practice) {
        PracticeModel model = practice.world().model();
        var picture = new StringBuilder(practice.site().toString());
        for (PracticeHost host : model.hosts()) {
            picture.append(host.values()).append(host.passwordExpired());
            picture.append(host.runtimeBroken()).append(host.acceptsControlPlane());
            picture.append(HostKeys.fingerprint(host.hostKey()));
        }
        picture.append(model.checkout().status()).append(model.checkout().describe());
        picture.append(
                model.store().list(new KubeStore.Selection("nodes", "")).items().stream()
                        .map(node -> node.at("/status/conditions/3/status").asString())
                        .toList());
        return picture.toString();
    }
}
