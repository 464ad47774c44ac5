package org.kpaas.edge.installer.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Subject;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        FactsFile.save(lab.site(), lab.facts(), file);

        assertThat(Checks.ask(lab.site(), FactsFile.load(lab.site(), file))).isEqualTo(lab.ask());
        assertThat(FactsFile.load(lab.site(), file)).isEqualTo(lab.facts());
    }

    @Test
    void everyPlantedFaultIsToldFromTheFileAsOnTheSite() throws Exception {
        Path file = folder.resolve("facts.json");
        for (Faults fault : Faults.all()) {
            Lab lab = new Lab();
            fault.plant().accept(lab);
            FactsFile.save(lab.site(), lab.facts(), file);
            SiteFacts loaded = FactsFile.load(lab.site(), file);
            assertThat(loaded).as(fault.line()).isEqualTo(lab.facts());
            assertThat(Checks.ask(lab.site(), loaded)).as(fault.line()).isEqualTo(lab.ask());
        }
    }

    @Test
    void factsOfAnotherSiteAreRefusedAndTheDifferenceIsNamed() throws Exception {
        Lab lab = new Lab();
        Path file = folder.resolve("facts.json");
        FactsFile.save(lab.site(), lab.facts(), file);
        Lab other = new Lab().edgeNode(1, it -> Lab.named(it, "cp-edge-9"));

        assertThatThrownBy(() -> FactsFile.load(other.site(), file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem())
                                        .isEqualTo(
                                                Problem.of(
                                                        "facts.file-other-site",
                                                        file.toString(),
                                                        "cp-edge-2",
                                                        "cp-edge-9")));
    }

    /// As versions wrote it that knew only attempts to reach CloudCore, and less about nodes and pods.
    @Test
    void anOlderFileIsReadAndWhatItLacksIsUnknown() throws Exception {
        Lab lab = new Lab();
        Path file = folder.resolve("facts.json");
        FactsFile.save(lab.site(), lab.facts(), file);
        JsonNode tree = JsonMapper.shared().readTree(Files.readAllBytes(file));
        ((ObjectNode) tree).remove("about");
        JsonNode facts = tree.path("facts");
        ArrayNode reach = (ArrayNode) facts.path("reach");
        for (int i = reach.size() - 1; i >= 0; i--) {
            if (reach.get(i).path("path").asString().equals("vip")) {
                ((ObjectNode) reach.get(i)).remove(List.of("target", "protocol", "path", "wanted"));
            } else {
                reach.remove(i);
            }
        }
        for (JsonNode node : facts.path("cluster").path("nodes")) {
            ((ObjectNode) node).remove(List.of("pressures", "allocatable"));
        }
        for (JsonNode pod : facts.path("cluster").path("pods")) {
            ((ObjectNode) pod).remove("requests");
        }
        Files.write(file, JsonMapper.shared().writeValueAsBytes(tree));

        SiteFacts loaded = FactsFile.load(lab.site(), file);

        assertThat(loaded.reach())
                .isEqualTo(
                        lab.facts().reach().stream()
                                .filter(it -> it.path() == Reach.Path.VIP)
                                .toList());
        assertThat(Checks.ask(lab.site(), loaded).stream().map(Lab::line))
                .contains(
                        "PORT-10000 edge-1 passed",
                        "K8S-03 node/cp-worker-1 passed",
                        "K8S-20 node/cp-worker-1 unknown");
        Lab other = new Lab().edgeNode(0, it -> Lab.named(it, "cp-edge-9"));
        assertThatThrownBy(() -> FactsFile.load(other.site(), file))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void noSecretReachesTheFile() throws Exception {
        Lab lab = new Lab();
        lab.edit("file.cp-cluster-vars", text -> text + "export NHN_PASSWORD=hunter2hunter2\n");
        lab.text(
                Lab.CP,
                "template.edge/edgemesh/agent/04-configmap.yaml",
                "psk: dGhpcyBpcyBhIHNlY3JldCBrZXk=\n");
        lab.reach.add(
                Reach.cloudCore(
                        Subject.LAPTOP,
                        Lab.VIP + ":10000",
                        10000,
                        Reach.Result.FILTERED,
                        "proxy http://me:hunter2hunter2@10.0.0.1 said no"));
        Path file = folder.resolve("facts.json");
        FactsFile.save(lab.site(), lab.facts(), file);

        assertThat(Files.readString(file)).doesNotContain("hunter2", "dGhpcyBpcyBh");
    }

    @Test
    void savingLeavesNothingElseBehind() throws Exception {
        Path file = folder.resolve("facts.json");
        FactsFile.save(new Lab().site(), new Lab().facts(), file);
        FactsFile.save(new Lab().site(), new Lab().facts(), file);
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
        assertThatThrownBy(() -> FactsFile.load(new Lab().site(), file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
