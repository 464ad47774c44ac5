package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `logs` against hosts over real sockets.
final class LogsCommandTest {
    @TempDir private Path folder;

    @Test
    void servicesAndPodsAreReadWhereTheyAre() throws Exception {
        var options = PracticeOptions.STANDARD.withFaults(Fault.ALREADY_JOINED);
        try (PracticeSite practice = PracticeSite.start(options)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("logs", "--host", "cp-edge-1", "--unit", "edgecore"))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            assertThat(line.out())
                    .contains("cp-edge-1 edgecore[812]:", "Started edgecore.service.");
            assertThat(
                            line.run(
                                    "logs",
                                    "--host",
                                    "cp-edge-1",
                                    "--unit",
                                    "edgecore",
                                    "--search",
                                    "WEBSOCKET"))
                    .isEqualTo(ExitCode.OK);
            assertThat(line.out().lines()).singleElement().asString().contains("websocket connect");

            line.run("verify", "--json");
            Matcher pod = Pattern.compile("\"name\":\"(coredns-[^\"]+)\"").matcher(line.out());
            assertThat(pod.find()).as(line.out()).isTrue();
            assertThat(line.run("logs", "--pod", "kube-system/" + pod.group(1)))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            assertThat(line.out()).startsWith("== " + pod.group(1));
        }
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("logs", "--pod", "kubeedge/no-such-pod"))
                    .isEqualTo(ExitCode.BAD_INPUT);
            assertThat(line.text()).contains("The cluster has no pod kubeedge/no-such-pod.");
            assertThat(line.run("logs", "--host", "elsewhere", "--unit", "crio"))
                    .isEqualTo(ExitCode.RUN_FAILED);
            assertThat(line.text()).contains("The site has no edge node elsewhere.");
            for (String bad :
                    new String[] {"kubeedge", "kubeedge/a;id", "../x/y", "$(id)/x", "a/-o"}) {
                assertThat(line.run("logs", "--pod=" + bad)).as(bad).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(line.text()).contains("is no name of a pod");
            }
            assertThat(line.run("logs", "--host", "cp-edge-1", "--unit", "cron"))
                    .isEqualTo(ExitCode.BAD_INPUT);
            assertThat(line.text()).contains("cron");
            assertThat(line.run("logs")).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(line.text()).contains("Give --host with --unit, or --pod.");
        }
    }
}
