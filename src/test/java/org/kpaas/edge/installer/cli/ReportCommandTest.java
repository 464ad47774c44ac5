package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `report` and `compare` against hosts over real sockets, and from files alone.
final class ReportCommandTest {
    @TempDir private Path folder;

    @Test
    void aReportIsMadeOfNowAndComparedWithLater() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            Path reports = folder.resolve("handed over");
            assertThat(line.run("report", "--no-probe", "--report", reports.toString()))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            Path data = only(reports, ".json");
            assertThat(only(reports, ".html")).content().contains("<svg", "SIMULATED");

            assertThat(line.run("compare", data.toString(), data.toString()))
                    .isEqualTo(ExitCode.OK);
            assertThat(line.out()).contains("Nothing changed between");
            assertThat(line.run("compare", "--no-probe", data.toString()))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);

            String moved =
                    Files.readString(data)
                            .replace("\"v1.24.17-kubeedge-v1.14.4\"", "\"v1.22.6-kubeedge-v1.12\"")
                            .replace(
                                    "\"publicVip\" : \"",
                                    "\"publicVip\" : \"198.51.100.9\", \"x\" : \"");
            Path earlier = Files.writeString(folder.resolve("earlier.json"), moved);
            assertThat(line.run("compare", earlier.toString(), data.toString(), "--json"))
                    .as(line.text())
                    .isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out()).contains("\"what\":\"public-vip\"", "198.51.100.9");
        }
    }

    @Test
    void thePageOfASavedReportIsMadeAgainInEitherLanguage() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            Path reports = folder.resolve("r");
            assertThat(line.run("report", "--no-probe", "--report", reports.toString()))
                    .isEqualTo(ExitCode.OK);
            Path data = only(reports, ".json");
            String page = Files.readString(only(reports, ".html"));
            Path again = folder.resolve("again.html");
            assertThat(line.run("report", data.toString(), "--out", again.toString()))
                    .as(line.text())
                    .isEqualTo(ExitCode.OK);
            assertThat(again).hasContent(page);
            assertThat(line.runIn("ko", "report", data.toString())).isEqualTo(ExitCode.OK);
            assertThat(only(reports, ".html")).content().contains("lang=\"ko\"", "인수인계 보고서");
        }
    }

    @Test
    void whatIsNoReportIsRefused() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            Path file = Files.writeString(folder.resolve("x.json"), "[1]");
            for (String bad : List.of(file.toString(), folder + "/absent.json")) {
                assertThat(line.run("report", bad)).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(line.run("compare", bad, bad)).isEqualTo(ExitCode.BAD_INPUT);
            }
            assertThat(line.run("compare")).isEqualTo(ExitCode.BAD_INPUT);
        }
    }

    private static Path only(Path folder, String ending) throws Exception {
        try (var files = Files.list(folder)) {
            List<Path> found = files.filter(it -> it.toString().endsWith(ending)).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }
}
