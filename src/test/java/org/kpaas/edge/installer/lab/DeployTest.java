package org.kpaas.edge.installer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.SiteFile;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One site from `check` to `verify` on the command line, with a password; what was said on the way is looked at from
/// several sides.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeployTest {
    private static final Duration LONG = Duration.ofMinutes(8);

    /// `Monday 23 November 2026  05:07:24 +0000 (0:00:00.043)`: the start of a task, in whole seconds.
    private static final Pattern TIMING =
            Pattern.compile(
                    "^([A-Z][a-z]+day \\d\\d [A-Z][a-z]+ \\d{4}  \\d\\d:\\d\\d:\\d\\d \\+\\d{4})"
                            + " .*");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEEE dd MMMM yyyy  HH:mm:ss xx", Locale.ENGLISH);
    private static final Pattern TASK = Pattern.compile("^TASK \\[(.*)] \\*+$");

    private Path home;
    private Lab lab;
    private SecretHunt hunt;
    private Program check;
    private Program replay;
    private Program deploy;
    private Program verify;
    private int checkExit;
    private int replayExit;
    private int deployExit;
    private int verifyExit;

    @BeforeAll
    void deployOnce(@TempDir Path folder) throws Exception {
        home = folder;
        lab = Lab.fresh(8);
        String password = lab.password();
        Path siteFile = home.resolve("lab.json");
        Path facts = home.resolve("facts.json");
        SiteFile.save(siteFile, lab.site(new Credential.Password()));
        hunt = new SecretHunt(List.of(password, lab.keyLine()));

        var keys =
                new ArrayList<>(
                        List.of(
                                "check",
                                "--site",
                                siteFile.toString(),
                                "--save",
                                facts.toString(),
                                "--password-stdin",
                                "--json"));
        lab.fingerprints().forEach(print -> keys.addAll(List.of("--accept-host-key", print)));
        check = Program.start(lab, home, password + "\n", keys.toArray(String[]::new));
        checkExit = check.exit(Duration.ofMinutes(2));
        replay =
                Program.start(
                        lab,
                        home,
                        "",
                        "check",
                        "--site",
                        siteFile.toString(),
                        "--facts",
                        facts.toString(),
                        "--json");
        replayExit = replay.exit(Duration.ofMinutes(1));

        // the keys are remembered, so nobody has to accept them again
        deploy =
                Program.start(
                        lab,
                        home,
                        password + "\n",
                        "deploy",
                        "--site",
                        siteFile.toString(),
                        "--password-stdin",
                        "--json",
                        "--yes",
                        "--once",
                        "--accept-warnings",
                        "a lab");
        deployExit = deploy.exit(LONG);

        verify =
                Program.start(
                        lab,
                        home,
                        password + "\n",
                        "verify",
                        "--site",
                        siteFile.toString(),
                        "--password-stdin",
                        "--json");
        verifyExit = verify.exit(LONG);
    }

    @AfterAll
    void endLab() throws Exception {
        if (hunt != null) {
            hunt.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void noCheckFailsOnAHealthySite() {
        assertThat(checkExit).as(check.everything()).isIn(0, 1);
        assertThat(check.everything()).doesNotContain("\"state\":\"failed\"");
    }

    /// What a file of facts is for: somebody else, without the site, sees what was seen there.
    @Test
    void theRecordedFactsGiveTheSameResultsWithoutTheSite() {
        JsonNode live = check.said().getLast().json();
        assertThat(live.size()).as(check.everything()).isGreaterThan(100);
        assertThat(replay.said().getLast().json()).isEqualTo(live);
        assertThat(replayExit).isEqualTo(checkExit);
    }

    @Test
    void theDeploymentEndsHealthy() {
        assertThat(deployExit).as(deploy.everything()).isZero();
        assertThat(deploy.events("Ended")).hasSize(1);
        assertThat(deploy.events("Recap"))
                .extracting(recap -> recap.value("host"))
                .containsExactlyInAnyOrder("cp-master", "cp-edge-1", "cp-edge-2");
    }

    @Test
    void theEdgesReallyRanEveryTask() throws Exception {
        for (String edge : lab.edges()) {
            assertThat(lab.on(edge, "cat /etc/kubeedge/config/edgecore.yaml"))
                    .contains("enable: true", "169.254.96.16");
            assertThat(lab.on(edge, "ls /var/lib/lab")).contains("hardened");
        }
    }

    @Test
    void verifyOnItsOwnAgrees() {
        assertThat(verifyExit).as(verify.everything()).isZero();
        assertThat(verify.everything()).contains("cp-edge-1", "cp-edge-2", "edgemesh-agent");
    }

    @Test
    void theReportIsAFile() throws Exception {
        try (Stream<Path> files =
                Files.walk(home.resolve(".kpaas-edge-installer").resolve("reports"))) {
            assertThat(files.map(Path::toString))
                    .anyMatch(name -> name.endsWith(".html"))
                    .anyMatch(name -> name.endsWith(".json"));
        }
    }

    @Test
    void everyLineOfTheLogArrivedOnceAndInOrder() throws Exception {
        assertThat(lab.jobs()).hasSize(1);
        assertThat(deploy.log()).isEqualTo(Program.LogLine.of(lab.jobLog(lab.jobs().getFirst())));
    }

    @Test
    void linesArriveWhileTheTaskRuns() {
        int timed = 0;
        for (Program.Said line : deploy.events("Line")) {
            Matcher timing = TIMING.matcher(line.value("text"));
            if (timing.matches()) {
                Instant printed = ZonedDateTime.parse(timing.group(1), CLOCK).toInstant();
                assertThat(Duration.between(printed, line.at()))
                        .as(line.text())
                        .isLessThan(Duration.ofSeconds(5));
                timed++;
            }
        }
        assertThat(timed).isGreaterThan(80);
    }

    /// At the latest with its banner, which comes with the task's first result, when the next task may be running already
    /// (T100). Tasks that are skipped have no banner.
    @Test
    void whatRunsNowIsToldBeforeAnsiblePrintsIt() {
        var told = new ArrayList<String>();
        var withoutBanner = new ArrayList<String>();
        String banner = "";
        int banners = 0;
        for (Program.Said said : deploy.said()) {
            if (said.isEvent("Now")) {
                String role = said.value("role");
                told.add(role.isEmpty() ? said.value("task") : role + " : " + said.value("task"));
            } else if (said.isEvent("Line")) {
                Matcher task = TASK.matcher(said.value("text"));
                if (task.matches()) {
                    assertThat(banner).as("told: %s", told).isEmpty();
                    banner = task.group(1);
                    banners++;
                }
            }
            int at = told.indexOf(banner);
            if (at >= 0) {
                withoutBanner.addAll(told.subList(0, at));
                told.subList(0, at + 1).clear();
                banner = "";
            }
        }
        assertThat(banner).isEmpty();
        assertThat(banners).isGreaterThan(30);
        assertThat(withoutBanner).allMatch(task -> task.startsWith("kubespray-defaults : "));
        assertThat(told).isEmpty();
    }

    @Test
    void noSecretIsInAnyFileOutputOrProcess() throws Exception {
        assertThat(hunt.foundInProcesses()).isEmpty();
        assertThat(hunt.foundInFiles(home)).isEmpty();
        for (Program program : List.of(check, deploy, verify)) {
            assertThat(hunt.isIn(program.everything())).isFalse();
        }
        for (String host : List.of("cp-master", "cp-edge-1", "cp-edge-2")) {
            assertThat(hunt.foundOn(lab, host)).as(host).isEmpty();
        }
    }
}
