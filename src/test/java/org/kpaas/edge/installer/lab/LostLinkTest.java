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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A run survives everything that happens to the laptop (T32, T103).
@Tag("lab")
final class LostLinkTest {
    private static final Duration STEP = Duration.ofMinutes(3);
    private static final int CUTS = 20;
    private static final int CABLES = 6;
    private static final int KILLS = 5;

    /// So that the run lasts as long as all its troubles.
    private static final int TASK_SECONDS = 3;

    /// Of the log's 15 000 bytes: soon after comes the end, with nothing left to survive.
    private static final int LAST_MOMENT = 11_000;

    @TempDir private Path home;

    /// Twenty cuts of the link and five ends of the laptop's process, each when the log has come to a random place; a cut
    /// is the end of every session, or a pulled cable while the log grows unseen.
    @Test
    void aRunSurvivesTwentyCutsAndFiveKillsAtRandomMoments() throws Exception {
        long seed = Long.getLong("kpaas.seed", System.nanoTime());
        var random = new Random(seed);
        try (Lab lab = Lab.plain(5, 2)) {
            lab.slowAnsible(TASK_SECONDS);
            Path siteFile = home.resolve("lab.json");
            SiteFile.save(siteFile, lab.site(lab.key()));
            String[] accept = accepted(lab);
            Program program = deploy(lab, siteFile, accept);
            program.await("the first line", STEP, said -> said.isEvent("Line"));
            assertThat(lab.jobs()).hasSize(1);
            String job = lab.jobs().getFirst();

            var watched = new ArrayList<Program>();
            for (Moment moment : moments(random)) {
                program.await("seed " + seed + ", " + moment, STEP, at(moment.offset()));
                switch (moment.trouble()) {
                    case DEAD_SESSIONS -> {
                        int back = program.events("LinkBack").size();
                        lab.killSessions();
                        Program cut = program;
                        cut.await(
                                "the link again after " + moment,
                                STEP,
                                said -> cut.events("LinkBack").size() > back);
                    }
                    case CABLE -> {
                        lab.cable(false);
                        lab.awaitJobLog(job, moment.offset() + moment.unseen());
                        lab.cable(true);
                    }
                    case KILL -> {
                        program.kill();
                        watched.add(program);
                        program = start(lab, siteFile, accept, "--attach", job);
                    }
                }
            }
            assertThat(program.exit(Duration.ofMinutes(6))).as(program.everything()).isZero();

            String log = lab.jobLog(job);
            List<Program.LogLine> lines = Program.LogLine.of(log);
            assertThat(program.log()).as("seed " + seed).isEqualTo(lines);
            assertThat(watched)
                    .hasSize(KILLS)
                    .allSatisfy(
                            killed ->
                                    assertThat(killed.log())
                                            .as("seed " + seed)
                                            .isEqualTo(lines.subList(0, killed.log().size())));
            assertThat(lab.jobs()).containsExactly(job);
            assertThat(log).containsOnlyOnce("PLAY RECAP").contains("failed=0");
        }
    }

    private static List<Moment> moments(Random random) {
        var troubles = new ArrayList<Trouble>();
        troubles.addAll(Collections.nCopies(CUTS - CABLES, Trouble.DEAD_SESSIONS));
        troubles.addAll(Collections.nCopies(CABLES, Trouble.CABLE));
        troubles.addAll(Collections.nCopies(KILLS, Trouble.KILL));
        Collections.shuffle(troubles, random);
        List<Integer> offsets =
                random.ints(troubles.size(), 0, LAST_MOMENT).sorted().boxed().toList();
        return IntStream.range(0, troubles.size())
                .mapToObj(i -> new Moment(offsets.get(i), troubles.get(i), random.nextInt(1500)))
                .toList();
    }

    private static Predicate<Program.Said> at(int offset) {
        return said ->
                said.isEvent("Line")
                        && said.json().path("values").path("offset").asLong() >= offset;
    }

    private enum Trouble {
        DEAD_SESSIONS,
        CABLE,
        KILL
    }

    /// @param offset when the log has come this far, in bytes
    /// @param unseen how far the log grows while a cable is pulled, in bytes
    private record Moment(int offset, Trouble trouble, int unseen) {}

    private static String[] accepted(Lab lab) throws Exception {
        return lab.fingerprints().stream()
                .map(print -> "--accept-host-key=" + print)
                .toArray(String[]::new);
    }

    private Program deploy(Lab lab, Path siteFile, String[] accept) throws Exception {
        return start(lab, siteFile, accept, "--yes", "--accept-warnings=a lab");
    }

    private Program start(Lab lab, Path siteFile, String[] accept, String... more)
            throws Exception {
        var arguments =
                new ArrayList<>(
                        List.of("deploy", "--once", "--site", siteFile.toString(), "--json"));
        arguments.addAll(Arrays.asList(accept));
        arguments.addAll(Arrays.asList(more));
        return Program.start(lab, home, "", arguments.toArray(String[]::new));
    }
}
