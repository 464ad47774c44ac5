package org.kpaas.edge.installer.ui.step.checks;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.check.Acceptance;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.fix.Offer;
import org.kpaas.edge.installer.fix.Proposal;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.ui.part.EventPump;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.ui.step.LookProgress;
import org.kpaas.edge.installer.ui.wizard.DerivedStep;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// State of the "Checks" step: looks at every host, asks all checks, and keeps the engineer's
/// decisions about them.
public final class ChecksStep extends DerivedStep {
    /// What the step is doing.
    public enum State {
        IDLE,
        LOOKING,
        /// every host was looked at, the ways between them are tried
        PROBING,
        /// cancelled, waiting for the hosts to come to rest
        STOPPING,
        STOPPED,
        DONE,
        FAILED
    }

    private final Background background;
    private final Function<Session, Engine> engines;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ObjectProperty<Optional<Problem>> problem =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Site>> looked =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty everything = new SimpleBooleanProperty(false);
    private final LookProgress progress = new LookProgress();
    private final ObjectProperty<Optional<CheckRow>> chosen =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<CheckGroup> groups = FXCollections.observableArrayList();
    private final ObservableList<CheckGroup> groupsView =
            FXCollections.unmodifiableObservableList(groups);
    private final RepairRun repair;
    private List<Proposal> proposals = List.of();
    private Background.@Nullable Running running;

    public ChecksStep(WizardContext context, Background background) {
        this(context, background, Engine::of);
    }

    /// @param engines makes what answers in place of the session
    public ChecksStep(
            WizardContext context, Background background, Function<Session, Engine> engines) {
        super("checks", context);
        this.background = background;
        this.engines = engines;
        repair = new RepairRun(background, this::look);
        completeWhen(
                () -> current() && rows().stream().noneMatch(CheckRow::blocks),
                context.site(),
                context.answers(),
                looked);
        attentionWhen(
                () -> rows().stream().anyMatch(CheckRow::blocks),
                context.site(),
                context.answers());
        context.site().addListener(observable -> regroup());
        context.answers().addListener(observable -> regroup());
        everything.addListener(observable -> regroup());
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Why the look itself could not be made; single hosts that cannot be read are results, not
    /// problems.
    public ObjectProperty<Optional<Problem>> problem() {
        return problem;
    }

    public LookProgress progress() {
        return progress;
    }

    /// Whether passed checks and those that were not asked are shown as well.
    public BooleanProperty everything() {
        return everything;
    }

    /// What is shown, worst first.
    public ObservableList<CheckGroup> groups() {
        return groupsView;
    }

    /// The result that is shown in full: the worst one until the engineer chooses another.
    public ObjectProperty<Optional<CheckRow>> chosen() {
        return chosen;
    }

    /// Every result, in the order of the catalogue.
    public List<CheckRow> rows() {
        return context()
                .site()
                .get()
                .map(
                        site ->
                                context().answers().get().stream()
                                        .map(answer -> CheckRow.of(answer, site))
                                        .toList())
                .orElse(List.of());
    }

    /// The facts behind the results, to explain what could not be read.
    public Optional<SiteFacts> facts() {
        return context().facts().get();
    }

    @Override
    public void entered() {
        if (!busy() && (!current() || failedSince())) {
            look();
        }
    }

    @Override
    public void left() {
        repair.cancel();
        repair.close();
        cancel();
    }

    /// Looks at every host again, tries every way between them, and asks all checks again.
    public void look() {
        Optional<Site> site = site();
        Optional<Engine> engine = engine();
        if (busy() || site.isEmpty() || engine.isEmpty()) {
            return;
        }
        problem.set(Optional.empty());
        progress.begin(LookProgress.hosts(site.get()));
        state.set(State.LOOKING);
        var pump = new EventPump<Subject>(background.fx(), progress::seen);
        running =
                background.start(
                        () -> lookAndAsk(engine.get(), site.get(), pump),
                        this::show,
                        this::fail,
                        () -> state.set(State.STOPPED));
    }

    private Looked lookAndAsk(Engine engine, Site site, EventPump<Subject> pump)
            throws InterruptedException {
        engine.change(site);
        SiteFacts seen = engine.look(pump);
        background.fx().execute(() -> probing(site));
        SiteFacts facts = engine.probe(seen, pump);
        return new Looked(site, facts, engine.check(facts), engine.proposals(facts));
    }

    private void probing(Site site) {
        if (state.get() == State.LOOKING) {
            progress.begin(LookProgress.sources(site));
            state.set(State.PROBING);
        }
    }

    /// Stops looking; what was found before stays.
    public void cancel() {
        if (running != null && (state.get() == State.LOOKING || state.get() == State.PROBING)) {
            state.set(State.STOPPING);
            running.cancel();
        }
    }

    public RepairRun repair() {
        return repair;
    }

    /// What can be repaired of what was found.
    public List<Proposal> proposals() {
        return proposals;
    }

    /// What can be repaired about one result.
    List<Proposal> proposals(CheckRow row) {
        return proposals.stream()
                .filter(it -> it.check().equals(row.answer().id()))
                .filter(it -> it.about().equals(row.subject()))
                .toList();
    }

    /// Asks the hosts what exactly some repairs would change.
    void preview(List<Proposal> wanted) {
        site().ifPresent(site -> engine().ifPresent(it -> repair.preview(it, site.name(), wanted)));
    }

    void repair(List<Offer> offers, boolean reboot) {
        engine().filter(it -> !busy()).ifPresent(it -> repair.repair(it, offers, reboot));
    }

    void undo(RepairJournal.Entry entry) {
        engine().filter(it -> !busy()).ifPresent(it -> repair.undo(it, entry));
    }

    void cancelRepair() {
        repair.cancel();
    }

    private Optional<Engine> engine() {
        return context().session().get().map(engines);
    }

    private Optional<Site> site() {
        return context().site().get();
    }

    /// The engineer goes on in spite of a warning, or of a failure that can be accepted.
    ///
    /// @param reason in the engineer's words; a blank one is not taken
    /// @return whether it was taken
    public boolean accept(CheckRow row, String reason) {
        if (reason.isBlank() || !row.acceptable()) {
            return false;
        }
        decide(site -> Acceptance.accept(site, row.answer(), reason));
        return true;
    }

    /// Takes a decision back.
    public void withdraw(CheckRow row) {
        decide(site -> Acceptance.withdraw(site, row.answer()));
    }

    private void decide(UnaryOperator<Site> decision) {
        context().site().set(context().site().get().map(decision));
    }

    private void show(Looked result) {
        looked.set(Optional.of(withoutDecisions(result.site())));
        proposals = List.copyOf(result.proposals());
        context().facts().set(Optional.of(result.facts()));
        context().answers().set(List.copyOf(result.answers()));
        state.set(State.DONE);
    }

    private void fail(Problem found) {
        problem.set(Optional.of(found));
        state.set(State.FAILED);
    }

    private void regroup() {
        List<CheckGroup> now = CheckGroup.of(rows(), everything.get());
        List<CheckRow> shown = now.stream().flatMap(group -> group.rows().stream()).toList();
        Optional<CheckRow> before = chosen.get();
        groups.setAll(now);
        chosen.set(
                shown.stream()
                        .filter(row -> before.filter(row::isSame).isPresent())
                        .findFirst()
                        .or(() -> shown.stream().findFirst()));
    }

    public boolean busy() {
        return switch (state.get()) {
            case LOOKING, PROBING, STOPPING -> true;
            case IDLE, STOPPED, DONE, FAILED -> false;
        };
    }

    /// Whether the results are about the site as it is now.
    private boolean current() {
        return !context().answers().get().isEmpty()
                && context().site().get().map(ChecksStep::withoutDecisions).equals(looked.get());
    }

    /// Whether a deployment has changed the hosts after the look without reaching its end.
    private boolean failedSince() {
        return context()
                .result()
                .get()
                .filter(result -> !result.succeeded())
                .flatMap(
                        result ->
                                context()
                                        .facts()
                                        .get()
                                        .map(facts -> facts.taken().isBefore(result.ended())))
                .orElse(false);
    }

    private static Site withoutDecisions(Site site) {
        return site.withAccepted(List.of());
    }

    private record Looked(
            Site site, SiteFacts facts, List<Answer> answers, List<Proposal> proposals) {}
}
