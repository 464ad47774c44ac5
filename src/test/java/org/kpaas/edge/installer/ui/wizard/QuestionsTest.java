package org.kpaas.edge.installer.ui.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.ui.SampleSite;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// The test's thread plays the JavaFX thread.
@Timeout(30)
class QuestionsTest {
    private static final Access ACCESS = SampleSite.site().controlPlane();
    private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final Questions questions = new Questions(ui::add);

    @Test
    void aPasswordIsAskedForAndRememberedForTheNextConnection() throws Exception {
        var asked = asking(1);
        ui.take().run();
        assertThat(questions.open().get())
                .contains(new Questions.Question.ForSecret(Secrets.Kind.PASSWORD, ACCESS, 1));
        questions.answer(Secret.of("open sesame"));
        assertThat(text(asked.get())).isEqualTo("open sesame");
        assertThat(questions.open().get()).isEmpty();
        assertThat(text(questions.ask(Secrets.Kind.PASSWORD, ACCESS, 1))).isEqualTo("open sesame");
    }

    @Test
    void aWrongPasswordIsAskedForAgain() throws Exception {
        questions.prepare(Secrets.Kind.PASSWORD, ACCESS, Secret.of("wrong"));
        assertThat(text(questions.ask(Secrets.Kind.PASSWORD, ACCESS, 1))).isEqualTo("wrong");
        var again = asking(2);
        ui.take().run();
        questions.answer(Secret.of("right"));
        assertThat(text(again.get())).isEqualTo("right");
        assertThat(text(questions.ask(Secrets.Kind.PASSWORD, ACCESS, 1))).isEqualTo("right");
    }

    @Test
    void questionsWaitForEachOther() throws Exception {
        var first = key("10.0.0.5");
        ui.take().run();
        var second = key("10.0.0.6");
        ui.take().run();
        assertThat(questions.open().get().orElseThrow())
                .isEqualTo(
                        new Questions.Question.ForHostKey("10.0.0.5", "ssh-ed25519", "SHA256:x"));
        questions.accept();
        assertThat(first.get()).isTrue();
        assertThat(questions.open().get().orElseThrow())
                .isEqualTo(
                        new Questions.Question.ForHostKey("10.0.0.6", "ssh-ed25519", "SHA256:x"));
        questions.refuse();
        assertThat(second.get()).isFalse();
    }

    @Test
    void cancelledWorkTakesItsQuestionAway() throws Exception {
        Thread worker =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        questions.accept("10.0.0.5", "ssh-ed25519", "SHA256:x");
                                    } catch (InterruptedException expected) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        ui.take().run();
        worker.interrupt();
        ui.take().run();
        assertThat(questions.open().get()).isEmpty();
    }

    @Test
    void closingRefusesWhatIsStillAskedAndForgetsEverySecret() throws Exception {
        Secret secret = Secret.of("open sesame");
        questions.prepare(Secrets.Kind.PASSWORD, ACCESS, secret);
        var asked = key("10.0.0.5");
        ui.take().run();
        questions.close();
        assertThat(asked.get()).isFalse();
        assertThat(secret.copy()).containsOnly('\0');
    }

    private CompletableFuture<Optional<Secret>> asking(int attempt) {
        var result = new CompletableFuture<Optional<Secret>>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                result.complete(
                                        questions.ask(Secrets.Kind.PASSWORD, ACCESS, attempt));
                            } catch (InterruptedException e) {
                                result.completeExceptionally(e);
                            }
                        });
        return result;
    }

    private CompletableFuture<Boolean> key(String host) {
        var result = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                result.complete(questions.accept(host, "ssh-ed25519", "SHA256:x"));
                            } catch (InterruptedException e) {
                                result.completeExceptionally(e);
                            }
                        });
        return result;
    }

    private static String text(Optional<Secret> secret) {
        return new String(secret.orElseThrow().copy());
    }
}
