package org.kpaas.edge.installer.ui.step;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.fix.Previews;
import org.kpaas.edge.installer.fix.Progress;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.logs.LogSource;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Expected;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.names.NameReport;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the later steps ask of the session, so that a test can answer in its place. Every method blocks; interrupt
/// means cancel. The meaning of each is that of the method of the same name in [Session] or its repairer.
public interface Engine {
    void change(Site site);

    SiteFacts look(Consumer<Subject> done) throws InterruptedException;

    SiteFacts probe(SiteFacts facts, Consumer<Subject> done) throws InterruptedException;

    List<Answer> check(SiteFacts facts);

    List<Proposal> proposals(SiteFacts facts);

    Previews preview(List<Proposal> proposals) throws InterruptedException;

    List<Outcome> repair(List<Offer> offers, boolean reboot, Consumer<Progress> progress)
            throws InterruptedException;

    List<RepairJournal.Entry> repaired();

    void undo(RepairJournal.Entry entry) throws ProblemException, InterruptedException;

    DeploymentPlan plan(SiteFacts facts) throws ProblemException;

    Expected expected(Release release, int edges);

    Event.RunResult deploy(DeploymentPlan plan, Consumer<Event> sink)
            throws ProblemException, InterruptedException;

    Event.RunResult attach(String planId, Consumer<Event> sink)
            throws ProblemException, InterruptedException;

    List<NodeStanding> standings() throws InterruptedException;

    void cancel(String planId) throws ProblemException, InterruptedException;

    void log(
            LogSource source,
            Optional<String> hostName,
            int lines,
            boolean follow,
            Consumer<String> line)
            throws ProblemException, InterruptedException;

    NameReport names() throws ProblemException, InterruptedException;

    void verifyWith(Optional<Path> kubeconfig);

    AutoCloseable watch(Consumer<Verification> onChange, Consumer<ProblemException> trouble)
            throws ProblemException, InterruptedException;

    /// The real one.
    static Engine of(Session session) {
        return new SessionEngine(session);
    }
}
