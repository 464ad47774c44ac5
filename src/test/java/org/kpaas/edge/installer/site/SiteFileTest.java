package org.kpaas.edge.installer.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.text.Texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

class SiteFileTest {
    private static final String MINIMAL =
            """
            {"schema":1,"site":{"name":"lab","controlPlane":
              {"host":"10.0.0.5","user":"ubuntu","credential":{"kind":"agent"}},
              "cloudCore":{"exposure":"interface","privateVip":"10.0.0.50",
                "publicVip":"203.0.113.50","node1":"cp-master","node2":"cp-worker-1"},
              "edges":[
                {"hostName":"cp-edge-1","address":"10.0.0.21","user":"ubuntu",
                 "credential":{"kind":"key-file","path":"~/.ssh/id_ed25519"}},
                {"hostName":"cp-edge-2","address":"10.0.0.22","user":"ubuntu",
                 "credential":{"kind":"password"},"route":"via-control-plane"}]}}
            """;

    @TempDir Path dir;

    @Test
    void whatIsSavedIsLoadedAgain() throws Exception {
        Path file = dir.resolve("site.json");
        SiteFile.save(file, full());
        assertThat(SiteFile.load(file)).isEqualTo(full());
        assertThat(file).content().contains("\"schema\" : 1", "\"writtenBy\"");
        assertThat(filesIn(dir)).containsExactly("site.json");
    }

    @Test
    void valuesWithAnObviousDefaultMayBeLeftOut() throws Exception {
        Site site = read(MINIMAL);
        assertThat(site.controlPlane().port()).isEqualTo(Port.SSH);
        assertThat(site.edges().getFirst().route()).isEqualTo(EdgeNode.Route.DIRECT);
        assertThat(site.edges().getLast().route()).isEqualTo(EdgeNode.Route.VIA_CONTROL_PLANE);
        assertThat(site.simulated()).isFalse();
        assertThat(site.firewall()).isEmpty();
        assertThat(site.ownRows()).isEmpty();
    }

    @Test
    void aByteOrderMarkDoesNoHarm() throws Exception {
        assertThat(read("\uFEFF" + MINIMAL)).isEqualTo(read(MINIMAL));
    }

    private record Wrong(String search, String replacement, String code, List<String> values) {}

    static Stream<Wrong> wrongs() {
        return Stream.of(
                new Wrong(
                        "cp-edge-2",
                        "CP_Edge",
                        "site.bad-host-name",
                        List.of("edges[1].hostName", "CP_Edge")),
                new Wrong(
                        "10.0.0.21",
                        "999.1.1.1",
                        "site.bad-ipv4",
                        List.of("edges[0].address", "999.1.1.1")),
                new Wrong(
                        "203.0.113.50",
                        "vip.example",
                        "site.bad-ipv4",
                        List.of("cloudCore.publicVip", "vip.example")),
                new Wrong(
                        "\"user\":\"ubuntu\",\"credential\":{\"kind\":\"agent\"}",
                        "\"user\":\"Ubuntu\",\"credential\":{\"kind\":\"agent\"}",
                        "site.bad-user",
                        List.of("controlPlane.user", "Ubuntu")),
                new Wrong(
                        "\"user\":\"ubuntu\",\"credential\":{\"kind\":\"agent\"}",
                        "\"user\":\"u\",\"port\":70000,\"credential\":{\"kind\":\"agent\"}",
                        "site.bad-port",
                        List.of("controlPlane.port", "70000")),
                new Wrong(
                        "\"10.0.0.5\"",
                        "\"-x\"",
                        "site.bad-address",
                        List.of("controlPlane.host", "-x")),
                new Wrong("\"lab\"", "\"../x\"", "site.bad-site-name", List.of("name", "../x")),
                new Wrong(
                        "~/.ssh/id_ed25519",
                        " ",
                        "site.bad-key-file",
                        List.of("edges[0].credential.path", " ")),
                new Wrong(
                        "\"via-control-plane\"",
                        "\"pigeon\"",
                        "site.choice",
                        List.of("edges[1].route", "pigeon", "direct, via-control-plane")),
                new Wrong(
                        "\"interface\"",
                        "\"both\"",
                        "site.choice",
                        List.of("cloudCore.exposure", "both", "interface, load-balancer")),
                new Wrong(
                        "{\"kind\":\"agent\"}",
                        "{\"kind\":\"magic\"}",
                        "site.choice",
                        List.of(
                                "controlPlane.credential.kind",
                                "magic",
                                "agent, key-file, password")),
                new Wrong(
                        "{\"kind\":\"agent\"}",
                        "{}",
                        "site.no-field",
                        List.of("controlPlane.credential.kind")),
                new Wrong(
                        "\"address\":\"10.0.0.22\",",
                        "",
                        "site.no-field",
                        List.of("edges[1].address")),
                new Wrong(
                        "\"name\":\"lab\",",
                        "\"name\":\"lab\",\"colour\":1,",
                        "site.unknown-field",
                        List.of(
                                "colour",
                                "accepted, cloudCore, controlPlane, edges, firewall, name,"
                                        + " ownRows, simulated")),
                new Wrong(
                        "\"name\":\"lab\",",
                        "\"name\":\"lab\",\"ownRows\":[{\"row\":\"router/tcp/80\",\"sources\":[],\"purpose\":\"x\"}],",
                        "site.bad-row",
                        List.of("ownRows[0].row", "router/tcp/80")),
                new Wrong(
                        "\"name\":\"lab\",",
                        "\"name\":\"lab\",\"ownRows\":[{\"row\":\"edge/tcp/90-80\",\"sources\":[],\"purpose\":\"x\"}],",
                        "site.bad-row",
                        List.of("ownRows[0].row", "edge/tcp/90-80")),
                new Wrong(
                        "\"name\":\"lab\",",
                        "\"name\":\"lab\",\"ownRows\":[{\"row\":\"edge/tcp/80\",\"sources\":[\"10.0.0.0/33\"],\"purpose\":\"x\"}],",
                        "site.bad-source",
                        List.of("ownRows[0].sources", "10.0.0.0/33")),
                new Wrong(
                        "\"name\":\"lab\",",
                        "\"name\":\"lab\",\"ownRows\":[{\"row\":\"edge/tcp/80\",\"sources\":[],\"purpose\":\"\"}],",
                        "site.bad-purpose",
                        List.of("ownRows[0].purpose", "")),
                new Wrong(
                        "\"name\":\"lab\",",
                        "\"name\":\"lab\",\"firewall\":[{\"row\":\"edge/tcp/22\",\"enabled\":true,\"reason\":\"\",\"sources\":[\"cp.example.com\"]}],",
                        "site.bad-source",
                        List.of("firewall[0].sources", "cp.example.com")),
                new Wrong(
                        "\"cp-edge-1\"",
                        "[\"cp-edge-1\"]",
                        "site.type",
                        List.of("edges[0].hostName")),
                new Wrong("{\"schema\":1", "{\"schema\":7", "site.future", List.of("7", "?", "1")),
                new Wrong("{\"schema\":1", "{\"schema\":0", "site.schema", List.of("0", "1")),
                new Wrong("{\"schema\":1,", "{", "site.not-a-site", List.of()),
                new Wrong("\"site\"", "\"place\"", "site.not-a-site", List.of()),
                new Wrong("}]}}", "", "site.broken", List.of("10", "1")),
                new Wrong(
                        "\"name\":\"lab\",",
                        "\"name\":\"a\",\"name\":\"b\",",
                        "site.broken",
                        List.of("1", "38")));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void whatIsWrongIsNamedWithFileFieldAndWhatIsAccepted(Wrong wrong) {
        assertThat(MINIMAL).contains(wrong.search());
        Problem problem = problem(MINIMAL.replace(wrong.search(), wrong.replacement()));
        assertThat(problem.code()).isEqualTo(wrong.code());
        assertThat(problem.values().getFirst()).isEqualTo("file.json");
        assertThat(problem.values().subList(1, problem.values().size())).isEqualTo(wrong.values());
        for (Locale locale : List.of(Texts.ENGLISH, Texts.KOREAN)) {
            Texts texts = Texts.of(locale);
            assertThat(texts.title(problem)).contains("file.json").doesNotContain("{");
            assertThat(texts.remedy(problem)).isNotBlank().doesNotContain("{");
        }
    }

    @Test
    void aSecretInTheFileIsRefusedAndNotRepeated() {
        String secret = "hunter2hunter2";
        Problem problem =
                problem(
                        MINIMAL.replace(
                                "{\"kind\":\"password\"}",
                                "{\"kind\":\"password\",\"password\":\"" + secret + "\"}"));
        assertThat(problem.code()).isEqualTo("site.unknown-field");
        assertThat(problem.values().toString()).doesNotContain(secret).contains("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "42", "not json", "{\"schema\":\"1\"}", "\u0000"})
    void rubbishIsRefused(String text) {
        assertThat(problem(text).code()).isIn("site.broken", "site.not-a-site");
    }

    @Test
    void aMissingFileHasItsOwnMessage() {
        assertThat(loadProblem(dir.resolve("none.json")).code()).isEqualTo("site.absent");
    }

    @Test
    void textOfAnotherEncodingHasItsOwnMessage() throws IOException {
        Path file = dir.resolve("euc-kr.json");
        Files.write(file, new byte[] {'{', (byte) 0xb0, (byte) 0xa1, '}'});
        assertThat(loadProblem(file).code()).isEqualTo("site.encoding");
    }

    @Test
    void aFailedSaveLeavesTheOldFileAsItWas() throws Exception {
        Path folder = Files.createDirectory(dir.resolve("taken.json"));
        Files.writeString(folder.resolve("inside"), "x");
        var thrown =
                catchThrowableOfType(ProblemException.class, () -> SiteFile.save(folder, full()));
        assertThat(thrown.problem().code()).isEqualTo("site.unwritable");
        assertThat(folder.resolve("inside")).exists();
        assertThat(filesIn(dir)).containsExactly("taken.json");
    }

    @Test
    void recentSitesComeNewestFirstWithTheirLastStateAndBrokenOnesWithTheirProblem()
            throws Exception {
        var store = new SiteStore(dir.resolve("sites"));
        assertThat(store.recent()).isEmpty();
        store.save(full());
        store.save(Site.of("other", full().controlPlane()));
        Files.writeString(dir.resolve("sites/broken.json"), "{");
        var state =
                new SiteStore.LastState(
                        SiteStore.Kind.RUNNING,
                        Instant.parse("2026-11-23T05:00:00Z"),
                        Optional.of("0123456789ab"));
        store.remember("lab", state);
        touch("lab.json", 3);
        touch("lab.state", 30);
        touch("other.json", 20);
        touch("broken.json", 10);
        var recent = store.recent();
        assertThat(recent)
                .extracting(SiteStore.Entry::name)
                .containsExactly("lab", "other", "broken");
        assertThat(recent.getFirst().state()).contains(state);
        assertThat(recent.getFirst().site()).contains(full());
        assertThat(recent.getLast().problem()).map(Problem::code).contains("site.broken");
        store.forget("lab");
        assertThat(store.recent())
                .extracting(SiteStore.Entry::name)
                .containsExactly("other", "broken");
    }

    private void touch(String name, long seconds) throws IOException {
        Files.setLastModifiedTime(
                dir.resolve("sites").resolve(name),
                java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(seconds)));
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Problem loadProblem(Path file) {
        return catchThrowableOfType(ProblemException.class, () -> SiteFile.load(file)).problem();
    }

    private static Problem problem(String text) {
        return catchThrowableOfType(ProblemException.class, () -> read(text)).problem();
    }

    private static Site read(String text) throws ProblemException {
        return SiteJson.read(text, "file.json");
    }

    @Test
    void decisionsOfOlderFilesAreAboutWarnings() throws Exception {
        Path file = dir.resolve("site.json");
        SiteFile.save(file, full());
        Files.writeString(
                file, Files.readString(file).replaceFirst(",\\s*\"state\" : \"warned\"", ""));
        assertThat(Files.readString(file)).doesNotContain("\"state\"");
        assertThat(SiteFile.load(file)).isEqualTo(full());
    }

    private static Site full() {
        var jump =
                new Access(
                        "bastion.example",
                        new Port(2222),
                        "ops",
                        new Credential.KeyFile("~/.ssh/id"),
                        Optional.empty());
        return new Site(
                "lab",
                true,
                new Access(
                        "10.0.0.5",
                        Port.SSH,
                        "ubuntu",
                        new Credential.Password(),
                        Optional.of(jump)),
                Optional.of(
                        new CloudCore(
                                Exposure.LOAD_BALANCER,
                                new Ipv4("203.0.113.50"),
                                new Ipv4("203.0.113.50"),
                                new HostName("cp-master"),
                                new HostName("cp-worker-1"))),
                List.of(
                        new EdgeNode(
                                new HostName("cp-edge-1"),
                                new Ipv4("10.0.0.21"),
                                new Port(2022),
                                "ubuntu",
                                new Credential.Agent(),
                                EdgeNode.Route.VIA_CONTROL_PLANE)),
                List.of(
                        new RowDecision(
                                "control-plane/tcp/10002", false, "이유", List.of("10.0.0.0/24"))),
                List.of(new OwnRow("edge/udp/5000-5010", List.of("10.0.0.0/24"), "센서")),
                List.of(
                        new AcceptedWarning(
                                "EDG-02", "edge-1", "테스트 장비", AcceptedWarning.State.WARNED)));
    }
}
