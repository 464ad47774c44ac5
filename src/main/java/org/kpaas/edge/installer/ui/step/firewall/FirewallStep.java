package org.kpaas.edge.installer.ui.step.firewall;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.firewall.Export;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.plan.firewall.Sources;
import org.kpaas.edge.installer.report.FirewallPage;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// State of the "Firewall" step. It decides about rows and tries the ways between the hosts; it never opens or closes
/// anything itself.
public final class FirewallStep implements WizardStep {
    private final WizardContext context;
    private final Function<Session, Engine> engines;
    private final ProbeRun probe;
    private final ObjectProperty<Part> shown = new SimpleObjectProperty<>(Part.CONTROL_PLANE);
    private final ObjectProperty<Set<Peer>> missing = new SimpleObjectProperty<>(Set.of());
    private final OwnRowForm form = new OwnRowForm();
    private final ObservableList<OwnRow> ownRows = FXCollections.observableArrayList();
    private final ObservableList<FirewallRow> rows = FXCollections.observableArrayList();
    private final BooleanProperty allValid = new SimpleBooleanProperty(true);
    private final BooleanBinding complete = Bindings.createBooleanBinding(allValid::get, allValid);

    /// What of the page is shown below the picture.
    public enum Part {
        CONTROL_PLANE,
        WORKER,
        EDGE,
        /// every way that was tried
        WAYS;

        /// Empty for the ways.
        Optional<Role> role() {
            return this == WAYS ? Optional.empty() : Optional.of(Role.valueOf(name()));
        }
    }

    /// @param engines makes what probes in place of the session
    public FirewallStep(
            WizardContext context, Background background, Function<Session, Engine> engines) {
        this.context = context;
        this.engines = engines;
        probe = new ProbeRun(background);
    }

    @Override
    public String id() {
        return "firewall";
    }

    @Override
    public ObservableBooleanValue complete() {
        return complete;
    }

    @Override
    public ObservableValue<String> nextLabel() {
        return Bindings.createStringBinding(
                () ->
                        context.texts()
                                .get()
                                .get(
                                        "step.firewall.next",
                                        context.site()
                                                .get()
                                                .map(site -> site.edges().size())
                                                .orElse(0)),
                context.texts(),
                context.site());
    }

    public ObjectProperty<Part> shown() {
        return shown;
    }

    /// For whom no rule can be made as the rows are decided now, because their addresses are not known.
    ReadOnlyObjectProperty<Set<Peer>> missing() {
        return missing;
    }

    public ObservableList<FirewallRow> rows() {
        return rows;
    }

    public Optional<Site> site() {
        return context.site().get();
    }

    /// The sheet as it is decided now, for exports.
    public FirewallSheet sheet() {
        return FirewallSheet.of(decided(site().orElseThrow()), release(), context.facts().get());
    }

    /// The rows of every role, for one tool.
    public String export(Export tool) {
        return tool.of(sheet(), List.of(Role.values()));
    }

    /// The sheet to print, in the language of the page.
    public String page() {
        return FirewallPage.of(site().orElseThrow(), sheet(), context.texts().get());
    }

    /// What trying a row told, the worst attempt first.
    RowVerdict tried(PortRow row) {
        return RowVerdict.of(attempts().on(row));
    }

    Attempts attempts() {
        return new Attempts(context.facts().get());
    }

    public ProbeRun probe() {
        return probe;
    }

    /// Tries every way of the site as it is decided now; not before all decisions are valid and the release is known.
    public void tryWays() {
        Optional<Engine> engine = context.session().get().map(engines);
        Optional<SiteFacts> facts = context.facts().get();
        if (complete.get() && engine.isPresent() && facts.isPresent()) {
            context.change(this::decided);
            probe.start(
                    engine.get(),
                    site().orElseThrow(),
                    facts.get(),
                    found -> context.facts().set(Optional.of(found)));
        }
    }

    /// Rows that this site needs beside those of the release.
    public ObservableList<OwnRow> ownRows() {
        return ownRows;
    }

    public OwnRowForm form() {
        return form;
    }

    /// Adds what is in the form to the rows of a role; the same row once.
    public void add(Role role) {
        form.row(FirewallStep.id(role))
                .ifPresent(
                        row -> {
                            ownRows.removeIf(it -> it.row().equals(row.row()));
                            ownRows.add(row);
                            form.clear();
                        });
    }

    public void remove(OwnRow row) {
        ownRows.remove(row);
    }

    @Override
    public void entered() {
        site().ifPresent(this::fill);
    }

    @Override
    public void left() {
        probe.cancel();
        if (complete.get()) {
            context.change(this::decided);
        }
    }

    private void fill(Site site) {
        ownRows.setAll(site.ownRows());
        rows.setAll(
                FirewallSheet.of(site, release(), context.facts().get()).lines().stream()
                        .filter(line -> !line.own())
                        .map(
                                line ->
                                        new FirewallRow(
                                                line,
                                                FirewallSheet.wantedByDefault(site, line.row()),
                                                Sources.of(
                                                        site, context.facts().get(), line.row())))
                        .sorted(
                                Comparator.comparing((FirewallRow row) -> row.row().role())
                                        .thenComparing(row -> row.row().meaning()))
                        .toList());
        rows.forEach(
                row -> {
                    row.reasonMissing().subscribe(missing -> judge());
                    row.sources().shownFault().subscribe(fault -> judge());
                    row.sources().text().subscribe(text -> judge());
                    row.enabled().subscribe(enabled -> judge());
                });
        judge();
    }

    private void judge() {
        allValid.set(
                rows.stream()
                        .allMatch(
                                row ->
                                        !row.reasonMissing().get()
                                                && row.sources().value().isPresent()));
        missing.set(sheet().missing(List.of(Role.values())));
    }

    private Site decided(Site site) {
        return site.withFirewall(rows.stream().flatMap(row -> row.decision().stream()).toList())
                .withOwnRows(ownRows);
    }

    private Release release() {
        return context.facts()
                .get()
                .flatMap(SiteFacts::release)
                .orElseGet(() -> Releases.all().getLast());
    }

    /// The id that names texts, for instance `not-tried`.
    static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
