package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.flow.Installer;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/// What every command understands.
final class CommonOptions {
    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    @Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.home")
    Path home = Installer.defaultHome();

    @Option(names = "--lang", paramLabel = "ko|en", descriptionKey = "option.lang")
    String language = "";

    @Option(names = "--password-stdin", descriptionKey = "option.password-stdin")
    boolean passwordStdin;

    @Option(
            names = "--accept-host-key",
            paramLabel = "SHA256:…",
            descriptionKey = "option.accept-host-key")
    Set<String> acceptedHostKeys = new LinkedHashSet<>();
}
