package org.kpaas.edge.installer.ui.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.flow.KubeconfigHunt;
import org.kpaas.edge.installer.flow.Session;
import org.kpaas.edge.installer.flow.TestInstaller;
import org.kpaas.edge.installer.practice.PracticeOptions;
import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.remote.ssh.TestSecrets;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.FxThread;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.step.Samples;
import org.kpaas.edge.installer.ui.wizard.WizardContext;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// The step with a real session on a practice site, its cluster read with a kubeconfig of the laptop: right, cut short, and
/// none at all.
final class VerifyKubeconfigTest {
    @TempDir private Path folder;

    @BeforeAll
    static void startToolkit() {
        FxThread.start();
    }

    @Test
    void aKubeconfigOfTheLaptopIsReadAndItsKeyIsLeftNowhere() throws Exception {
        Path home = folder.resolve("home");
        try (PracticeSite practice = PracticeSite.start(PracticeOptions.STANDARD);
                var hunt = new KubeconfigHunt(practice, home);
                Session session =
                        TestInstaller.at(home)
                                .open(
                                        practice.site(),
                                        new TestSecrets(new String(practice.password())),
                                        (host, algorithm, fingerprint) -> true)) {
            Path file = Files.writeString(folder.resolve("local.conf"), hunt.kubeconfig());
            VerifyStep step = step(practice, session);

            FxThread.run(() -> step.verifyWith(Optional.of(file)));
            await(step, VerifyStep.State.LIVE);
            assertThat(step.verification().get().orElseThrow().nodes()).isNotEmpty();
            save(step, home.resolve("report.html"), hunt);

            String half = hunt.kubeconfig().replaceAll("(client-key-data: .{200}).*", "$1");
            Files.writeString(file, half);
            FxThread.run(() -> step.verifyWith(Optional.of(file)));
            await(step, VerifyStep.State.FAILED);
            hunt.heard(step.problem().get().orElseThrow().toString());

            Files.writeString(file, hunt.kubeconfig() + "\n\t: [");
            FxThread.run(() -> step.verifyWith(Optional.of(file)));
            await(step, VerifyStep.State.FAILED);
            hunt.heard(step.problem().get().orElseThrow().toString());

            FxThread.run(() -> step.verifyWith(Optional.empty()));
            await(step, VerifyStep.State.LIVE);
            FxThread.run(step::left);
            Files.delete(file);
            hunt.assertNothingIsLeftIn(folder);
        }
    }

    private static VerifyStep step(PracticeSite practice, Session session) {
        WizardContext context = Samples.context(Texts.ENGLISH);
        context.site().set(Optional.of(practice.site()));
        context.session().set(Optional.of(session));
        return FxThread.get(
                () -> new VerifyStep(context, Background.onVirtualThreads(Platform::runLater)));
    }

    private static void await(VerifyStep step, VerifyStep.State state) {
        FxThread.await(state.name(), () -> step.state().get() == state);
    }

    private static void save(VerifyStep step, Path page, KubeconfigHunt hunt) {
        FxThread.run(
                () ->
                        step.save(
                                step.report(Instant.now(), ZoneOffset.UTC).orElseThrow(),
                                page,
                                hunt::heard));
        FxThread.await("the report", () -> Files.exists(page));
    }
}
