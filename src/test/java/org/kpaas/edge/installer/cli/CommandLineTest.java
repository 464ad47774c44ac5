package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.check.CheckInfo;
import org.kpaas.edge.installer.facts.FactsFile;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpNamesEveryCommandInBothLanguages() {
        assertThat(run("--lang", "en", "--help")).isZero();
        assertThat(text(out))
                .contains(
                        "check",
                        "facts",
                        "accept",
                        "plan",
                        "deploy",
                        "verify",
                        "practice",
                        "Exit codes: 0 well");
        out.reset();
        assertThat(run("--lang", "ko", "--help")).isZero();
        assertThat(text(out)).contains("Edge 노드를 추가합니다", "종료 코드: 0 정상");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "facts", "accept", "plan", "deploy", "verify", "practice"})
    void everyCommandExplainsItselfAndItsOptions(String command) {
        assertThat(run(command, "--help", "--lang", "en")).isZero();
        assertThat(text(out))
                .contains(
                        "Usage: kpaas-edge-installer " + command,
                        "--json",
                        "Print the result as JSON");
    }

    @Test
    void anUnknownCommandIsBadInput() {
        assertThat(run("dploy")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("dploy");
    }

    @Test
    void anUnknownFaultIsBadInputAndNamesTheKnownOnes() {
        assertThat(run("practice", "--fault", "RAIN")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("RAIN", "WRONG_ARCHITECTURE", "Usage:");
    }

    @Test
    void aMissingSiteFileIsBadInputAndNamesTheFile(@TempDir Path folder) {
        Path file = folder.resolve("none.json");
        assertThat(run("check", "--lang", "en", "--site", file.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("none.json").contains("→ ");
    }

    @Test
    void aBadValueInTheSiteFileNamesTheFieldAndWhatIsAccepted(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("site.json");
        Files.writeString(
                file,
                """
                {"schema": 1, "site": {"name": "a", "simulated": false, "controlPlane": {"host": "10.0.0.999",
                 "port": 22, "user": "ubuntu", "credential": {"kind": "agent"}}, "edges": [], "firewall": [], "accepted": []}}
                """);
        assertThat(run("plan", "--lang", "en", "--site", file.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("controlPlane").contains("10.0.0.999");
    }

    @Test
    void aCommandThatNeedsASiteSaysSo() {
        assertThat(run("check", "--lang", "en")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("--site");
    }

    @Test
    void savedFactsAreCheckedWithoutAConnection(@TempDir Path folder) throws Exception {
        Path site = site(folder);
        Path facts = folder.resolve("facts.json");
        FactsFile.save(
                SiteFile.load(site),
                new SiteFacts(
                        Instant.EPOCH,
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Map.of("control-plane", Problem.of("remote.timed-out", "10.0.0.5"))),
                facts);
        assertThat(
                        run(
                                "check",
                                "--lang",
                                "en",
                                "--site",
                                site.toString(),
                                "--facts",
                                facts.toString()))
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(text(out)).contains("1970-01-01", "LAP-02");
    }

    @Test
    void theCatalogueIsListedWithoutASite() {
        assertThat(run("check", "--list", "--lang", "en")).isZero();
        assertThat(text(out).lines().filter(line -> line.matches("[A-Z0-9]{3,4}-[0-9-]+ .*")))
                .hasSize(CheckInfo.all().size());
        assertThat(text(out)).containsPattern("EDG-06 +edge +failure +with consent +\\S");
    }

    @Test
    void theCatalogueIsJsonForPrograms() {
        assertThat(run("check", "--list", "--json", "--lang", "ko")).isZero();
        JsonNode list = JsonMapper.shared().readTree(text(out));
        assertThat(list.size()).isEqualTo(CheckInfo.all().size());
        assertThat(list.get(0).path("check").path("id").asString()).isEqualTo("LAP-01");
        assertThat(list.get(0).path("title").asString()).isNotBlank();
    }

    @Test
    void brokenFactsAreBadInputAndNameTheFile(@TempDir Path folder) throws Exception {
        Path site = site(folder);
        Path facts = Files.writeString(folder.resolve("facts.json"), "not json");
        assertThat(run("check", "--site", site.toString(), "--facts", facts.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("facts.json");
    }

    @Test
    void aDecisionIsKeptInTheSiteFileWithItsReasonAndCanBeTakenBack(@TempDir Path folder)
            throws Exception {
        Path site = site(folder);
        String[] about = {"--site", site.toString(), "--check", "EDG-02", "--on", "site"};
        assertThat(run(with(about, "accept", "--reason", "test board"))).isZero();
        assertThat(SiteFile.load(site).accepted())
                .containsExactly(
                        new AcceptedWarning(
                                "EDG-02", "site", "test board", AcceptedWarning.State.WARNED));
        assertThat(run(with(about, "accept", "--withdraw"))).isZero();
        assertThat(SiteFile.load(site).accepted()).isEmpty();
    }

    @Test
    void aFailureIsAcceptedOnlyWhenThatIsSaidAndItDoesNoHarm(@TempDir Path folder)
            throws Exception {
        Path site = site(folder);
        String[] about = {"--lang", "en", "--site", site.toString(), "--on", "control-plane"};
        String[] harmless = with(about, "accept", "--check", "EDG-26", "--reason", "air gap");
        assertThat(run(harmless)).isZero();
        assertThat(text(out)).contains("--failure");
        assertThat(run(with(harmless, "--failure"))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run(with(about, "accept", "--check", "EDG-26", "--reason", "a", "--failure")))
                .isZero();
        assertThat(SiteFile.load(site).accepted())
                .containsExactly(
                        new AcceptedWarning(
                                "EDG-26", "control-plane", "a", AcceptedWarning.State.FAILED));
        assertThat(run(with(about, "accept", "--check", "EDG-01", "--reason", "a", "--failure")))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("EDG-01");
    }

    @Test
    void factsOfAnotherSiteAreRefusedAndBothAreNamed(@TempDir Path folder) throws Exception {
        Path facts = folder.resolve("facts.json");
        var nothing =
                new SiteFacts(
                        Instant.EPOCH,
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Map.of());
        var access =
                new Access(
                        "10.99.0.1", Port.SSH, "ubuntu", new Credential.Agent(), Optional.empty());
        FactsFile.save(Site.of("other", access), nothing, facts);
        String[] about = {"--lang", "en", "--site", site(folder).toString()};
        assertThat(run(with(about, "check", "--facts", facts.toString())))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("10.99.0.1", "facts.json");
    }

    @Test
    void aDecisionAboutADamagingCheckSaysThatItCountsForWarningsOnly(@TempDir Path folder)
            throws Exception {
        String site = site(folder).toString();
        assertThat(
                        run(
                                "accept",
                                "--lang",
                                "en",
                                "--site",
                                site,
                                "--check",
                                "EDG-01",
                                "--on",
                                "control-plane",
                                "--reason",
                                "x"))
                .isZero();
        assertThat(text(out)).contains("only a warning");
    }

    @ParameterizedTest
    @CsvSource({
        "EDG-99, control-plane, why, EDG-99",
        "EDG-02, edge-7, why, edge-7",
        "EDG-02, control-plane, ' ', --reason"
    })
    void aDecisionThatMakesNoSenseChangesNothing(
            String check, String on, String reason, String named, @TempDir Path folder)
            throws Exception {
        Path site = site(folder);
        String before = Files.readString(site);
        assertThat(
                        run(
                                "accept",
                                "--lang",
                                "en",
                                "--site",
                                site.toString(),
                                "--check",
                                check,
                                "--on",
                                on,
                                "--reason",
                                reason))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains(named);
        assertThat(Files.readString(site)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "csv, 'edge,tcp,22,\"SSH\",vital,no,no,yes'",
        "ufw, ufw allow proto tcp from 10.0.0.5 to any port 22",
        "nftables, table inet kpaas_edge_worker {",
        "tofu, 'remote_ip_prefix  = \"10.0.0.5/32\"'",
        "sheet, <h1>Firewall sheet</h1>"
    })
    void theRowsAreWrittenForEachToolWithoutAConnection(
            String tool, String expected, @TempDir Path folder) throws Exception {
        String site = site(folder).toString();
        String[] export = {"firewall", "--lang", "en", "--site", site, "--export", tool};
        assertThat(run(export)).isZero();
        assertThat(text(out)).contains(expected);
        assertThat(text(err)).contains("no rule", "the cluster's nodes", "the edge nodes");
        Path file = folder.resolve("rules");
        String printed = text(out);
        out.reset();
        assertThat(run(with(new String[] {"--out", file.toString()}, export))).isZero();
        assertThat(file).hasContent(printed);
        assertThat(text(out)).contains(file.toString()).doesNotContain(expected);
    }

    @Test
    void oneRoleIsWrittenAloneAndWrongWordsAreNamed(@TempDir Path folder) throws Exception {
        String site = site(folder).toString();
        String[] export = {"firewall", "--lang", "en", "--site", site, "--export"};
        assertThat(run(with(new String[] {"ufw", "--role", "worker"}, export))).isZero();
        assertThat(text(out)).contains("role: worker").doesNotContain("role: edge");
        assertThat(run(with(new String[] {"iptables"}, export))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("--export", "iptables", "csv, ufw, nftables, tofu, sheet");
        assertThat(run(with(new String[] {"ufw", "--role", "router"}, export)))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(text(err)).contains("--role", "router", "control-plane, worker, edge");
    }

    private static Path site(Path folder) throws Exception {
        Path file = folder.resolve("site.json");
        SiteFile.save(
                file,
                Site.of(
                        "a",
                        new Access(
                                "10.0.0.5",
                                Port.SSH,
                                "ubuntu",
                                new Credential.Agent(),
                                Optional.empty())));
        return file;
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(more), Stream.of(options)).toArray(String[]::new);
    }

    private int run(String... arguments) {
        return new CommandLineMain(
                        home -> {
                            throw new AssertionError("the engine was asked for");
                        },
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
