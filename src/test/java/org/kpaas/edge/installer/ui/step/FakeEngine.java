package org.kpaas.edge.installer.ui.step;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Outcome;
import org.kpaas.edge.installer.fix.Previews;
import org.kpaas.edge.installer.fix.Progress;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Answers in place of a session: what a test has put in.
public final class FakeEngine implements Engine {
    public SiteFacts facts = Samples.facts();
    public List<Answer> answers = Samples.allPassed();
    public List<Reach> reach = List.of();
    public List<Proposal> proposals = List.of();
    public Previews previews = new Previews(List.of(), List.of());
    public List<Outcome> outcomes = List.of();
    public List<RepairJournal.Entry> repaired = List.of();
    public DeploymentPlan plan = Samples.plan();
    public List<Event> events = List.of();
    public List<NodeStanding> standings = List.of();
    public Event.RunResult result = Samples.succeeded();
    public Verification verification = Samples.healthy();
    public NameReport names = Samples.names();
    public List<String> log = List.of();

    /// Thrown by the next call that may throw one.
    public volatile Optional<ProblemException> problem = Optional.empty();

    /// While set, look, probe, preview, repair, deploy and watch wait for it.
    public volatile CountDownLatch gate = new CountDownLatch(0);

    /// Opens when a run is under way.
    public final CountDownLatch started = new CountDownLatch(1);

    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
    public Consumer<Verification> onChange = found -> {};
    public Consumer<ProblemException> trouble = found -> {};
    public volatile boolean watchClosed;
    private volatile Site site = Samples.site();

    public Site site() {
        return site;
    }

    @Override
    public void change(Site changed) {
        site = changed;
    }

    @Override
    public SiteFacts look(Consumer<Subject> done) throws InterruptedException {
        calls.add("look");
        done.accept(site.controlPlaneSubject());
        gate.await();
        site.edgeSubjects().forEach(done);
        return facts;
    }

    @Override
    public SiteFacts probe(SiteFacts found, Consumer<Subject> done) throws InterruptedException {
        calls.add("probe");
        done.accept(Subject.LAPTOP);
        gate.await();
        done.accept(site.controlPlaneSubject());
        return found.with(reach);
    }

    @Override
    public List<Answer> check(SiteFacts found) {
        calls.add("check");
        return answers;
    }

    @Override
    public List<Proposal> proposals(SiteFacts found) {
        return proposals;
    }

    @Override
    public Previews preview(List<Proposal> wanted) throws InterruptedException {
        calls.add("preview " + wanted.size());
        gate.await();
        return new Previews(
                previews.offers().stream().filter(it -> wanted.contains(it.proposal())).toList(),
                previews.refused());
    }

    @Override
    public List<Outcome> repair(List<Offer> offers, boolean reboot, Consumer<Progress> progress)
            throws InterruptedException {
        calls.add("repair " + offers.size() + (reboot ? " restart" : ""));
        offers.forEach(offer -> progress.accept(new Progress.Working(offer)));
        gate.await();
        return outcomes;
    }

    @Override
    public List<RepairJournal.Entry> repaired() {
        return repaired;
    }

    @Override
    public void undo(RepairJournal.Entry entry) throws ProblemException {
        calls.add("undo " + entry.id());
        refuse();
    }

    @Override
    public DeploymentPlan plan(SiteFacts found) throws ProblemException {
        calls.add("plan");
        refuse();
        return plan;
    }

    @Override
    public Expected expected(Release release, int edges) {
        return Expected.of(release);
    }

    @Override
    public Event.RunResult deploy(DeploymentPlan started, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        calls.add("deploy " + started.id());
        return run(sink);
    }

    @Override
    public List<NodeStanding> standings() {
        calls.add("standings");
        return standings;
    }

    @Override
    public Event.RunResult attach(String planId, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        calls.add("attach " + planId);
        return run(sink);
    }

    private Event.RunResult run(Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        refuse();
        events.forEach(sink);
        started.countDown();
        gate.await();
        return result;
    }

    @Override
    public void cancel(String planId) throws ProblemException {
        refuse();
        cancelled.add(planId);
    }

    @Override
    public void log(
            LogSource source,
            Optional<String> hostName,
            int lines,
            boolean follow,
            Consumer<String> line)
            throws ProblemException, InterruptedException {
        calls.add("log " + String.join(" ", source.words()) + " " + hostName.orElse("-"));
        refuse();
        log.forEach(line);
        gate.await();
    }

    @Override
    public NameReport names() throws ProblemException, InterruptedException {
        calls.add("names");
        gate.await();
        refuse();
        return names;
    }

    @Override
    public void verifyWith(Optional<Path> kubeconfig) {
        calls.add("verify with " + kubeconfig.map(Path::toString).orElse("-"));
    }

    @Override
    public AutoCloseable watch(Consumer<Verification> changed, Consumer<ProblemException> troubled)
            throws ProblemException, InterruptedException {
        calls.add("watch");
        refuse();
        gate.await();
        onChange = changed;
        trouble = troubled;
        changed.accept(verification);
        return () -> watchClosed = true;
    }

    private void refuse() throws ProblemException {
        if (problem.isPresent()) {
            throw problem.get();
        }
    }
}
