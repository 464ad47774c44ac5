package org.kpaas.edge.installer.verify.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Hostile;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class ManifestTest {
    @TempDir private Path folder;

    @Test
    void everyDocumentAndEveryItemOfAListIsReadWithItsLine() throws Exception {
        Manifest manifest =
                read(
                        """
                        # team a
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: all-teams
                        ---
                        ---
                        apiVersion: v1
                        kind: List
                        items:
                        - apiVersion: apps/v1
                          kind: Deployment
                          metadata: {name: shop, namespace: all-teams}
                          spec: {template: {metadata: {name: kube-ignored}}}
                        - kind: RoleList
                          items:
                          - kind: Role
                            metadata:
                              namespace: all-teams
                              name: cp-admin-role-2
                        ---
                        kind: Job
                        metadata:
                          generateName: nodes-
                        """);
        assertThat(manifest.entries())
                .containsExactly(
                        new Manifest.Entry(5, ObjectName.of("Namespace", "all-teams"), true),
                        new Manifest.Entry(
                                13, new ObjectName("Deployment", "all-teams", "shop", false), true),
                        new Manifest.Entry(
                                20,
                                new ObjectName("Role", "all-teams", "cp-admin-role-2", false),
                                true),
                        new Manifest.Entry(24, new ObjectName("Job", "", "nodes-", true), true));
        assertThat(manifest.skipped()).isEmpty();
    }

    @Test
    void aKindOfAnotherApiIsNotTakenForKubernetesOwn() throws Exception {
        Manifest manifest =
                read(
                        """
                        apiVersion: team.example/v1
                        kind: Namespace
                        metadata: {name: all-teams}
                        ---
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: shop}
                        """);
        assertThat(manifest.entries())
                .extracting(entry -> entry.object().kind())
                .containsExactly("Namespace.team.example", "Ingress");
    }

    @Test
    void jsonIsReadAsWell() throws Exception {
        Manifest manifest =
                read(
                        "{\n"
                                + "\t\"kind\": \"Pod\",\n"
                                + "\t\"metadata\": {\n"
                                + "\t\t\"name\": \"nodes\"\n"
                                + "\t}\n"
                                + "}\n");
        assertThat(manifest.entries())
                .containsExactly(new Manifest.Entry(4, ObjectName.of("Pod", "nodes"), true));
    }

    @Test
    void whatHasNoNameIsTold() throws Exception {
        Manifest manifest =
                read(
                        """
                        replicas: 3
                        ---
                        - a
                        ---
                        kind: Kustomization
                        ---
                        kind: Pod
                        metadata: {name: ~}
                        ---
                        kind: Pod
                        metadata: {name: a}
                        """);
        assertThat(manifest.entries()).hasSize(1);
        assertThat(manifest.skipped())
                .containsExactly(
                        new Manifest.Skipped(1, "no-kind"),
                        new Manifest.Skipped(3, "no-kind"),
                        new Manifest.Skipped(5, "no-name"),
                        new Manifest.Skipped(7, "no-name"));
    }

    @ParameterizedTest
    @CsvSource({"123", "true", "1.5", "0x1f", "yes", "off", "n"})
    void aNameThatYamlTakesForSomethingElseIsTold(String name) throws Exception {
        assertThat(report("kind: ConfigMap\nmetadata: {name: " + name + "}\n").found())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.where()).isEqualTo("manifest.yaml:2");
                            assertThat(it.findings()).containsExactly(new NameFinding.NotText());
                        });
        assertThat(report("kind: ConfigMap\nmetadata: {name: '" + name + "'}\n").found()).isEmpty();
    }

    @Test
    void anchorsOfAnOrdinaryManifestAreFollowed() throws Exception {
        assertThat(
                        report(
                                        """
                                        kind: ConfigMap
                                        metadata: &meta {name: kube-settings, namespace: shop}
                                        ---
                                        kind: List
                                        items:
                                        - {kind: Secret, metadata: &other {name: all-fine}}
                                        - {kind: Role, metadata: *other}
                                        """)
                                .found())
                .singleElement()
                .extracting(Judged::where)
                .isEqualTo("manifest.yaml:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: Pod\\n\\tmetadata: 3|2",
                "kind: Pod\\nmetadata:\\n  name: {{ .Values.name }}|3",
                "kind: Pod\\nmetadata: {name: 'x|2",
                "kind: *nothing|1",
                "kind: Pod\\nmetadata: {name: aBELLb}|2",
                "%YAML 9.9\\n---\\nkind: Pod|1",
                "kind: Pod\\n---\\nkind: [|3"
            })
    void brokenYamlIsToldWithItsLine(String text, String line) throws Exception {
        Problem problem = refused(text.translateEscapes().replace("BELL", "\u0007"));
        assertThat(problem.code()).isEqualTo("names.broken");
        assertThat(problem.values().get(1)).isEqualTo(line);
        assertThat(problem.values().get(2)).isNotBlank();
    }

    @Test
    void whatIsMadeToGrowIsRefused() throws Exception {
        var laughs = new StringBuilder("kind: List\nl0: &l0 [a, a]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*l" + (i - 1);
            laughs.append("l" + i + ": &l" + i + " [")
                    .append(String.join(", ", java.util.Collections.nCopies(9, before)))
                    .append("]\n");
        }
        assertThat(refused(laughs.toString()).code()).isEqualTo("names.bomb");
        assertThat(refused("kind: " + "[".repeat(200_000)).code()).isEqualTo("names.bomb");
        assertThat(refused("- ".repeat(200) + "a").code()).isEqualTo("names.bomb");
    }

    @Test
    void listsThatStandForOneAnotherEnd() throws Exception {
        assertThat(refused("&a\nkind: List\nitems: [*a, *a]\n").code()).isEqualTo("names.bomb");
        var nested =
                new StringBuilder("kind: List\nitems:\n- &l0 {kind: Pod, metadata: {name: a}}\n");
        for (int i = 1; i <= 30; i++) {
            String before = "*l" + (i - 1);
            nested.append("- &l" + i + " {kind: List, items: [" + before + ", " + before + "]}\n");
        }
        assertThat(refused(nested.toString()).code()).isEqualTo("names.too-many");
    }

    @Test
    void aFileIsReadUpToTenMebibytes() throws Exception {
        Path file = folder.resolve("big.yaml");
        byte[] line = ("# " + "x".repeat(1021) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("kind: Pod\nmetadata: {name: a}\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < YamlFile.LARGEST / line.length - 1; i++) {
                out.write(line);
            }
        }
        assertThat(Manifest.read(file).entries()).hasSize(1);
        try (OutputStream out =
                Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
            out.write(line);
            out.write(line);
        }
        assertThat(problem(file)).isEqualTo(Problem.of("names.too-big", file.toString(), "10"));
    }

    @Test
    void whatIsNoManifestIsRefused() throws Exception {
        assertThat(problem(folder.resolve("none")).code()).isEqualTo("names.unreadable");
        assertThat(problem(folder).code()).isEqualTo("names.unreadable");
        assertThat(refused("").code()).isEqualTo("names.no-object");
        assertThat(refused("a: b\n").code()).isEqualTo("names.no-object");
        Path file = folder.resolve("binary");
        Files.write(file, new byte[] {(byte) 0xC3, 0x28, 0, 1});
        assertThat(problem(file).code()).isEqualTo("names.not-text");
    }

    /// Whatever stands for a name, the file is read to its end or refused with a problem.
    @Test
    void hostileNamesAreReadAsTheyAre() throws Exception {
        for (String name : Hostile.texts(200, 9)) {
            String quoted =
                    "\""
                            + name.codePoints()
                                    .mapToObj(c -> String.format("\\U%08X", c))
                                    .reduce("", String::concat)
                            + "\"";
            try {
                assertThat(read("kind: Pod\nmetadata: {name: " + quoted + "}\n").entries())
                        .singleElement()
                        .extracting(it -> it.object().name())
                        .isEqualTo(name);
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isIn("names.broken", "names.no-object");
            }
            write(name);
            try {
                Manifest.read(folder.resolve("manifest.yaml"));
            } catch (ProblemException e) {
                assertThat(e.problem().code()).startsWith("names.");
            }
        }
    }

    private NameReport report(String text) throws Exception {
        write(text);
        return new NameCheck(Releases.all().getLast()).manifest(folder.resolve("manifest.yaml"));
    }

    private Manifest read(String text) throws Exception {
        write(text);
        return Manifest.read(folder.resolve("manifest.yaml"));
    }

    private Problem refused(String text) throws Exception {
        write(text);
        return problem(folder.resolve("manifest.yaml"));
    }

    private void write(String text) throws IOException {
        Files.write(folder.resolve("manifest.yaml"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem problem(Path file) {
        return catchThrowableOfType(ProblemException.class, () -> Manifest.read(file)).problem();
    }
}
