package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.kube.KubeClusters;
import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.Planner;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.Problem;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A deployment of the practice site through the real SSH and Kubernetes code.
@Timeout(120)
class PracticeRunTest {
    private static final String PLAN = "0a1b2c3d4e5f";

    @TempDir Path folder = Path.of("");
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.6.0", "v1.6.1", "v1.6.2"})
    void aDeploymentOutlivesItsLinksAndIsHeardOnce(String release) throws Exception {
        PracticeSite practice =
                PracticeSite.start(PracticeOptions.STANDARD.withRelease(release).withSpeed(100));
        open.add(practice);
        Remote remote =
                new SshRemotes(folder.resolve("known_hosts"))
                        .open(
                                (kind, access, attempt) ->
                                        Optional.of(new Secret(practice.password())),
                                (host, algorithm, fingerprint) -> true);
        open.add(remote);
        var facts =
                Looker.look(
                        practice.site(),
                        remote,
                        new KubeClusters(),
                        Clock.systemUTC(),
                        folder,
                        subject -> {});
        DeploymentPlan plan = Planner.deployment(practice.site(), facts, PLAN);

        var events = new ArrayList<Event>();
        var cuts = new ArrayList<>(List.of("Pause keadm init", "keadm join"));
        var result =
                new Runner(
                                new Journal(folder.resolve("laptop")),
                                new RunTimes(folder.resolve("laptop")),
                                new SampleEdges(),
                                new SampleMachines(),
                                Clock.systemUTC())
                        .run(
                                plan,
                                () -> remote.host(practice.access()),
                                () -> missing(plan, remote, practice),
                                event -> {
                                    events.add(event);
                                    if (event instanceof Event.Now now && cuts.remove(now.task())) {
                                        practice.cutLinks();
                                    }
                                });

        assertThat(result.problem()).isEmpty();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.hosts()).containsKeys("cp-edge-1", "cp-edge-2");
        assertThat(cuts).isEmpty();
        assertThat(events).filteredOn(Event.LinkLost.class::isInstance).hasSizeBetween(2, 4);
        assertThat(events).filteredOn(Event.LinkBack.class::isInstance).hasSize(2);
        assertThat(nows(events))
                .isEqualTo(
                        facts.release().orElseThrow().tasks().stream()
                                .map(task -> task.role() + " : " + task.name())
                                .toList());
    }

    private static Optional<Problem> missing(
            DeploymentPlan plan, Remote remote, PracticeSite practice)
            throws org.kpaas.edge.installer.site.ProblemException, InterruptedException {
        try (Cluster cluster = new KubeClusters().open(() -> remote.host(practice.access()))) {
            var missing = new ArrayList<>(plan.edges());
            cluster.snapshot().nodes().stream()
                    .map(ClusterSnapshot.Node::name)
                    .forEach(missing::remove);
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Problem.of("run.edge-missing", String.join(", ", missing)));
        }
    }

    private static List<String> nows(List<Event> events) {
        return events.stream()
                .filter(Event.Now.class::isInstance)
                .map(Event.Now.class::cast)
                .map(now -> now.role() + " : " + now.task())
                .toList();
    }
}
