package org.kpaas.edge.installer.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.guide.Release.Play;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.guide.Release.Task;
import org.kpaas.edge.installer.text.Texts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

class ReleaseTest {
    private static final Pattern TIMING = Pattern.compile("[A-Z][a-z]+day .*\\(\\d+:\\d\\d:.*");
    private static final Pattern BANNER = Pattern.compile("TASK \\[(.*?)] \\*+");
    private static final Pattern PLAY = Pattern.compile("PLAY \\[(.*?)] \\*+");

    @ParameterizedTest
    @CsvSource({
        "v1.6.0, deploy-1edge-ok",
        "v1.6.0, deploy-3edges-ok",
        "v1.6.0, deploy-1edge-ok-pty",
        "v1.6.2, v162-deploy-1edge"
    })
    void playsAndTasksAreThoseOfTheRecordedRun(String release, String transcript)
            throws IOException {
        assertThat(release(release).plays().stream().map(ReleaseTest::shown).toList())
                .isEqualTo(recorded(transcript));
    }

    @Test
    void theIndexOfATimingLineIsTheIndexOfItsTask() throws IOException {
        var play = release("v1.6.2").plays().get(3);
        assertThat(recorded("v162-deploy-1edge").get(3).lines().get(2))
                .isEqualTo("cp/edge/cri_install : cri-o download")
                .isEqualTo(play.tasks().get(2).banner());
        assertThat(play.tasks().get(1).skipped()).isTrue();
    }

    @Test
    void phasesBeginInTheOrderOfThePlatformsPlays() {
        for (Release release : Releases.all()) {
            assertThat(release.phases())
                    .containsExactly(
                            "tools",
                            "cloudcore",
                            "runtime",
                            "join",
                            "edgecore",
                            "edgemesh",
                            "hardening");
        }
    }

    @Test
    void everyRowOfTheGuidesFirewallTablesIsThere() {
        var release = release("v1.6.0");
        assertThat(guideRows(release, Role.CONTROL_PLANE))
                .containsExactly(
                        "tcp/111",
                        "tcp/2049",
                        "tcp/2379-2380",
                        "tcp/6443",
                        "tcp/9443",
                        "tcp/10001",
                        "tcp/10002",
                        "tcp/10003",
                        "tcp/10004",
                        "tcp/10250",
                        "tcp/10251",
                        "tcp/10252",
                        "tcp/10255",
                        "tcp/20004",
                        "tcp/20006",
                        "tcp/40001",
                        "tcp/30000-32767",
                        "udp/4789");
        assertThat(guideRows(release, Role.WORKER))
                .containsExactly(
                        "tcp/111",
                        "tcp/2049",
                        "tcp/10250",
                        "tcp/10255",
                        "tcp/20006",
                        "tcp/40001",
                        "tcp/30000-32767",
                        "udp/4789");
        assertThat(guideRows(release, Role.EDGE))
                .containsExactly(
                        "tcp/111",
                        "tcp/1883-1884",
                        "tcp/2049",
                        "tcp/10001",
                        "tcp/10250",
                        "tcp/10255",
                        "tcp/10350",
                        "tcp/10550",
                        "tcp/20006",
                        "tcp/40001",
                        "tcp/30000-32767");
    }

    @Test
    void theVitalRowsThatTheGuideForgotAreMarked() {
        for (Release release : Releases.all()) {
            assertThat(release.ports().stream().filter(row -> !row.inGuide()).toList())
                    .extracting(PortRow::id)
                    .containsExactly(
                            "control-plane/tcp/22", "control-plane/tcp/10000", "edge/tcp/22");
            assertThat(release.ports())
                    .filteredOn(row -> row.meaning() == Meaning.VITAL)
                    .extracting(PortRow::id)
                    .contains("control-plane/tcp/10000", "control-plane/tcp/10002");
        }
    }

    @Test
    void aRowsIdTellsItsRoleProtocolAndRange() {
        for (Release release : Releases.all()) {
            assertThat(release.ports()).extracting(PortRow::id).doesNotHaveDuplicates();
            assertThat(release.ports()).allSatisfy(row -> assertThat(row.id()).isEqualTo(id(row)));
        }
    }

    @Test
    void bothNamesOfTheNumberOfEdgesAreWritten() {
        for (Release release : Releases.all()) {
            assertThat(release.variables().edgeCounts())
                    .containsExactly("EDGE_HOSTS", "EDGE_NODE_CNT");
        }
    }

    @Test
    void aReleaseIsFoundByItsIdAndByItsTags() {
        assertThat(Releases.find("v1.6.0")).map(Release::id).contains("v1.6.0");
        assertThat(Releases.find("v1.6.1.1")).map(Release::id).contains("v1.6.1");
        assertThat(Releases.find("6dee0c2")).map(Release::id).contains("v1.6.2");
        assertThat(Releases.find("v9.9.9")).isEmpty();
    }

    @Test
    void aReleaseThatExtendsAnotherDiffersInWhatItSaysOnly() {
        var base = release("v1.6.0");
        var refused = release("v1.5.2");
        assertThat(refused.variables().edgeIp()).isEqualTo("EDGE{n}_NODE_PRIVATE_IP");
        assertThat(refused.variables().publicVip()).isEqualTo(base.variables().publicVip());
        assertThat(refused.versions().kubernetes()).isEqualTo("v1.29.5");
        assertThat(refused.versions().kubeedge()).isEqualTo(base.versions().kubeedge());
        assertThat(release("v1.6.1").plays()).isEqualTo(release("v1.6.2").plays());
    }

    @Test
    void onlyWhatCanWorkOnArm64IsDeployed() {
        assertThat(Releases.deployable()).isEqualTo("v1.6.0, v1.6.1, v1.6.2");
        for (Locale locale : List.of(Texts.ENGLISH, Texts.KOREAN)) {
            for (Release release : Releases.all()) {
                release.refused()
                        .ifPresent(
                                why ->
                                        assertThat(Texts.of(locale).keys())
                                                .contains("found.release-" + why)
                                                .contains("error.plan.release-" + why + ".title")
                                                .contains("error.plan.release-" + why + ".remedy"));
            }
        }
    }

    @Test
    void onlyTheResetOfTheNewestReleaseIsNotWhereItsScriptLooks() {
        assertThat(Releases.all())
                .filteredOn(release -> !release.resetsAsScripted())
                .extracting(Release::id)
                .containsExactly("v1.6.2");
    }

    @Test
    void everyPhaseAndChangeHasItsWordsInBothLanguages() {
        for (Locale locale : List.of(Texts.ENGLISH, Texts.KOREAN)) {
            var keys = Texts.of(locale).keys();
            for (Release release : Releases.all()) {
                for (Task task : release.tasks()) {
                    assertThat(keys).contains("phase." + task.phase() + ".title");
                    assertThat(keys).contains("phase." + task.phase() + ".explanation");
                    task.changes().ifPresent(key -> assertThat(keys).contains("change." + key));
                }
            }
        }
    }

    private static Release release(String id) {
        return Releases.find(id).orElseThrow();
    }

    private static List<String> guideRows(Release release, Role role) {
        return release.ports().stream()
                .filter(row -> row.role() == role && row.inGuide())
                .map(row -> row.id().substring(row.id().indexOf('/') + 1))
                .toList();
    }

    private static String id(PortRow row) {
        String role = row.role().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return role + "/" + row.protocol().name().toLowerCase(Locale.ROOT) + "/" + row.range();
    }

    private record Shown(String hosts, List<String> lines) {}

    /// What a play shows: each task's banner, an empty line for a task that shows its timing line only.
    private static Shown shown(Play play) {
        return new Shown(
                play.hosts(),
                play.tasks().stream().map(task -> task.skipped() ? "" : task.banner()).toList());
    }

    private static List<Shown> recorded(String transcript) throws IOException {
        var plays = new ArrayList<Shown>();
        for (String line : text(transcript).lines().toList()) {
            var play = PLAY.matcher(line);
            var banner = BANNER.matcher(line);
            if (play.lookingAt()) {
                plays.add(new Shown(play.group(1), new ArrayList<>()));
            } else if (TIMING.matcher(line).lookingAt()) {
                plays.getLast().lines().add("");
            } else if (banner.lookingAt()) {
                plays.getLast().lines().set(plays.getLast().lines().size() - 1, banner.group(1));
            }
        }
        plays.getLast().lines().removeLast(); // the recap has a timing line too
        return plays;
    }

    private static String text(String transcript) throws IOException {
        String suffix = transcript.endsWith("-pty") ? ".pty" : ".stdout";
        try (InputStream in =
                ReleaseTest.class.getResourceAsStream("/transcripts/" + transcript + suffix)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
