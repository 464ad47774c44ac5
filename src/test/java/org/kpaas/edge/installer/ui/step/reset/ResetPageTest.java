package org.kpaas.edge.installer.ui.step.reset;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.flow.Practice;
import org.kpaas.edge.installer.flow.Resets;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.flow.TestInstaller;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.part.FilePicker;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.text.Language;
import org.kpaas.edge.installer.ui.wizard.ConnectionLine;
import org.kpaas.edge.installer.ui.wizard.Questions;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardFrame;
import org.kpaas.edge.installer.ui.wizard.WizardModel;
import org.kpaas.edge.installer.ui.wizard.WizardPage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The two pages of a reset in the wizard's frame, over the real sockets of a practice site.
final class ResetPageTest {
    private static final PracticeOptions QUICK =
            PracticeOptions.STANDARD.withSpeed(1000).withFaults(Fault.ALREADY_JOINED);

    @TempDir private Path folder;

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
    }

    @Test
    void fromWhatIsThereToTheProof() throws Exception {
        try (Practice practice = Practice.start(QUICK, TestInstaller::at);
                Session session = practice.open()) {
            for (Locale locale : List.of(Texts.KOREAN, Texts.ENGLISH)) {
                walk(session, locale);
            }
        }
    }

    /// Started in one window, watched in another one: over the same journal and the same job.
    @Test
    void aResetThatGoesOnIsWatchedFromAnotherWindow() throws Exception {
        try (Practice practice = Practice.start(QUICK.withSpeed(8), TestInstaller::at);
                Session session = practice.open()) {
            var resets = session.resets();
            var plan = resets.plan(resets.look(), ResetPlan.Choice.of(Scope.WHOLE));
            var begun = new CountDownLatch(1);
            Thread watching = Thread.ofVirtual().start(() -> letGo(resets, plan, begun));
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            watching.interrupt();
            watching.join();
            assertThat(resets.begun(plan.id())).contains(plan);

            var context = context(session, Texts.ENGLISH);
            var background = new Background(Runnable::run, Runnable::run);
            var review = FxThread.get(() -> new ResetStep(context, background));
            FxThread.run(review::look);
            FxThread.run(() -> review.typed().set(session.site().name()));
            var second =
                    FxThread.get(() -> new ResetRunStep(context, background, Optional.of(review)));
            FxThread.run(second::entered);
            assertThat(second.problem().get().orElseThrow().code())
                    .isEqualTo("run.already-running");
            assertThat(second.other()).contains(plan.id());
            assertThat(second.canWatchAgain()).isFalse();

            var run = FxThread.get(() -> new ResetRunStep(context, background, Optional.empty()));
            FxThread.run(() -> run.attachTo(plan.id()));
            FxThread.run(run::entered);
            var record = run.record().get().orElseThrow();
            assertThat(record.plan()).contains(plan);
            assertThat(record.isProven()).isTrue();
            assertThat(practice.installer().journal().resets()).isEmpty();
        }
    }

    private static void letGo(Resets resets, ResetPlan plan, CountDownLatch begun) {
        try {
            resets.run(
                    plan,
                    event -> {
                        if (event instanceof Event.Clearing) {
                            begun.countDown();
                        }
                    });
        } catch (ProblemException e) {
            throw new AssertionError(e);
        } catch (InterruptedException watchedNoLonger) {
            Thread.currentThread().interrupt();
        }
    }

    private static WizardContext context(Session session, Locale locale) {
        var context = new WizardContext(new Language(locale).texts());
        FxThread.run(
                () -> {
                    context.session().set(Optional.of(session));
                    context.site().set(Optional.of(session.site()));
                });
        return context;
    }

    private void walk(Session session, Locale locale) throws Exception {
        Texts texts = Texts.of(locale);
        var context = context(session, locale);
        var background = new Background(Runnable::run, Runnable::run);
        var review = FxThread.get(() -> new ResetStep(context, background));
        var run = FxThread.get(() -> new ResetRunStep(context, background, Optional.of(review)));
        List<WizardPage> pages =
                List.of(
                        new WizardPage(review, kit -> new ResetController(review, kit)),
                        new WizardPage(run, kit -> new ResetRunController(run, kit)));
        var model = FxThread.get(() -> new WizardModel(List.of(review, run), () -> {}));
        Parent root = FxThread.get(() -> shown(pages, texts, model, context));
        FxThread.run(model::start);

        assertThat(FxThread.node(root, "verdict", Label.class).getText()).isNotEmpty();
        assertThat(review.nodes()).containsExactly("cp-edge-1", "cp-edge-2");
        FxThread.run(() -> review.choose(Scope.NODE));
        assertThat(review.plan().get().orElseThrow().names()).containsExactly("cp-edge-1");
        FxThread.run(() -> review.choose(Scope.WHOLE));
        assertThat(FxThread.get(() -> review.complete().get())).isFalse();
        var typed = FxThread.node(root, "typed", TextField.class);
        FxThread.run(() -> typed.setText("yes"));
        assertThat(FxThread.get(() -> review.complete().get())).isFalse();
        FxThread.run(() -> typed.setText(session.site().name()));
        assertThat(FxThread.get(() -> review.complete().get())).isTrue();

        FxThread.run(model::next);
        assertThat(run.record().get().orElseThrow().isProven()).isTrue();
        assertThat(FxThread.node(root, "verdict", Label.class).getText())
                .isEqualTo(texts.get("residue.verdict.clean", "0", "1", "0"));
        assertThat(run.events()).isNotEmpty();
        FxThread.run(() -> run.save(folder.resolve("reset.html"), files -> {}));
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).anyMatch(it -> it.endsWith(".json"));
        }
        FxThread.run(model::back);
        assertThat(FxThread.get(() -> review.typed().get())).isEmpty();
        FxThread.run(model::close);
    }

    private Parent shown(
            List<WizardPage> pages, Texts texts, WizardModel model, WizardContext context) {
        var frame =
                new WizardFrame(
                        pages,
                        new ViewKit(texts, new NoFiles(), model),
                        new Questions(Runnable::run),
                        new ConnectionLine(context),
                        Optional.empty());
        Parent root = frame.root();
        var stage = new Stage();
        stage.setScene(new Scene(root, 960, 640));
        stage.show();
        return root;
    }

    private record NoFiles() implements FilePicker {
        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String title, String suggestedName) {
            return Optional.empty();
        }
    }
}
