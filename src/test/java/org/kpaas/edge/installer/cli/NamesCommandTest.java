package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.site.Hostile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `names`: typed, from a file, and of a cluster over real sockets.
final class NamesCommandTest {
    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void typedNamesAreJudgedWithoutAConnection() {
        assertThat(run("names", "shop", "cache.v2")).isEqualTo(ExitCode.OK);
        assertThat(told()).contains("All 2 names are free to use.");
        assertThat(run("names", "kube-mine", "shop")).isEqualTo(ExitCode.FINDINGS);
        assertThat(told())
                .contains("One name must not be used; 2 looked at.")
                .contains("begin with \"kube\" belong to Kubernetes and KubeEdge")
                .contains("for instance \"app-kube-mine\"");
        assertThat(run("names", "--kind", "deployments", "nodes-x")).isEqualTo(ExitCode.FINDINGS);
        assertThat(run("names", "--kind", "Service", "nodes-x")).isEqualTo(ExitCode.OK);
        assertThat(run("names", "My_Name")).isEqualTo(ExitCode.FINDINGS);
        assertThat(told()).contains("Kubernetes does not accept the name \"My_Name\"");
        assertThat(run("names", "--lang", "ko", "kube-mine")).isEqualTo(ExitCode.FINDINGS);
        assertThat(told()).contains("이름 1개 중 1개는 사용할 수 없습니다.");
    }

    @Test
    void aManifestIsToldByFileAndLine() throws Exception {
        Path file = folder.resolve("app.yaml");
        Files.writeString(
                file,
                "kind: Namespace\n"
                        + "metadata:\n"
                        + "  name: all-teams\n"
                        + "---\n"
                        + "kind: Pod\n"
                        + "metadata: {name: a}\n");
        assertThat(run("names", "--file", file.toString())).isEqualTo(ExitCode.FINDINGS);
        assertThat(told()).contains("app.yaml:3  Namespace all-teams");
        assertThat(run("names", "--json", "--file", file.toString())).isEqualTo(ExitCode.FINDINGS);
        assertThat(told())
                .contains(
                        "\"where\":\"app.yaml:3\"",
                        "\"finding\":\"reserved\"",
                        "\"prefix\":\"all\"");
        Files.writeString(file, "kind: Pod\n\tmetadata: 3\n");
        assertThat(run("names", "--file", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(told()).contains("app.yaml:2 is broken");
    }

    @Test
    void badInputIsTold() {
        assertThat(run("names")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("names", "")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("names", "--kind", "no kind", "x")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(told()).contains("--kind");
        assertThat(run("names", "--kind", "Pod")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("names", "--file", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("names", "--cluster")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(told()).contains("--site");
    }

    @Test
    void hostileNamesAndKindsDoNoHarm() {
        for (String text : Hostile.texts(100, 11)) {
            assertThat(run("names", "--", text)).isBetween(0, 2);
            assertThat(told().lines())
                    .allMatch(line -> line.matches("[^\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]*"));
            assertThat(run("names", "--kind=" + text, "shop")).isBetween(0, 2);
            assertThat(told().lines())
                    .allMatch(line -> line.matches("[^\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]*"))
                    .noneMatch(line -> line.contains("Exception"));
        }
    }

    @Test
    void theClusterIsReadOverItsApi() throws Exception {
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD)) {
            var line = new PracticeLine(practice, folder);
            assertThat(line.run("names", "--cluster")).as(line.text()).isEqualTo(ExitCode.OK);
            assertThat(line.out()).containsPattern("[0-9]+ reserved names are the platform's own");

            practice.inject(Fault.RESERVED_NAMES);
            assertThat(line.run("names", "--cluster")).as(line.text()).isEqualTo(ExitCode.FINDINGS);
            assertThat(line.out())
                    .contains("Cluster: 3 names must not be used")
                    .contains("Namespace all-teams", "ConfigMap default/kube-settings")
                    .contains("Deployment all-teams/resources-api")
                    .contains("Its pods will be called")
                    .doesNotContain("ReplicaSet", "Pod all-teams", "could not be listed");
        }
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        out.reset();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var all = new java.util.ArrayList<>(java.util.List.of(arguments));
        if (!all.contains("--lang")) {
            all.add(1, "--lang=en");
        }
        return new CommandLineMain(
                        home -> {
                            throw new AssertionError("the engine was asked for");
                        },
                        stream,
                        stream)
                .run(all.toArray(String[]::new));
    }
}
