package org.kpaas.edge.installer.ui.wizard;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Verification;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the steps share: each step's one output, which later steps read. All properties belong to the JavaFX thread.
public final class WizardContext {
    private final ReadOnlyObjectProperty<Texts> texts;
    private final ObjectProperty<Optional<Session>> session =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Site>> site =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<SiteFacts>> facts =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Answer>> answers = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<DeploymentPlan>> plan =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Event.RunResult>> result =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Report.RunRecord>> record =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<ResetRecord>> reset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Verification>> verification =
            new SimpleObjectProperty<>(Optional.empty());

    /// @param texts changes when the engineer switches the language; everything shown is bound to it
    public WizardContext(ReadOnlyObjectProperty<Texts> texts) {
        this.texts = texts;
    }

    public ReadOnlyObjectProperty<Texts> texts() {
        return texts;
    }

    /// Set by the control plane step once we are connected.
    public ObjectProperty<Optional<Session>> session() {
        return session;
    }

    /// Grows from step to step.
    public ObjectProperty<Optional<Site>> site() {
        return site;
    }

    /// The engineer changed a setting: the site and the session know it at once.
    public void change(UnaryOperator<Site> how) {
        site.set(site.get().map(how));
        session.get().ifPresent(open -> site.get().ifPresent(open::change));
    }

    /// From the control plane step (control plane and cluster only), later from the checks step (everything).
    public ObjectProperty<Optional<SiteFacts>> facts() {
        return facts;
    }

    public ObjectProperty<List<Answer>> answers() {
        return answers;
    }

    public ObjectProperty<Optional<DeploymentPlan>> plan() {
        return plan;
    }

    public ObjectProperty<Optional<Event.RunResult>> result() {
        return result;
    }

    /// What the run left to tell beside its result.
    public ObjectProperty<Optional<Report.RunRecord>> record() {
        return record;
    }

    /// What a reset left.
    public ObjectProperty<Optional<ResetRecord>> reset() {
        return reset;
    }

    public ObjectProperty<Optional<Verification>> verification() {
        return verification;
    }
}
