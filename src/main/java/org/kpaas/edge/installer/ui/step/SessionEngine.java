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
import org.kpaas.edge.installer.fix.Repairer;
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

/// Forwards to a session.
record SessionEngine(Session session) implements Engine {
    @Override
    public void change(Site site) {
        session.change(site);
    }

    @Override
    public SiteFacts look(Consumer<Subject> done) throws InterruptedException {
        return session.look(done);
    }

    @Override
    public SiteFacts probe(SiteFacts facts, Consumer<Subject> done) throws InterruptedException {
        return session.probe(facts, done);
    }

    @Override
    public List<Answer> check(SiteFacts facts) {
        return session.check(facts);
    }

    @Override
    public List<Proposal> proposals(SiteFacts facts) {
        return session.proposals(facts);
    }

    @Override
    public Previews preview(List<Proposal> proposals) throws InterruptedException {
        try (Repairer repairer = session.repairer()) {
            return Previews.of(repairer, proposals);
        }
    }

    @Override
    public List<Outcome> repair(List<Offer> offers, boolean reboot, Consumer<Progress> progress)
            throws InterruptedException {
        try (Repairer repairer = session.repairer()) {
            return repairer.apply(offers, reboot, progress);
        }
    }

    @Override
    public List<RepairJournal.Entry> repaired() {
        return session.repaired();
    }

    @Override
    public void undo(RepairJournal.Entry entry) throws ProblemException, InterruptedException {
        try (Repairer repairer = session.repairer()) {
            repairer.undo(entry);
        }
    }

    @Override
    public DeploymentPlan plan(SiteFacts facts) throws ProblemException {
        return session.plan(facts);
    }

    @Override
    public Expected expected(Release release, int edges) {
        return session.expected(release, edges);
    }

    @Override
    public Event.RunResult deploy(DeploymentPlan plan, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        return session.deploy(plan, sink);
    }

    @Override
    public Event.RunResult attach(String planId, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        return session.attach(planId, sink);
    }

    @Override
    public List<NodeStanding> standings() throws InterruptedException {
        return session.standings();
    }

    @Override
    public void cancel(String planId) throws ProblemException, InterruptedException {
        session.cancel(planId);
    }

    @Override
    public void log(
            LogSource source,
            Optional<String> hostName,
            int lines,
            boolean follow,
            Consumer<String> line)
            throws ProblemException, InterruptedException {
        session.log(source, hostName, lines, follow, line);
    }

    @Override
    public NameReport names() throws ProblemException, InterruptedException {
        return session.names();
    }

    @Override
    public void verifyWith(Optional<Path> kubeconfig) {
        session.verifyWith(kubeconfig);
    }

    @Override
    public AutoCloseable watch(Consumer<Verification> onChange, Consumer<ProblemException> trouble)
            throws ProblemException, InterruptedException {
        return session.watch(onChange, trouble);
    }
}
