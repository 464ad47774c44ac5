package org.kpaas.edge.installer.ui.step.verify;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.ui.wizard.DerivedStep;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.verify.Verification;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// State of the "Verify" step: the state of the deployment, live for as long as the step is open.
public final class VerifyStep extends DerivedStep {
    /// How fresh the view is.
    public enum State {
        IDLE,
        CONNECTING,
        LIVE,
        /// the last state is shown, newer ones do not arrive
        STALE,
        FAILED
    }

    private final Background background;
    private final Function<Session, Engine> engines;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ObjectProperty<Optional<Problem>> problem =
            new SimpleObjectProperty<>(Optional.empty());
    private final NameSearch names;
    private final ObjectProperty<Optional<Path>> kubeconfig =
            new SimpleObjectProperty<>(Optional.empty());
    private final OpenLog log;
    private @Nullable Watch watch;

    public VerifyStep(WizardContext context, Background background) {
        this(context, background, Engine::of);
    }

    /// @param engines makes what answers in place of the session
    public VerifyStep(
            WizardContext context, Background background, Function<Session, Engine> engines) {
        super("verify", context);
        this.background = background;
        this.engines = engines;
        names =
                new NameSearch(
                        this::release, () -> context.session().get().map(engines), background);
        log = new OpenLog(background, () -> context.session().get().map(engines));
        completeWhen(() -> context.verification().get().isPresent(), context.verification());
        attentionWhen(this::isUnhealthy, context.verification());
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Why the view is stale or cannot be had.
    public ObjectProperty<Optional<Problem>> problem() {
        return problem;
    }

    public ReadOnlyObjectProperty<Optional<Verification>> verification() {
        return context().verification();
    }

    /// What is known about the site and its deployment, to hand over; empty before there is a site.
    public Optional<Report> report(Instant now, ZoneId zone) {
        return new Handover(context(), background)
                .report(now, zone)
                .map(report -> report.withNames(names.report().get()));
    }

    /// Writes the report as HTML, and as JSON beside it.
    ///
    /// @param told gets one sentence: where it was saved, or why it was not
    public void save(Report report, Path html, Consumer<String> told) {
        new Handover(context(), background).save(html, report, context().texts().get(), told);
    }

    /// The kubeconfig of this laptop that the cluster is read with; empty for the control plane's, through the connection to it.
    public ReadOnlyObjectProperty<Optional<Path>> kubeconfig() {
        return kubeconfig;
    }

    /// Reads the cluster another way from now on.
    public void verifyWith(Optional<Path> file) {
        kubeconfig.set(file);
        tryAgain();
    }

    public Optional<Site> site() {
        return context().site().get();
    }

    /// The log of a node or pod.
    public OpenLog log() {
        return log;
    }

    /// The check of names.
    public NameSearch names() {
        return names;
    }

    public Optional<Release> release() {
        Optional<String> planned = context().plan().get().map(DeploymentPlan::releaseId);
        return planned.flatMap(Releases::find)
                .or(() -> context().facts().get().flatMap(SiteFacts::release));
    }

    @Override
    public void entered() {
        if (watch == null) {
            open();
        }
    }

    @Override
    public void left() {
        names.stop();
        log.close();
        if (watch != null) {
            watch.close();
            watch = null;
            state.set(State.IDLE);
        }
    }

    /// Connects anew after a failure.
    public void tryAgain() {
        left();
        open();
    }

    private void open() {
        Optional<Engine> engine = context().session().get().map(engines);
        if (engine.isEmpty()) {
            return;
        }
        problem.set(Optional.empty());
        state.set(State.CONNECTING);
        context().site().get().ifPresent(site -> engine.get().change(site));
        engine.get().verifyWith(kubeconfig.get());
        var opened = new Watch(background);
        watch = opened;
        opened.open(
                engine.get(),
                found -> whenOpen(opened, () -> show(found)),
                trouble -> whenOpen(opened, () -> stale(trouble)),
                failure -> whenOpen(opened, () -> fail(failure)));
    }

    /// What an old watch says after the step was left is not heard.
    private void whenOpen(Watch speaker, Runnable action) {
        if (speaker == watch) {
            action.run();
        }
    }

    private void show(Verification found) {
        context().verification().set(Optional.of(found));
        problem.set(Optional.empty());
        state.set(State.LIVE);
    }

    private void stale(Problem trouble) {
        problem.set(Optional.of(trouble));
        state.set(State.STALE);
    }

    private void fail(Problem failure) {
        watch = null;
        problem.set(Optional.of(failure));
        state.set(State.FAILED);
    }

    private boolean isUnhealthy() {
        return context()
                .verification()
                .get()
                .map(found -> found.verdict() == Verification.Verdict.UNHEALTHY)
                .orElse(false);
    }
}
