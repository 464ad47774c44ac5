package org.kpaas.edge.installer.ui;

import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Parent;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.home.PracticeStarter.Practice;
import org.kpaas.edge.installer.ui.part.FilePicker;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Engine;
import org.kpaas.edge.installer.ui.step.LaterSteps;
import org.kpaas.edge.installer.ui.step.cloudcore.CloudCoreController;
import org.kpaas.edge.installer.ui.step.cloudcore.CloudCoreStep;
import org.kpaas.edge.installer.ui.step.controlplane.Connector;
import org.kpaas.edge.installer.ui.step.controlplane.ControlPlaneController;
import org.kpaas.edge.installer.ui.step.controlplane.ControlPlaneStep;
import org.kpaas.edge.installer.ui.step.firewall.FirewallController;
import org.kpaas.edge.installer.ui.step.firewall.FirewallStep;
import org.kpaas.edge.installer.ui.step.nodes.NodesController;
import org.kpaas.edge.installer.ui.step.nodes.NodesStep;
import org.kpaas.edge.installer.ui.step.reset.ResetController;
import org.kpaas.edge.installer.ui.step.reset.ResetRunController;
import org.kpaas.edge.installer.ui.step.reset.ResetRunStep;
import org.kpaas.edge.installer.ui.step.reset.ResetStep;
import org.kpaas.edge.installer.ui.wizard.ConnectionLine;
import org.kpaas.edge.installer.ui.wizard.Questions;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardFrame;
import org.kpaas.edge.installer.ui.wizard.WizardModel;
import org.kpaas.edge.installer.ui.wizard.WizardPage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The wizard inside the window, for one of its flows.
final class WizardScreen implements Screen {
    private static final String TO_RESET = "step.control-plane.next.reset";

    private final Shared shared;
    private final Runnable end;
    private final WizardContext context;
    private final Questions questions = new Questions(Platform::runLater);
    private final ConnectionLine connection;
    private List<WizardPage> pages;
    private WizardModel model;
    private final Optional<Site> start;
    private final SiteKeeper keeper;
    private final Pinger pinger;
    private @Nullable WizardFrame frame;

    /// What every flow gets from the window.
    ///
    /// @param siteChanged told when the top bar should show another site
    /// @param viewChanged told when [Screen#view] has become another one
    record Shared(
            Installer installer,
            FilePicker files,
            ReadOnlyObjectProperty<Texts> texts,
            Background background,
            Runnable goHome,
            Runnable siteChanged,
            Runnable viewChanged) {}

    /// Who answers the questions of the connections, and where sessions come from.
    private record Access(Installer installer, Secrets secrets, HostKeys hostKeys) {}

    private WizardScreen(Shared shared, Optional<Site> start, Flow flow, Runnable end) {
        this.shared = shared;
        this.start = start;
        this.end = end;
        this.context = new WizardContext(shared.texts());
        this.connection = new ConnectionLine(context);
        this.keeper = new SiteKeeper(shared.installer().sites(), shared.installer().clock());
        this.pinger = new Pinger(connection, Platform::runLater);
        this.pages = flow.pages(this);
        this.model = model();
        context.site().addListener((observed, before, now) -> shared.siteChanged().run());
        context.session().addListener((observed, before, now) -> connected(now));
        keeper.follow(context);
        model.start();
    }

    /// Which steps there are.
    private interface Flow {
        List<WizardPage> pages(WizardScreen screen);
    }

    static WizardScreen deploy(Shared shared, Optional<Site> site) {
        return new WizardScreen(
                shared, site, screen -> screen.deployPages(screen.asking()), () -> {});
    }

    static WizardScreen verify(Shared shared, Optional<Site> site) {
        return new WizardScreen(
                shared,
                site,
                screen ->
                        List.of(
                                screen.controlPlane(
                                        screen.asking(), "step.control-plane.next.verify"),
                                screen.later().verify()),
                () -> {});
    }

    static WizardScreen reset(Shared shared, Optional<Site> site) {
        return new WizardScreen(
                shared,
                site,
                screen ->
                        Stream.concat(
                                        Stream.of(screen.controlPlane(screen.asking(), TO_RESET)),
                                        screen.resetPages().stream())
                                .toList(),
                () -> {});
    }

    static WizardScreen attach(Shared shared, Site site, String planId) {
        return new WizardScreen(
                shared,
                Optional.of(site),
                screen ->
                        Stream.concat(
                                        Stream.of(
                                                screen.controlPlane(
                                                        screen.asking(),
                                                        "step.control-plane.next.attach")),
                                        screen.later().attachment(planId).stream())
                                .toList(),
                () -> {});
    }

    static WizardScreen attachReset(Shared shared, Site site, String planId) {
        return new WizardScreen(
                shared,
                Optional.of(site),
                screen ->
                        List.of(
                                screen.controlPlane(
                                        screen.asking(), "step.control-plane.next.attach-reset"),
                                screen.resetAttachment(planId)),
                () -> {});
    }

    static WizardScreen practice(Shared shared, Practice practice) {
        return new WizardScreen(
                shared,
                Optional.of(practice.site()),
                screen -> screen.deployPages(screen.practising(practice)),
                practice::close);
    }

    @Override
    public Parent view() {
        if (frame != null) {
            frame.close();
        }
        frame =
                new WizardFrame(
                        pages,
                        new ViewKit(shared.texts().get(), shared.files(), model),
                        questions,
                        connection,
                        isReset() ? Optional.empty() : Optional.of(this::toReset));
        return frame.root();
    }

    private WizardModel model() {
        return new WizardModel(pages.stream().map(WizardPage::step).toList(), shared.goHome());
    }

    private boolean isReset() {
        return pages.stream().anyMatch(page -> page.step() instanceof ResetStep);
    }

    /// Leaves the steps of a deployment for those of its reset, over the same connection. A run that goes on is not ended.
    private void toReset() {
        model.close();
        WizardPage controlPlane = pages.getFirst();
        if (controlPlane.step() instanceof ControlPlaneStep step) {
            step.leadsTo(TO_RESET);
        }
        pages = Stream.concat(Stream.of(controlPlane), resetPages().stream()).toList();
        model = model();
        model.start();
        model.next();
        shared.viewChanged().run();
    }

    @Override
    public Optional<Site> site() {
        return context.site().get().or(() -> start);
    }

    @Override
    public void close() {
        if (frame != null) {
            frame.close();
        }
        model.close();
        questions.close();
        pinger.stop();
        keeper.close();
        Optional<Session> session = context.session().get();
        Thread.ofVirtual()
                .start(
                        () -> {
                            session.ifPresent(Session::close);
                            end.run();
                        });
    }

    private List<WizardPage> deployPages(Access access) {
        var cloudCore = new CloudCoreStep(context);
        var nodes = new NodesStep(context, this::ask, shared.background());
        var firewall = new FirewallStep(context, shared.background(), Engine::of);
        var settings =
                Stream.of(
                        controlPlane(access, "step.control-plane.next"),
                        new WizardPage(cloudCore, kit -> new CloudCoreController(cloudCore, kit)),
                        new WizardPage(nodes, kit -> new NodesController(nodes, kit)),
                        new WizardPage(firewall, kit -> new FirewallController(firewall, kit)));
        return Stream.concat(settings, later().deployment().stream()).toList();
    }

    private List<WizardPage> resetPages() {
        var review = new ResetStep(context, shared.background());
        var run = new ResetRunStep(context, shared.background(), Optional.of(review));
        return List.of(
                new WizardPage(review, kit -> new ResetController(review, kit)),
                new WizardPage(run, kit -> new ResetRunController(run, kit)));
    }

    private WizardPage resetAttachment(String planId) {
        var run = new ResetRunStep(context, shared.background(), Optional.empty());
        run.attachTo(planId);
        return new WizardPage(run, kit -> new ResetRunController(run, kit));
    }

    private HostFacts ask(EdgeNode node) throws ProblemException, InterruptedException {
        Optional<Session> session = context.session().get();
        if (session.isEmpty()) {
            throw new ProblemException(Problem.of("ui.not-connected"));
        }
        return session.get().ask(node);
    }

    private LaterSteps later() {
        return LaterSteps.of(context, shared.background());
    }

    private WizardPage controlPlane(Access access, String nextKey) {
        var step =
                new ControlPlaneStep(
                        context,
                        Connector.of(access.installer(), access.secrets(), access.hostKeys()),
                        shared.background(),
                        questions,
                        start,
                        nextKey);
        return new WizardPage(step, kit -> new ControlPlaneController(step, kit));
    }

    private Access asking() {
        return new Access(shared.installer(), questions, questions);
    }

    /// The practice site answers for its hosts, but the engineer compares the control plane's key, as on a real site.
    private Access practising(Practice practice) {
        String address = practice.site().controlPlane().host();
        String withPort = "[" + address + "]:" + practice.site().controlPlane().port();
        HostKeys keys =
                (host, algorithm, fingerprint) ->
                        host.equals(address) || host.equals(withPort)
                                ? questions.accept(host, algorithm, fingerprint)
                                : practice.hostKeys().accept(host, algorithm, fingerprint);
        return new Access(practice.installer(), practice.secrets(), keys);
    }

    private void connected(Optional<Session> session) {
        connection.host(label(session));
        pinger.stop();
        session.ifPresent(pinger::start);
    }

    private Optional<String> label(Optional<Session> session) {
        return session.map(open -> open.site().controlPlane().label());
    }
}
