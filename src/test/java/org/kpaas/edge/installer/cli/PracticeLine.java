package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.cluster.kube.KubeClusters;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.practice.HostDescription;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The command line against a practice site whose host keys are known and whose password comes by standard input.
final class PracticeLine {
    private final PracticeSite practice;
    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /// Writes the site's file into the folder once, so that decisions made by one command are there for the next.
    PracticeLine(PracticeSite practice, Path folder) throws Exception {
        this.practice = practice;
        this.folder = folder;
        SiteFile.save(siteFile(), practice.site());
    }

    /// Another version of the same site, as an engineer would edit it.
    void describe(Site site) throws Exception {
        SiteFile.save(siteFile(), site);
    }

    Path siteFile() {
        return folder.resolve("site.json");
    }

    /// @return the exit status; what it printed is kept until the next run
    int run(String command, String... more) {
        return runIn("en", command, more);
    }

    /// The same in a language.
    int runIn(String language, String command, String... more) {
        out.reset();
        err.reset();
        var arguments =
                new ArrayList<>(
                        List.of(command, "--site", siteFile().toString(), "--lang", language));
        arguments.addAll(List.of("--home", folder.resolve("home").toString(), "--password-stdin"));
        for (HostDescription host : practice.hosts()) {
            arguments.addAll(List.of("--accept-host-key", host.fingerprint()));
        }
        arguments.addAll(List.of(more));
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream(
                        (new String(practice.password()) + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return new CommandLineMain(
                            PracticeLine::installer,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8))
                    .run(arguments.toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
    }

    /// Standard output alone.
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Standard output, then standard error.
    String text() {
        return out() + err.toString(StandardCharsets.UTF_8);
    }

    private static Installer installer(Path home) {
        return new Installer(
                new SshRemotes(home.resolve("known_hosts"), Duration.ofSeconds(2)),
                new KubeClusters(),
                Clock.systemUTC(),
                home);
    }
}
