package org.kpaas.edge.installer.ui.step.firewall;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Role;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.firewall.Export;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.plan.firewall.Sources;
import org.kpaas.edge.installer.report.FirewallPage;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// State of the "Firewall" step. It decides about rows and never opens or closes anything itself.
public final class FirewallStep implements WizardStep {
    private final WizardContext context;
    private final ObservableList<FirewallRow> rows = FXCollections.observableArrayList();
    private final BooleanProperty allValid = new SimpleBooleanProperty(true);
    private final BooleanBinding complete = Bindings.createBooleanBinding(allValid::get, allValid);

    public FirewallStep(WizardContext context) {
        this.context = context;
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

    /// What trying to connect to a port of a role told, the worst attempt first; empty when nothing was tried yet.
    public Optional<Reach.Result> tried(FirewallRow row) {
        return context.facts().get().map(SiteFacts::reach).orElseGet(List::of).stream()
                .filter(
                        reach ->
                                row.row().from() == reach.port() && role(reach) == row.row().role())
                .map(Reach::result)
                .max(Comparator.comparing(FirewallStep::weight));
    }

    @Override
    public void entered() {
        site().ifPresent(this::fill);
    }

    @Override
    public void left() {
        if (complete.get()) {
            context.change(this::decided);
        }
    }

    private void fill(Site site) {
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
    }

    private Site decided(Site site) {
        return site.withFirewall(rows.stream().flatMap(row -> row.decision().stream()).toList());
    }

    private Release release() {
        return context.facts()
                .get()
                .flatMap(SiteFacts::release)
                .orElseGet(() -> Releases.all().getLast());
    }

    /// Ports of CloudCore belong to the control plane's rows; port 22 belongs to whoever was tried.
    private Role role(Reach reach) {
        boolean edge =
                site().stream()
                        .flatMap(site -> site.edges().stream())
                        .anyMatch(node -> reach.to().startsWith(node.address().text() + ":"));
        return edge ? Role.EDGE : Role.CONTROL_PLANE;
    }

    private static int weight(Reach.Result result) {
        return switch (result) {
            case NOT_TRIED -> 0;
            case OPEN -> 1;
            case REFUSED -> 2;
            case FILTERED -> 3;
        };
    }

    /// The id that names texts, for instance `not-tried`.
    static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
