package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

/// `check` against hosts over real sockets.
final class CheckCommandTest {
    @TempDir private Path folder;

    @Test
    void savedFactsGiveTheSameResultsWhenTheSiteIsGone() throws Exception {
        Path facts = folder.resolve("facts.json");
        var options =
                new PracticeOptions(
                        "v1.6.0",
                        2,
                        1000,
                        EnumSet.of(Fault.SUDO_PASSWORD, Fault.WRONG_ARCHITECTURE));
        String live;
        PracticeLine line;
        try (PracticeSite practice = PracticeSite.start(options)) {
            line = new PracticeLine(practice, folder);
            assertThat(line.run("check", "--save", facts.toString(), "--json"))
                    .isEqualTo(ExitCode.FINDINGS);
            live = line.out();
            assertThat(Files.readString(facts)).doesNotContain(new String(practice.password()));
        }
        assertThat(live).contains("\"state\":\"failed\"", "EDG-01", "EDG-02");
        assertThat(line.run("check", "--facts", facts.toString(), "--json"))
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(line.out()).isEqualTo(live);
    }

    @Test
    void factsAreEitherReadOrSaved() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("check", "--save", "a.json", "--facts", "b.json"))
                    .isEqualTo(ExitCode.BAD_INPUT);
            assertThat(line.text()).contains("--save", "--facts");
        }
    }
}
