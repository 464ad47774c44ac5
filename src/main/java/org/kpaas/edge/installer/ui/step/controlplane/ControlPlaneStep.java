package org.kpaas.edge.installer.ui.step.controlplane;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.wizard.Questions;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.util.Optional;

/// State of the "Control plane" step: the form, and the connection that comes of it.
public final class ControlPlaneStep implements WizardStep {
    private final WizardContext context;
    private final Connector connector;
    private final Background background;
    private final Questions questions;
    private final AccessForm form;
    private final Optional<Site> start;
    private final StringProperty nextKey = new SimpleStringProperty();
    private final ReadOnlyObjectWrapper<Connection> connection =
            new ReadOnlyObjectWrapper<>(new Connection.None());
    private final ObservableBooleanValue complete =
            Bindings.createBooleanBinding(
                    () -> connection.get() instanceof Connection.Established, connection);
    private Background.@Nullable Running running;

    /// @param questions gets the password that was typed into the form
    /// @param start   a site that was saved, or the practice site
    /// @param nextKey as of [#leadsTo]
    public ControlPlaneStep(
            WizardContext context,
            Connector connector,
            Background background,
            Questions questions,
            Optional<Site> start,
            String nextKey) {
        this.context = context;
        this.connector = connector;
        this.background = background;
        this.questions = questions;
        this.start = start;
        this.form = new AccessForm(start);
        leadsTo(nextKey);
    }

    @Override
    public String id() {
        return "control-plane";
    }

    @Override
    public ObservableBooleanValue complete() {
        return complete;
    }

    @Override
    public ObservableBooleanValue attention() {
        return Bindings.createBooleanBinding(
                () -> connection.get() instanceof Connection.Failed, connection);
    }

    @Override
    public ObservableValue<String> nextLabel() {
        return Bindings.createStringBinding(
                () -> context.texts().get().get(nextKey.get()), context.texts(), nextKey);
    }

    /// @param key the text of the Next button, which depends on what comes next
    public void leadsTo(String key) {
        nextKey.set(key);
    }

    public AccessForm form() {
        return form;
    }

    public ReadOnlyObjectProperty<Connection> connection() {
        return connection.getReadOnlyProperty();
    }

    /// The practice site's own address and login are not to be edited.
    public boolean simulated() {
        return start.map(Site::simulated).orElse(false);
    }

    /// Connects with what the form says; shows what is wrong with the form instead when something is.
    ///
    /// @param password taken over; empty when none was typed, then it is asked for when it is needed
    public void connect(Secret password) {
        form.judge();
        Optional<Access> access = form.access();
        if (access.isPresent()) {
            if (!password.isEmpty()) {
                questions.prepare(Secrets.Kind.PASSWORD, access.get(), password);
            }
            connect(access.get());
        }
    }

    /// Stops an attempt, or ends the connection to change the form; what was typed stays.
    public void disconnect() {
        stopAttempt();
        context.session().get().ifPresent(session -> Thread.ofVirtual().start(session::close));
        context.session().set(Optional.empty());
        connection.set(new Connection.None());
    }

    private void stopAttempt() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    private void connect(Access access) {
        disconnect();
        Site site = site(access);
        connection.set(new Connection.Connecting(access.label()));
        running =
                background.start(
                        () -> connector.connect(site),
                        done -> connected(site, done),
                        problem -> failed(access, problem),
                        () -> {});
    }

    private void connected(Site site, Connector.Connected done) {
        context.site().set(Optional.of(site));
        context.facts().set(Optional.of(done.facts()));
        context.session().set(Optional.of(done.session()));
        connection.set(new Connection.Established(done.facts()));
    }

    private void failed(Access access, Problem problem) {
        connection.set(new Connection.Failed(access.label(), problem));
    }

    /// What was decided before stays, whatever the address is now.
    private Site site(Access access) {
        String name = form.name().value().orElseThrow();
        return context.site()
                .get()
                .or(() -> start)
                .map(
                        before ->
                                new Site(
                                        name,
                                        before.simulated(),
                                        access,
                                        before.cloudCore(),
                                        before.edges(),
                                        before.firewall(),
                                        before.ownRows(),
                                        before.accepted()))
                .orElseGet(() -> Site.of(name, access));
    }
}
