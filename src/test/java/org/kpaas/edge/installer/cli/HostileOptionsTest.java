package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Hostile;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Whatever is typed as an option is refused as bad input that names the option, or kept as it is; no connection is
/// opened for it, and nothing that a terminal would obey is printed.
final class HostileOptionsTest {
    private static final int EACH = 100;
    private static final String SHOWN = "[^\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]*";

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aReasonIsKeptAsItIsOrRefused() throws Exception {
        int kept = 0;
        for (String text : Hostile.texts(EACH, 1)) {
            Path site = site();
            int code =
                    run(
                            "accept",
                            "--site",
                            site.toString(),
                            "--check=EDG-02",
                            "--on=edge-1",
                            "--reason=" + text);
            List<AcceptedWarning> accepted = SiteFile.load(site).accepted();
            if (code == ExitCode.OK) {
                assertThat(accepted)
                        .extracting(AcceptedWarning::reason)
                        .containsExactly(text.strip());
                kept++;
            } else {
                assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(accepted).isEmpty();
                assertThat(told()).containsAnyOf("--reason", "EDG-02");
            }
        }
        assertThat(kept).isBetween(10, EACH - 10);
    }

    @Test
    void chosenThingsAreThoseThatThereAre() throws Exception {
        for (String text : Hostile.texts(EACH, 2)) {
            if (text.equals("cp-edge-1")) {
                continue; // nothing was mixed into this one
            }
            String site = site().toString();
            refused(
                    "--check",
                    "accept",
                    "--site",
                    site,
                    "--on=edge-1",
                    "--reason=x",
                    "--check=" + text);
            refused(
                    "--on",
                    "accept",
                    "--site",
                    site,
                    "--check=EDG-02",
                    "--reason=x",
                    "--on=" + text);
            refused(
                    "--on",
                    "accept",
                    "--site",
                    site,
                    "--check=EDG-02",
                    "--reason=x",
                    "--on=node/-" + text);
            if (!text.isEmpty()) {
                refused("--attach", "deploy", "--site", site, "--attach=" + text);
            }
        }
    }

    private void refused(String option, String... arguments) {
        assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(told()).contains(option);
    }

    private String told() {
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).allMatch(line -> line.matches(SHOWN));
        assertThat(text).doesNotContain("Exception", "\tat ");
        return text;
    }

    private Path site() throws Exception {
        Path file = folder.resolve("site.json");
        var access =
                new Access(
                        "127.0.0.1", Port.SSH, "ubuntu", new Credential.Agent(), Optional.empty());
        var edge =
                new EdgeNode(
                        new HostName("cp-edge-1"),
                        new Ipv4("10.0.0.21"),
                        Port.SSH,
                        "ubuntu",
                        new Credential.Agent(),
                        EdgeNode.Route.DIRECT);
        SiteFile.save(file, Site.of("lab", access).withEdges(List.of(edge)));
        return file;
    }

    private int run(String... arguments) {
        out.reset();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new CommandLineMain(
                        home -> {
                            throw new AssertionError("the engine was asked for");
                        },
                        stream,
                        stream)
                .run(arguments);
    }
}
