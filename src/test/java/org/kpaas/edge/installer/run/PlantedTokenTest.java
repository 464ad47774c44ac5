package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.Guard;
import org.kpaas.edge.installer.remote.RedactionSamples;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.Reports;
import org.kpaas.edge.installer.report.RunRecorder;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.step.Samples;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// A run whose programs print secrets everywhere, and everything that is left of it on the laptop:
/// what is shown, the journal, and the report (T55).
@Timeout(60)
final class PlantedTokenTest {
    private static final String PLAN = "4e5f6a7b8c9d"; // its own: a stop ends all of its plan
    private static final String TRANSCRIPT = "/transcripts/deploy-3edges-join-fails.stdout";

    @TempDir private Path folder;
    private LocalHome home;

    @BeforeEach
    void makeAHome() throws Exception {
        home = new LocalHome(folder, "dash");
    }

    @AfterEach
    void endTheJob() throws Exception {
        home.endJobs();
    }

    @Test
    void nothingOfThemIsLeft() throws Exception {
        Files.writeString(home.path().resolve("log"), log());
        Files.writeString(home.path().resolve("events"), events());
        home.deploys("cat ~/events >\"$kpaas_edge_job/events\"; cat ~/log; return 2");
        Path laptop = folder.resolve("laptop");
        var events = new ArrayList<Event>();
        new Job(PLAN)
                .start(
                        new LocalHost(home),
                        "cd ~/cp-deployment/standalone && source deploy-cp-edge.sh",
                        Guard.NONE,
                        "v1.6.0",
                        List.of("cp-edge-1", "cp-edge-2", "cp-edge-3"));
        Event.RunResult result =
                new Runner(
                                new Journal(laptop),
                                new RunTimes(laptop),
                                new SampleEdges(),
                                new SampleMachines(),
                                Clock.systemUTC(),
                                Pace.NORMAL)
                        .attach(
                                PLAN,
                                Releases.find("v1.6.0").orElseThrow(),
                                List.of("cp-edge-1"),
                                () -> new LocalHost(home),
                                Optional::empty,
                                events::add);
        var recorder = new RunRecorder();
        events.forEach(recorder);
        Report report =
                Report.of(Samples.site(), Instant.EPOCH, ZoneId.of("UTC"))
                        .withRun(result, recorder.record());
        Reports.save(laptop, report, Texts.of(Locale.ENGLISH));

        assertThat(result.problem()).isPresent();
        assertThat(result.doubts().suspicions()).isNotEmpty();
        assertThat(events).hasAtLeastOneElementOfType(Event.OnHost.class);
        for (String secret :
                List.of(RedactionSamples.SECRET, RedactionSamples.JWT, "eyJhbGci", "MIIEow")) {
            assertThat(events).noneMatch(event -> event.toString().contains(secret));
            assertThat(written(laptop)).noneMatch(text -> text.contains(secret));
        }
    }

    private static List<String> written(Path laptop) throws Exception {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(laptop)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        assertThat(texts).hasSizeGreaterThanOrEqualTo(4); // journal, times, both reports
        return texts;
    }

    private static List<String> secrets() {
        var lines = new ArrayList<String>();
        RedactionSamples.LINES.forEach(it -> lines.add(it.formatted(RedactionSamples.SECRET)));
        lines.add("token is " + RedactionSamples.HASH + "." + RedactionSamples.JWT);
        return lines;
    }

    /// A secret after each line, and in the words of a failure that is ignored.
    private static String log() throws Exception {
        String recorded;
        try (var in = PlantedTokenTest.class.getResourceAsStream(TRANSCRIPT)) {
            recorded =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        var log = new StringBuilder();
        int n = 0;
        for (String line : recorded.lines().toList()) {
            log.append(line).append('\n');
            if (line.startsWith("changed: [cp-master]")) {
                String said = secrets().get(n++ % secrets().size());
                log.append(said).append('\n');
                log.append("fatal: [cp-master]: FAILED! => ")
                        .append(
                                JsonMapper.shared()
                                        .writeValueAsString(
                                                java.util.Map.of("msg", said, "stderr", said)))
                        .append("\n...ignoring\n");
            }
        }
        return "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\n" + log;
    }

    private static String events() {
        var events =
                new StringBuilder(
                        "{\"t\": 1.0, \"e\": \"begin\"}\n{\"t\": 1.0, \"e\": \"play\"}\n");
        int n = 0;
        for (String secret : secrets()) {
            n++;
            String said = JsonMapper.shared().writeValueAsString("Error: " + secret);
            events.append(
                    """
                    {"t": %d.0, "e": "task", "n": %d, "role": "r", "task": %s}
                    {"t": %d.0, "e": "start", "n": %d, "host": "cp-master"}
                    {"t": %d.0, "e": "result", "n": %d, "host": "cp-master", "state": "changed", "odd": %s}
                    {"t": %d.0, "e": "result", "n": %d, "host": "cp-edge-1", "state": "ignored", "err": %s}
                    """
                            .formatted(n, n, said, n, n, n, n, said, n, n, said));
        }
        return events.append("{\"t\": 99.0, \"e\": \"stats\", \"hosts\": {}}\n").toString();
    }
}
