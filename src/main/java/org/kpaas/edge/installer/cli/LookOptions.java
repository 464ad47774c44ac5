package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;

import picocli.CommandLine.Option;

/// How a command looks at a site: at every host first, then at every way between them.
final class LookOptions {
    @Option(names = "--no-probe", descriptionKey = "option.no-probe")
    boolean noProbe;

    SiteFacts look(Session session, Output output) throws InterruptedException {
        return noProbe ? hosts(session, output) : everything(session, output);
    }

    static SiteFacts everything(Session session, Output output) throws InterruptedException {
        SiteFacts facts = hosts(session, output);
        return session.probe(facts, source -> output.text("cli.probed", source.label()));
    }

    private static SiteFacts hosts(Session session, Output output) throws InterruptedException {
        return session.look(subject -> output.text("cli.looked", subject.label()));
    }
}
