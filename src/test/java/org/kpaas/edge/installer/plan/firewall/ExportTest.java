package org.kpaas.edge.installer.plan.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.site.Site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Each export is read by the tool that it is for; a test is skipped, with the reason, where the tool or the right is
/// missing.
class ExportTest {
    private static final Site SITE = SampleSheet.hostile();
    private static final FirewallSheet SHEET =
            FirewallSheet.of(SITE, SampleSheet.RELEASE, Optional.of(SampleSheet.FACTS));
    private static final String NETWORK = "kpaas-ports-" + ProcessHandle.current().pid();

    @TempDir private Path folder;

    private record Done(int code, String text) {}

    @ParameterizedTest
    @EnumSource(Role.class)
    void nftReadsAndReplacesTheTablesOfEachRole(Role role) throws Exception {
        needs("nft", "ip");
        Path file = write("rules.nft", Export.NFTABLES.of(SHEET, List.of(role)));
        Done made = run("ip", "netns", "add", NETWORK);
        assumeTrue(made.code() == 0, "no network namespace: " + made.text());
        try {
            Done checked = in("nft", "-c", "-f", file.toString());
            assertThat(checked.code()).as(checked.text()).isZero();
            for (int time = 0; time < 2; time++) {
                Done applied = in("nft", "-f", file.toString());
                assertThat(applied.code()).as(applied.text()).isZero();
            }
            Done listed = in("nft", "list", "ruleset");
            assertThat(listed.text().lines().filter(line -> line.contains("accept comment")))
                    .hasSize(rules(role));
        } finally {
            run("ip", "netns", "delete", NETWORK);
        }
    }

    @Test
    void ufwTakesEachCommand() throws Exception {
        needs("ufw", "sh");
        String commands = Export.UFW.of(SHEET, List.of(Role.values()));
        Done usable = run("ufw", "--dry-run", "allow", "22/tcp");
        assumeTrue(usable.code() == 0, "ufw does not run here: " + usable.text());
        List<String> lines = commands.lines().filter(it -> it.startsWith("ufw")).toList();
        assertThat(lines).hasSize(rules(Role.values()));
        for (String line : List.copyOf(new ArrayList<>(lines))) {
            Done done = run("sh", "-c", line.replaceFirst("^ufw", "ufw --dry-run"));
            assertThat(done.code()).as(line + "\n" + done.text()).isZero();
        }
        assertThat(commands).contains("# open to anyone on udp 5000-5005: decided for this site");
        assertThat(commands.lines()).allMatch(it -> it.isBlank() || it.matches("(#|ufw) .*"));
    }

    @Test
    void terraformReadsTheGroupsAndHasNothingToFormat() throws Exception {
        needs("terraform");
        Path file = write("firewall.tf", Export.TOFU.of(SHEET, List.of(Role.values())));
        Done done = run("terraform", "fmt", "-check", "-diff", file.toString());
        assertThat(done.code()).as(done.text()).isZero();
    }

    @Test
    void textsCannotBecomeTemplatesAndNamesAreUnique() {
        String tofu = Export.TOFU.of(SHEET, List.of(Role.values()));
        assertThat(tofu).contains("$${file(\\\"/etc/passwd\\\")} %%{ if true }");
        assertThat(tofu.replace("$${", "").replace("%%{", "")).doesNotContain("${", "%{");
        assertThat(tofu.lines().filter(it -> it.startsWith("resource"))).doesNotHaveDuplicates();
    }

    @Test
    void noCellOfTheTableIsAFormula() {
        assertThat(Export.CSV.of(SHEET, List.of(Role.values())))
                .contains("\"'=HYPERLINK(1)\"")
                .doesNotContain(",\"=");
    }

    private static int rules(Role... roles) {
        return List.of(roles).stream()
                .flatMap(role -> SHEET.rules(role).stream())
                .mapToInt(line -> line.sources().known().size())
                .sum();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void needs(String... tools) throws Exception {
        for (String tool : tools) {
            assumeTrue(
                    run("sh", "-c", "command -v " + tool).code() == 0, tool + " is not installed");
        }
    }

    private static Done in(String... command) throws Exception {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", NETWORK));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    private static Done run(String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), text);
    }
}
