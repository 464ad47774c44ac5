package org.kpaas.edge.installer.ui.step;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.Verification;

import java.util.List;
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
    public DeploymentPlan plan(SiteFacts facts) throws ProblemException {
        return session.plan(facts);
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
    public void cancel(String planId) throws ProblemException, InterruptedException {
        session.cancel(planId);
    }

    @Override
    public AutoCloseable watch(Consumer<Verification> onChange, Consumer<ProblemException> trouble)
            throws ProblemException, InterruptedException {
        return session.watch(onChange, trouble);
    }
}
