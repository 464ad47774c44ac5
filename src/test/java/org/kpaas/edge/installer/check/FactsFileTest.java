package org.kpaas.edge.installer.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Facts that were saved give the same answers as the site itself.
final class FactsFileTest {
    @TempDir private Path folder;

    @Test
    void replayedFactsGiveIdenticalAnswers() throws Exception {
        Lab lab = new Lab().unread("edge-2", "remote.timed-out");
        lab.put("edge-1", "cgroup.memory", "no").reach("edge-1", 10000, Reach.Result.FILTERED);
        lab.node(Lab.edgeNode("cp-edge-1", "Unknown", "v1.23"));
        Path file = folder.resolve("case/facts.json");
        FactsFile.save(lab.facts(), file);

        assertThat(Checks.ask(lab.site(), FactsFile.load(file))).isEqualTo(lab.ask());
        assertThat(FactsFile.load(file)).isEqualTo(lab.facts());
    }

    @Test
    void noSecretReachesTheFile() throws Exception {
        Lab lab = new Lab();
        lab.edit("file.cp-cluster-vars", text -> text + "export NHN_PASSWORD=hunter2hunter2\n");
        lab.text(
                Lab.CP,
                "template.edge/edgemesh/agent/04-configmap.yaml",
                "psk: dGhpcyBpcyBhIHNlY3JldCBrZXk=\n");
        Path file = folder.resolve("facts.json");
        FactsFile.save(lab.facts(), file);

        assertThat(Files.readString(file)).doesNotContain("hunter2", "dGhpcyBpcyBh");
    }

    @Test
    void savingLeavesNothingElseBehind() throws Exception {
        Path file = folder.resolve("facts.json");
        FactsFile.save(new Lab().facts(), file);
        FactsFile.save(new Lab().facts(), file);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void brokenFutureAndMissingFilesEachHaveTheirOwnProblem() throws Exception {
        Path file = folder.resolve("facts.json");
        assertProblem(file, "facts.file-missing");
        Files.writeString(file, "{\"schema\": 2, \"facts\": {\"hosts\": []}}");
        assertProblem(file, "facts.file-future");
        for (String broken :
                new String[] {
                    "", "not json", "[]", "{}", "{\"schema\": 1}", "{\"schema\":1,\"facts\":{}}"
                }) {
            Files.writeString(file, broken);
            assertProblem(file, "facts.file-broken");
        }
    }

    private static void assertProblem(Path file, String code) {
        assertThatThrownBy(() -> FactsFile.load(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
