package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.DeploymentPlan.PlannedPhase;
import org.kpaas.edge.installer.plan.Guard;
import org.kpaas.edge.installer.plan.Impact;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class JournalTest {
    private static final Instant AT = Instant.parse("2026-11-23T05:00:00Z");

    @TempDir Path folder = Path.of("");

    @Test
    void thereIsNothingBeforeTheFirstRun() {
        assertThat(journal().runs()).isEmpty();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void aRunThatWasStartedIsOpenWithItsWholePlanUntilItEnds() {
        journal().started(plan("a"), AT);
        journal().started(plan("b"), AT);
        assertThat(journal().runs())
                .containsExactly(
                        new Journal.Run(
                                "a", Optional.of(plan("a")), "v1.6.0", List.of("edge-1"), AT),
                        new Journal.Run(
                                "b", Optional.of(plan("b")), "v1.6.0", List.of("edge-1"), AT));
        journal().ended("a", "run.lost", AT);
        assertThat(journal().runs()).extracting(Journal.Run::planId).containsExactly("b");
    }

    @Test
    void aRunOfAnotherLaptopIsRememberedWithoutItsPlan() {
        journal().attached("c", "v1.6.2", List.of("edge-1", "edge-2"), AT);
        assertThat(journal().runs())
                .containsExactly(
                        new Journal.Run(
                                "c", Optional.empty(), "v1.6.2", List.of("edge-1", "edge-2"), AT));
        journal().started(plan("a"), AT);
        journal().attached("a", "v1.6.0", List.of(), AT);
        assertThat(journal().runs().getLast().plan()).isPresent();
    }

    @Test
    void aResetIsOpenWithItsPlanUntilItEndsAndIsNoDeployment() {
        ResetPlan reset = reset("d");
        journal().started(reset, AT);
        journal().attachedToReset("e", AT);
        journal().attachedToReset("d", AT.plusSeconds(60));
        assertThat(journal().runs()).isEmpty();
        assertThat(journal().resets())
                .containsExactly(
                        new Journal.Reset("d", Optional.of(reset), AT),
                        new Journal.Reset("e", Optional.empty(), AT));
        journal().ended("d", "succeeded", AT);
        assertThat(journal().resets()).extracting(Journal.Reset::planId).containsExactly("e");
    }

    private static ResetPlan reset(String id) {
        var on = new ResetPlan.Target("edge-1", "192.0.2.21", 22, "ubuntu");
        return new ResetPlan(
                id,
                plan(id).site(),
                "v1.6.0",
                ResetPlan.Scope.NODE,
                List.of(on),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new ResetPlan.Phase(
                                "reset-edges",
                                List.of(
                                        new ResetPlan.Work(
                                                ResetPlan.Place.EDGE, on, List.of("kubeedge"))))),
                List.of(new ResetPlan.Key("192.0.2.21", 22, "ssh-ed25519 AAAA")));
    }

    @Test
    void aTornLastLineCostsNothingButItself() throws IOException {
        journal().started(plan("a"), AT);
        Path file = folder.resolve("home/runs.jsonl");
        Files.writeString(file, "{\"schema\":1,\"kind\":\"ENDED\",\"pl", StandardOpenOption.APPEND);
        assertThat(journal().runs()).extracting(Journal.Run::planId).containsExactly("a");
        journal().ended("a", "succeeded", AT);
        assertThat(journal().runs()).isEmpty();
        assertThat(Files.readString(file).lines()).hasSize(3);
    }

    @Test
    void linesOfANewerVersionAreReadAsFarAsTheyAreKnown() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                folder.resolve("home/runs.jsonl"),
                """
                {"schema":2,"kind":"STARTED","at":"2026-11-23T05:00:00Z","planId":"n","releaseId":"v9","plan":{"x":1},"new":true}
                {"schema":2,"kind":"PAUSED","at":"2026-11-23T05:00:00Z","planId":"n"}
                {}
                """);
        assertThat(journal().runs())
                .containsExactly(new Journal.Run("n", Optional.empty(), "v9", List.of(), AT));
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        journal().started(plan("a"), AT);
        assertThat(mode(folder.resolve("home"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("home/runs.jsonl"))).isEqualTo("rw-------");
    }

    private Journal journal() {
        return new Journal(folder.resolve("home"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static DeploymentPlan plan(String id) {
        var access =
                new Access(
                        "192.0.2.10",
                        Port.SSH,
                        "ubuntu",
                        new Credential.KeyFile("~/.ssh/id"),
                        Optional.empty());
        var edge =
                new EdgeNode(
                        new HostName("edge-1"),
                        new Ipv4("192.0.2.21"),
                        Port.SSH,
                        "ubuntu",
                        new Credential.Password(),
                        EdgeNode.Route.VIA_CONTROL_PLANE);
        var site =
                Site.of("practice", access)
                        .with(
                                new CloudCore(
                                        Exposure.values()[0],
                                        new Ipv4("192.0.2.50"),
                                        new Ipv4("192.0.2.50"),
                                        new HostName("m"),
                                        new HostName("w")))
                        .withEdges(List.of(edge));
        var on = site.controlPlaneSubject();
        return new DeploymentPlan(
                id,
                site,
                "v1.6.0",
                List.of("edge-1"),
                List.of(
                        new PlannedPhase(
                                "variables",
                                List.of(
                                        new Change.WriteFile(
                                                on, "a", Optional.of("x"), "가", "0644"),
                                        new Change.RestoreFile(on, "b", "1", "2"))),
                        new PlannedPhase("job", List.of(new Change.RunJob(on, "line", Guard.NONE))),
                        new PlannedPhase(
                                "tools",
                                List.of(
                                        new Change.RunTask(
                                                on,
                                                1,
                                                "r",
                                                "t",
                                                List.of("edge-1"),
                                                Optional.of("x"))))),
                Impact.UNTOLD);
    }
}
