package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.ZoneId;
import java.util.Optional;

/// The report of a site as it is at this moment.
final class NowReport {
    private NowReport() {}

    static Report of(Session session, Output output, LookOptions looks)
            throws ProblemException, InterruptedException {
        SiteFacts facts = looks.look(session, output);
        return Report.of(session.site(), session.now(), ZoneId.systemDefault())
                .withRepairs(session.repaired())
                .withFacts(facts)
                .withAnswers(session.check(facts))
                .withVerification(session.verify())
                .withNames(Optional.of(session.names()));
    }
}
