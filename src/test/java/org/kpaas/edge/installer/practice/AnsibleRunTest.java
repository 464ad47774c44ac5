package org.kpaas.edge.installer.practice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// The simulated output against recorded runs of the real scripts: the same lines in the same places, only times and
/// the order of hosts within one task differ.
class AnsibleRunTest {
    private static final KubeStore.Selection EDGE_SPACE =
            new KubeStore.Selection("pods", "kubeedge");

    @ParameterizedTest
    @CsvSource({
        "deploy-1edge-ok, v1.6.0, 1",
        "deploy-3edges-ok, v1.6.0, 3",
        "v162-deploy-1edge, v1.6.2, 1"
    })
    void theLogHasTheShapeOfARecordedRun(
            String transcript, String release, int edges, @TempDir Path folder) throws Exception {
        var options =
                PracticeOptions.STANDARD.withRelease(release).withEdges(edges).withSpeed(2000);
        try (var practice = PracticeSite.start(options);
                var laptop = new Laptop(practice, folder)) {
            String log = Deployments.deploy(practice, laptop);

            assertThat(shape(log)).isEqualTo(shape(recorded(transcript)));
            assertThat(laptop.script("job-state", "p1").out()).contains("job.exit=0\n");
        }
    }

    @Test
    void theLaterReleaseBringsOneCloudCoreAndItsHelpers(@TempDir Path folder) throws Exception {
        var options = PracticeOptions.STANDARD.withRelease("v1.6.2").withSpeed(2000);
        try (var practice = PracticeSite.start(options);
                var laptop = new Laptop(practice, folder)) {
            Deployments.deploy(practice, laptop);

            assertThat(practice.world().model().store().list(EDGE_SPACE).items())
                    .extracting(pod -> pod.at("/metadata/labels/app").asString())
                    .containsOnly("cloudcore", "cloud-iptables-manager", "edgemesh-agent")
                    .hasSize(1 + 4 + 4 + 2);
        }
    }

    /// Without times, warnings and the list of slowest tasks; the results of one task in alphabetical order.
    private static List<String> shape(String log) {
        var shape = new ArrayList<String>();
        var results = new ArrayList<String>();
        for (String line : log.lines().toList()) {
            if (line.startsWith("=====")) {
                shape.add(line);
                return shape;
            }
            if (line.matches("(ok|changed|fatal): .*")) {
                results.add(line);
                continue;
            }
            Collections.sort(results);
            shape.addAll(results);
            results.clear();
            if (!line.startsWith("[WARNING]") && !line.matches("(with a mode|avoid this).*")) {
                shape.add(
                        line.replaceAll(
                                "^[A-Z][a-z]+day .*\\d\\) {7}\\d:\\d\\d:.* \\*+ $", "TIMING"));
            }
        }
        return shape;
    }

    private static String recorded(String name) throws IOException {
        String resource = "/transcripts/" + name + ".stdout";
        try (InputStream in =
                Objects.requireNonNull(AnsibleRunTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
