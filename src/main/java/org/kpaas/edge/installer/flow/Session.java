package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.Verification;

import java.util.List;
import java.util.function.Consumer;

/// Work on one site over one set of connections. Every method blocks and is meant for a virtual thread; interrupt
/// means cancel. Nothing but [#deploy] changes a host.
public final class Session implements AutoCloseable {
    private final Installer installer;
    private final Remote remote;
    private volatile Site site;

    Session(Installer installer, Site site, Remote remote) {
        this.installer = installer;
        this.site = site;
        this.remote = remote;
    }

    public Site site() {
        return site;
    }

    /// The engineer changed a setting; later calls work on the new site. Connections stay open.
    public void change(Site changed) {
        site = changed;
    }

    /// The control plane and the cluster only, for the first step of the wizard.
    public SiteFacts connect() throws ProblemException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Asks one edge node what it is, before it is part of the site.
    public HostFacts ask(EdgeNode node) throws ProblemException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Looks at the whole site: every host over one SSH session, all at once. A host that cannot be read is in
    /// [SiteFacts#unread], it never ends the look.
    ///
    /// @param done told after each subject
    public SiteFacts look(Consumer<Subject> done) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// All checks, in the order of the catalogue.
    public List<Answer> check(SiteFacts facts) {
        throw new UnsupportedOperationException();
    }

    /// @throws ProblemException when the site is not complete or the facts do not allow a deployment
    public DeploymentPlan plan(SiteFacts facts) throws ProblemException {
        throw new UnsupportedOperationException();
    }

    /// Runs a plan to its end; survives lost links. Interrupting stops watching only: the job goes on.
    ///
    /// @param sink gets every event on one thread, in order
    public Event.RunResult deploy(DeploymentPlan plan, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Attaches to a run that this or another laptop started; the log is delivered from its first byte.
    public Event.RunResult attach(String planId, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Ends the job on the control plane, its whole process group. Edge nodes may still be busy afterwards (T94).
    public void cancel(String planId) throws ProblemException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The state at this moment.
    public Verification verify() throws ProblemException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// The state now and after each change, until closed.
    public AutoCloseable watch(Consumer<Verification> onChange, Consumer<ProblemException> trouble)
            throws ProblemException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        remote.close();
    }

    Installer installer() {
        return installer;
    }
}
