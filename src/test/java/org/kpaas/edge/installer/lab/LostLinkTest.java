package org.kpaas.edge.installer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.SiteFile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// A run survives everything that happens to the laptop (T32, T103).
@Tag("lab")
final class LostLinkTest {
    private static final Duration STEP = Duration.ofMinutes(3);

    @TempDir private Path home;

    @Test
    void aRunSurvivesADeadSessionAPulledCableAndAKilledLaptop() throws Exception {
        try (Lab lab = Lab.fresh(5)) {
            Path siteFile = home.resolve("lab.json");
            SiteFile.save(siteFile, lab.site(lab.key()));
            String[] accept =
                    lab.fingerprints().stream()
                            .map(print -> "--accept-host-key=" + print)
                            .toArray(String[]::new);

            Program first = start(lab, siteFile, accept, "--yes", "--accept-warnings=a lab");
            first.await("the first task on the edges", STEP, task("unarchive keadm"));
            lab.killSessions();
            first.await("the lost link", STEP, said -> said.isEvent("LinkLost"));
            first.await("the link again", STEP, said -> said.isEvent("LinkBack"));

            first.await("the runtime's installation", STEP, task("cri-o download"));
            int lost = first.events("LinkLost").size();
            lab.cable(false);
            first.await("the pulled cable", STEP, said -> first.events("LinkLost").size() > lost);
            int back = first.events("LinkBack").size();
            lab.cable(true);
            first.await("the plugged cable", STEP, said -> first.events("LinkBack").size() > back);
            first.kill();

            assertThat(lab.jobs()).hasSize(1);
            String job = lab.jobs().getFirst();
            Program second = start(lab, siteFile, accept, "--attach", job);
            assertThat(second.exit(Duration.ofMinutes(6))).as(second.everything()).isZero();
            String log = lab.jobLog(job);
            List<Program.LogLine> lines = Program.LogLine.of(log);
            assertThat(second.log()).isEqualTo(lines);
            assertThat(first.log()).isNotEmpty().isEqualTo(lines.subList(0, first.log().size()));
            assertThat(log).containsOnlyOnce("PLAY RECAP").contains("failed=0");
        }
    }

    private Program start(Lab lab, Path siteFile, String[] accept, String... more)
            throws Exception {
        var arguments = new ArrayList<>(List.of("deploy", "--site", siteFile.toString(), "--json"));
        arguments.addAll(Arrays.asList(accept));
        arguments.addAll(Arrays.asList(more));
        return Program.start(lab, home, "", arguments.toArray(String[]::new));
    }

    private static Predicate<Program.Said> task(String name) {
        return said -> said.isEvent("Now") && said.value("task").equals(name);
    }
}
