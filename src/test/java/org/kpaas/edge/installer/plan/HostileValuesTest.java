package org.kpaas.edge.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.firewall.Export;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeList;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.site.Hostile;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;
import org.kpaas.edge.installer.text.Texts;

import tools.jackson.core.JsonPointer;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Whatever somebody types, imports or puts into a site file: a field refuses it with a message that names the field,
/// what was found and what is accepted, or it does no harm in a shell, a variables file or an export (T14).
class HostileValuesTest {
    private static final int EACH = 350;
    private static final String PLAN = "0123456789ab";
    private static final Release RELEASE = Releases.find("v1.6.0").orElseThrow();

    /// Every value of a site file, as a way to it.
    private static final List<String> FIELDS =
            List.of(
                    "/name",
                    "/controlPlane/host",
                    "/controlPlane/port",
                    "/controlPlane/user",
                    "/controlPlane/credential/kind",
                    "/controlPlane/credential/path",
                    "/controlPlane/jump/host",
                    "/controlPlane/jump/port",
                    "/controlPlane/jump/user",
                    "/controlPlane/jump/credential/path",
                    "/cloudCore/exposure",
                    "/cloudCore/privateVip",
                    "/cloudCore/publicVip",
                    "/cloudCore/node1",
                    "/cloudCore/node2",
                    "/edges/0/hostName",
                    "/edges/0/address",
                    "/edges/0/port",
                    "/edges/0/user",
                    "/edges/0/route",
                    "/edges/0/credential/path",
                    "/firewall/0/row",
                    "/firewall/0/reason",
                    "/firewall/0/sources/0",
                    "/ownRows/0/row",
                    "/ownRows/0/sources/0",
                    "/ownRows/0/purpose",
                    "/accepted/0/check",
                    "/accepted/0/subject",
                    "/accepted/0/reason",
                    "/accepted/0/state");

    /// Words in the engineer's own language; nothing of them is ever part of a command.
    private static final Set<String> FREE = Set.of("path", "reason", "purpose");

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]*");
    private static final Pattern SHOWN =
            Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]*");
    private static final Pattern LINE =
            Pattern.compile("#!/bin/bash||export [A-Z0-9_]+='[a-z0-9.-]*'");
    private static final Pattern GUARD =
            Pattern.compile(
                    "(host|member|holds|lacks|key) [A-Za-z0-9./{}_-]+ [A-Za-z0-9.+/={}_ -]+|fresh"
                            + " [A-Za-z0-9./_-]+");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<Texts> LANGUAGES =
            List.of(Texts.of(Texts.ENGLISH), Texts.of(Texts.KOREAN));

    @TempDir private Path folder;

    @BeforeAll
    static void tell() {
        System.out.println("hostile.seed=" + Hostile.SEED);
    }

    @Test
    void everyFieldOfASiteRefusesByNameOrDoesNoHarm() throws Exception {
        var accepted = new ArrayList<Site>();
        int refused = 0;
        for (String field : FIELDS) {
            for (String text : Hostile.texts(EACH, field.hashCode())) {
                Optional<Site> site = tried(field, text);
                site.ifPresent(accepted::add);
                refused += site.isEmpty() ? 1 : 0;
            }
        }
        assertThat(accepted.size() + refused).isGreaterThanOrEqualTo(10_000);
        assertThat(accepted.size()).isGreaterThan(500);
        assertThat(refused).isGreaterThan(8_000);
        variablesReadBack(accepted);
        exportsAreCommentsAndNothingElse(accepted);
    }

    private Optional<Site> tried(String field, String text) throws Exception {
        Path file = folder.resolve("site.json");
        ObjectNode root = JSON.createObjectNode().put("schema", 1);
        root.set("site", with(field, text));
        Files.writeString(file, JSON.writeValueAsString(root));
        Site site;
        try {
            site = SiteFile.load(file);
        } catch (ProblemException refused) {
            explains(refused.problem(), field, text);
            return Optional.empty();
        }
        String name = field.substring(field.lastIndexOf('/') + 1);
        JsonNode kept = JSON.valueToTree(site).at(field);
        if (!FREE.contains(name)) {
            assertThat(kept.asString("")).as(field).matches(HARMLESS);
        }
        assertThat(kept.asString("")).as(field).matches(SHOWN);
        doesNoHarm(site);
        return Optional.of(site);
    }

    /// The problem's words name the field, show what was found so that it can be seen, and say what is accepted.
    private static void explains(Problem problem, String field, String text) {
        String path =
                field.substring(1)
                        .replaceAll("/0$", "")
                        .replaceAll("/([0-9]+)", "[$1]")
                        .replace('/', '.');
        for (Texts texts : LANGUAGES) {
            assertThat(texts.title(problem)).as(field + " " + text).contains(path).matches(SHOWN);
            assertThat(texts.remedy(problem)).isNotBlank().matches(SHOWN);
        }
        if (!problem.code().equals("site.type")) {
            assertThat(problem.values())
                    .containsAnyOf(FreeText.visible(text), FreeText.visible(text.trim()));
        }
    }

    /// What reaches the control plane of such a site: the job's line, the guard, and the look's command lines.
    private static void doesNoHarm(Site site) throws Exception {
        DeploymentPlan plan;
        try {
            plan = Planner.deployment(site, facts(site), PLAN);
        } catch (ProblemException impossible) {
            assertThat(impossible.problem().code()).startsWith("plan.");
            return;
        }
        for (Change change : plan.changes()) {
            if (change instanceof Change.RunJob job) {
                assertThat(job.line()).isEqualTo(Planner.JOB);
                assertThat(job.guard().lines().lines()).allMatch(GUARD.asMatchPredicate());
            }
            if (change instanceof Change.WriteFile write) {
                assertThat(write.after().split("\n", -1)).allMatch(LINE.asMatchPredicate());
            }
        }
        var hosts = new SentCommands();
        Looker.connect(site, hosts, source -> noCluster(), Clock.systemUTC());
        assertThat(hosts.sent).isNotEmpty();
        for (Command command : hosts.sent) {
            assertThat(command.argv())
                    .allMatch(Pattern.compile("[A-Za-z0-9:@._/-]+").asMatchPredicate());
        }
    }

    private static org.kpaas.edge.installer.cluster.Cluster noCluster() throws ProblemException {
        throw new ProblemException(Problem.of("cluster.none"));
    }

    /// bash itself reads every variables file that these sites give, and finds exactly the values.
    private void variablesReadBack(List<Site> sites) throws Exception {
        var expected = new ArrayList<String>();
        var script = new StringBuilder();
        for (Site site : sites) {
            for (Release release : Releases.all()) {
                Release.Variables names = release.variables();
                String file =
                        EdgeVariables.text(names, site.cloudCore().orElseThrow(), site.edges());
                if (script.indexOf(file) < 0) {
                    script.append(file);
                    String name = names.edgeName().replace("{n}", "1");
                    String address = names.edgeIp().replace("{n}", "1");
                    script.append("printf '%s\\000' \"$" + name + "\" \"$" + address + "\"");
                    script.append(" \"$" + names.publicVip() + "\"\n");
                    EdgeNode edge = site.edges().getFirst();
                    expected.add(edge.hostName().text());
                    expected.add(edge.address().text());
                    expected.add(site.cloudCore().orElseThrow().publicVip().text());
                }
            }
        }
        assertThat(expected.size()).isGreaterThan(100);
        String read = new Shells(folder).run("bash", script.toString());
        assertThat(Arrays.asList(read.split("\0"))).isEqualTo(expected);
    }

    /// A firewall script runs `ufw` and nothing else; the words of people end as its last argument.
    private void exportsAreCommentsAndNothingElse(List<Site> sites) throws Exception {
        List<Release.Role> roles = List.of(Release.Role.values());
        var lines = new ArrayList<String>();
        for (Site site : sites.stream().distinct().toList()) {
            var sheet = FirewallSheet.of(site, RELEASE, Optional.of(facts(site)));
            lines.addAll(Export.UFW.of(sheet, roles).lines().distinct().toList());
            assertThat(Export.NFTABLES.of(sheet, roles).lines())
                    .allMatch(line -> line.matches("[^\"]*(comment \"[^\"\\\\]*\")?"));
            assertThat(Export.TOFU.of(sheet, roles).lines())
                    .allMatch(line -> line.matches("[^\"]*(\"([^\"\\\\]|\\\\[\"\\\\])*\"[^\"]*)*"));
            String table = Export.CSV.of(sheet, roles);
            assertThat(table.lines().count()).isEqualTo(sheet.lines().size() + 1L);
            assertThat(table.lines()).allMatch(line -> line.matches("[^\"]*(\"[^\"]*\"[^\"]*)*"));
        }
        List<String> own = lines.stream().distinct().toList();
        List<List<String>> calls = new Shells(folder).words("bash", List.of("ufw"), own);
        assertThat(calls).hasSize((int) own.stream().filter(it -> it.startsWith("ufw ")).count());
        assertThat(calls).allMatch(words -> words.size() == 12 && words.get(10).equals("comment"));
    }

    /// Free text is legal in arguments and secrets: real shells must find the words unchanged.
    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash", "busybox sh"})
    void everyCommandLineIsTheSameWordsToARealShell(String shell) throws Exception {
        var expected = new ArrayList<List<String>>();
        var lines = new ArrayList<String>();
        List<String> texts =
                Hostile.texts(3000, 1).stream().filter(HostileValuesTest::sent).toList();
        for (int i = 0; i + 2 < texts.size(); i += 2) {
            String[] arguments = texts.subList(i, i + 3).toArray(String[]::new);
            Command command = new Script("x", "").with(Duration.ZERO, arguments);
            lines.add(command.line());
            expected.add(command.argv());
        }
        assertThat(new Shells(folder).words(shell, List.of("sh"), lines)).isEqualTo(expected);
    }

    @Test
    void whatTravelsInsideAScriptIsTheSameWordToARealShell() throws Exception {
        var script = new StringBuilder();
        List<String> texts =
                Hostile.texts(1000, 2).stream().filter(HostileValuesTest::sent).toList();
        for (String text : texts) {
            var values = new TreeMap<>(Map.of("PASSWORD", Secret.of(text)));
            char[] given = new Script("x", "#!/bin/sh\n# script: x\n").given(values).copy();
            script.append(given).append("printf '%s\\000' \"$PASSWORD\"\n");
        }
        String read = new Shells(folder).run("dash", script.toString());
        assertThat(List.of(read.split("\0", -1)).subList(0, texts.size())).isEqualTo(texts);
    }

    @Test
    void aNulCharacterReachesNoCommandLine() {
        var command = Command.of(Duration.ZERO, "sh", "a\0b");
        assertThatThrownBy(command::line).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyCellOfAListRefusesByLineOrDoesNoHarm() {
        var defaults =
                new EdgeList.Defaults(
                        Port.SSH, "ubuntu", new Credential.Agent(), EdgeNode.Route.DIRECT);
        for (int column = 0; column < 4; column++) {
            for (String text : Hostile.texts(1000, column)) {
                var cells = new ArrayList<>(List.of("cp-edge-1", "10.0.0.21", "ubuntu", "22"));
                cells.set(column, '"' + text.replace("\"", "\"\"") + '"');
                var parsed = EdgeList.parse(String.join(",", cells) + "\n", defaults);
                assertThat(parsed.nodes().isEmpty()).isNotEqualTo(parsed.problems().isEmpty());
                for (EdgeNode node : parsed.nodes()) {
                    assertThat(List.of(node.hostName().text(), node.user(), node.port().toString()))
                            .allMatch(HARMLESS.asMatchPredicate());
                }
                for (Problem problem : parsed.problems()) {
                    LANGUAGES.forEach(
                            it -> {
                                assertThat(it.title(problem))
                                        .containsPattern("[1-9]")
                                        .matches(SHOWN);
                                assertThat(it.remedy(problem)).isNotBlank();
                            });
                }
            }
        }
    }

    /// What Java can send as UTF-8 and a shell can hold.
    private static boolean sent(String text) {
        return text.indexOf('\0') < 0
                && text.codePoints().noneMatch(it -> Character.getType(it) == Character.SURROGATE);
    }

    private static SiteFacts facts(Site site) {
        var controlPlane =
                new HostFacts(
                        site.controlPlaneSubject(),
                        Map.of("user.home", "/home/ubuntu", "host.name", "cp-master"),
                        Map.of(FactKeys.CLUSTER_VARIABLES, CLUSTER));
        return new SiteFacts(
                Instant.EPOCH,
                Optional.of("v1.6.0"),
                Map.of("control-plane", controlPlane),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    private static JsonNode with(String field, String text) {
        ObjectNode site = (ObjectNode) JSON.readTree(SITE);
        JsonPointer way = JsonPointer.compile(field);
        JsonNode parent = site.at(way.head());
        String last = way.last().getMatchingProperty();
        if (parent instanceof ArrayNode list) {
            list.set(0, text);
        } else {
            ((ObjectNode) parent).put(last, text);
        }
        return site;
    }

    private static final String CLUSTER =
            """
            export MASTER1_NODE_HOSTNAME=cp-master
            export MASTER1_NODE_PUBLIC_IP=203.0.113.5
            export MASTER1_NODE_PRIVATE_IP=10.0.0.5
            """;

    private static final String SITE =
            """
            {"name":"lab","simulated":false,
             "controlPlane":{"host":"10.0.0.5","port":22,"user":"ubuntu",
               "credential":{"kind":"key-file","path":"~/.ssh/id"},
               "jump":{"host":"bastion","port":22,"user":"ops",
                 "credential":{"kind":"key-file","path":"~/.ssh/id"}}},
             "cloudCore":{"exposure":"interface","privateVip":"10.0.0.50","publicVip":"203.0.113.50",
               "node1":"cp-master","node2":"cp-worker-1"},
             "edges":[{"hostName":"cp-edge-1","address":"10.0.0.21","port":22,"user":"ubuntu",
               "credential":{"kind":"key-file","path":"~/.ssh/id"},"route":"direct"}],
             "firewall":[{"row":"control-plane/tcp/10002","enabled":true,"reason":"",
               "sources":["10.0.0.0/24"]}],
             "ownRows":[{"row":"edge/udp/5000-5010","sources":["10.0.0.0/24"],"purpose":"sensors"}],
             "accepted":[{"check":"EDG-02","subject":"edge-1","reason":"test board",
               "state":"warned"}]}
            """;
}
